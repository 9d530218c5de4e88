"""The text form of a list that came as something else: the form of the published source document.

What a workbook or a Word document says is put down as the text that ``document`` reads. So a list
has one way into the program, whatever it came as, and what ``source`` writes of it imports again
as the same list.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from duty_desktop.domain.duty import DutyList, LineKind, ListKind, SourceLine
from duty_desktop.ingest.grid import paragraphs
from duty_desktop.ingest.whose import Whose

_MADE = "本文稿由程序根据导入的文件生成"
_MARKED = f"{_MADE}，<p> 与 </p> 之间是原文件一格中的一个段落。"
_MARKED_BEFORE = f"{_MADE}，网页标记是原文件中就有的。"
"""What the cover says of markup: it is ours unless the files had markup of their own."""

_ORIGIN = "原文件：“{name}”，SHA-256：{sha256}。"
_ORIGIN_READ = re.compile(r"原文件：“(?P<name>.*)”，SHA-256：(?P<sha256>[0-9a-f]{64})。")

_OWN_MARKUP = re.compile(r"<p>[^<>]*</p>(?: <p>[^<>]*</p>)+")


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that a list was taken from."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FormTable:
    """One of the three lists, ready to be put down."""

    kind: ListKind
    title: str
    """As printed, where it is one that ``document`` knows; else the published form."""
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """Cells in the order of ``kind.fields``, in the form of ``cell``."""


def text_form(
    whose: Whose,
    tables: Iterable[FormTable],
    origins: Sequence[Origin],
    *,
    own_markup: bool = False,
) -> bytes:
    """The list as a source document in UTF-8; ``own_markup`` where the files' cells had markup."""
    year, _, month = whose.date.partition("-")
    lines = [
        f"{whose.region}{whose.prefecture}",
        f"{whose.county}{whose.town}",
        "履职事项清单",
        "",
        f"{year} 年 {int(month)} 月",
        "",
        _MARKED_BEFORE if own_markup else _MARKED,
        *(_ORIGIN.format(name=_plain(each.name), sha256=each.sha256) for each in origins),
    ]
    for table in tables:
        lines += ["", table.title, "", "\t".join(table.headings)]
        lines += ["\t".join(row) for row in table.rows]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", errors="replace")


def cell(*texts: str) -> str:
    """The text form of a cell: its paragraphs, those of several cells one behind the other.

    A cell of one paragraph is its words; of more, each is marked as the published lists mark it.
    """
    found = [each for text in texts for each in paragraphs(text)]
    if texts and found == [texts[0].strip(" ")]:
        return texts[0]
    return found[0] if len(found) == 1 else " ".join(f"<p>{each}</p>" for each in found)


def is_generated(lines: Iterable[str]) -> bool:
    """Whether these lines of a cover are those of a generated text form."""
    return any(line.startswith(_MADE) for line in lines)


def marks_paragraphs(lines: Iterable[str]) -> bool:
    """Whether all markup below this cover is the program's own, one mark a paragraph."""
    return _MARKED in lines


def is_our_markup(text: str) -> bool:
    """Whether the cell's markup is such as ``cell`` puts there, and no other."""
    return bool(_OWN_MARKUP.fullmatch(text))


def origins_of(duty_list: DutyList) -> tuple[Origin, ...]:
    """The files that a list was imported from; empty where it is a published text itself."""
    texts = [line.text for line in takewhile(_is_text, duty_list.lines)]
    if not is_generated(texts):
        return ()
    found = filter(None, map(_ORIGIN_READ.fullmatch, texts))
    return tuple(Origin(match["name"], match["sha256"]) for match in found)


def _is_text(line: SourceLine) -> bool:
    return line.kind is LineKind.TEXT


def _plain(name: str) -> str:
    return " ".join(paragraphs(name)).replace("\t", " ")
