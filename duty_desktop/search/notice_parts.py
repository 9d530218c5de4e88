"""A notice taken apart by the form that official documents have (GB/T 9704-2012 §7).

Head, number, title, addressees, what it says, signature and date each have their place. A text that
has none of them, such as a paragraph pasted from a chat, is all sentences.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from duty_desktop import tables
from duty_desktop.domain.notice import Notice, Sentence

_HEAD_LINES = 24
"""The title stands within so many lines that hold something."""

_TITLE_LINES = 4
_LONGEST_TITLE = 160
"""A title takes no more lines and characters."""

_LEAST_LINES = 3
"""In a text of fewer lines the last one is no signature without a date."""

_LONGEST_SENTENCE = 300
"""Characters; a text without any mark is cut into pieces of so many."""

_NAMES = (
    "通知|通告|公告|通报|方案|意见|办法|函|请示|报告|决定|提示|提醒|工单|任务书|倡议书|计划|要点"
)
_TITLE_END = re.compile(rf"(?:{_NAMES})(?:[（(][^（）()]{{1,24}}[)）])?$")
_TITLE_RUN = re.compile(
    rf"关于[^。；;！？\n]{{2,{_LONGEST_TITLE}}}?的[^。；;！？\n]{{0,6}}?(?:{_NAMES})"
)
_NUMBER = re.compile(
    r"[一-鿿]{1,16}\s?[〔\[【（(]\s?(?:19|20)\d\d\s?[〕\]】）)]\s?第?\s?\d{1,5}\s?号"
)
_DATE = re.compile(
    r"(?:(?:19|20)\d\d|[二〇○零OＯ一九][〇○零OＯ一二三四五六七八九]{3})\s?年"
    r"\s?[\d一二三四五六七八九十]{1,3}\s?月\s?[\d一二三四五六七八九十]{1,3}\s?日"
)
_BODY = (
    r"[一-鿿（）()]{2,28}?(?:局|委员会|办公室|委|办|部|厅|院|中心|大队|支队|分局|公司|管理部|指挥部"
    r"|领导小组|政府|会|团|社|站|处)"
)
# Possessive: white space without end is gone through once, not once for each way to share it out.
_SENDER = re.compile(rf"\s*+(?P<body>{_BODY})\s*+(?:[（(]\s*(?:盖章|印章|章|代章)\s*[)）])?\s*+")
_TITLE_SENDER = re.compile(rf"(?P<body>{_BODY})(?=关于)")
_RED_HEAD = re.compile(rf"\s*(?P<body>{_BODY})\s*文\s*件\s*")
_ADDRESSEES = re.compile(r"乡|镇|街道|办事处|政府|单位|部门|管委会|村")
_SENTENCE = re.compile(r"[^。；;！!？?\n]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def take_apart(text: str) -> Notice:
    """The notice in ``text``; whatever was pasted is a notice, nothing is an error."""
    lines = [_Line(m.group(), m.start()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    title, title_span = _title(text, lines)
    number = _NUMBER.search(text[:2000])
    last = _signature(lines)
    signed = [line.text.strip() for line in lines[last:]]
    sender = _sender(signed, title, lines)
    date = next((m.group() for m in map(_DATE.search, reversed(signed)) if m), "")
    skipped = _head_end(lines, title_span)
    body = [_after(line, skipped) for line in lines[:last] if line.end > skipped]
    return Notice(
        text,
        "".join(title.split()),
        "".join(number.group().split()) if number else "",
        sender,
        "".join(date.split()),
        tuple(_sentences(body, addressees_at=0 if title else -1)),
    )


def _after(line: _Line, start: int) -> _Line:
    """What of the line stands at ``start`` or after it."""
    cut = max(0, start - line.start)
    return _Line(line.text[cut:], line.start + cut)


def _title(text: str, lines: Sequence[_Line]) -> tuple[str, tuple[int, int]]:
    """The title and where it stands; empty where there is none."""
    head = lines[:_HEAD_LINES]
    for at, line in enumerate(head):
        if "关于" not in line.text:
            continue
        joined = ""
        for more in head[at : at + _TITLE_LINES]:
            joined += more.text.strip()
            if len(joined) > _LONGEST_TITLE:
                break
            if _TITLE_END.search(joined):
                return joined, (line.start, more.end)
    run = _TITLE_RUN.search(text[:2000])
    return (run.group(), run.span()) if run else ("", (0, 0))


def _head_end(lines: Sequence[_Line], title: tuple[int, int]) -> int:
    """Where the body begins: after the title, or after a head that has none."""
    if title[1]:
        return title[1]
    end = 0
    for line in lines[:3]:
        whole_number = _NUMBER.fullmatch(line.text.strip())
        if not (whole_number or _RED_HEAD.fullmatch(line.text)):
            break
        end = line.end
    return end


def _signature(lines: Sequence[_Line]) -> int:
    """The place of the first line of the signature; the number of lines where there is none."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 13), -1):
        text = lines[at].text.strip()
        found = _DATE.search(text)
        if not found or len(text) > len(found.group()) + 30 or text[-1] in "。；":
            continue
        first = at
        while first and at - first < 4 and _SENDER.fullmatch(lines[first - 1].text):
            first -= 1
        return first
    unsigned = not lines or not _SENDER.fullmatch(lines[-1].text) or len(lines) < _LEAST_LINES
    return len(lines) - (0 if unsigned else 1)


def _sender(signed: Sequence[str], title: str, lines: Sequence[_Line]) -> str:
    """Who sent it: the signature says it, or else the title, or else the head."""
    for text in signed:
        found = _SENDER.fullmatch(_DATE.sub("", text))
        if found:
            return found["body"]
    found = _TITLE_SENDER.match(title)
    if found:
        return found["body"]
    for line in lines[:3]:
        found = _RED_HEAD.fullmatch(line.text)
        if found:
            return found["body"]
    return ""


def _sentences(body: Sequence[_Line], *, addressees_at: int) -> Iterator[Sentence]:
    for at, line in enumerate(body):
        stripped = line.text.strip()
        if not stripped or stripped.startswith(_lines_that_say_nothing()):
            continue
        addressed = stripped[-1] in "：:" and at == addressees_at
        if addressed and _ADDRESSEES.search(stripped):
            continue
        for found in _SENTENCE.finditer(line.text):
            yield from _pieces(found.group(), line.start + found.start())


def _pieces(text: str, start: int) -> Iterator[Sentence]:
    """A sentence without the white space around it, in pieces where it is endless."""
    for at in range(0, len(text), _LONGEST_SENTENCE):
        piece = text[at : at + _LONGEST_SENTENCE]
        words = piece.strip()
        if words:
            yield Sentence(words, start + at + piece.index(words[0]))


@cache
def _lines_that_say_nothing() -> tuple[str, ...]:
    rows = tables.rows("notice_boilerplate")
    return tuple(row[1] for row in rows if row[0] == "line")
