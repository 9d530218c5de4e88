"""A cell's words split into steps: section headings, department headings, numbered items.

Splitting is careful before it is clever: where the pieces put together would not be the cell's
words again, the cell stays one step.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from duty_desktop.domain.duty import Side, Step
from duty_desktop.domain.words import MARKUP, words, words_of_steps

_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、[^。；;，]{1,40}")
_MARKER = re.compile(r"(?:(\d{1,3})[.．、](?!\d)|[（(](\d{1,3})[）)])")
_ENDS_SENTENCE = re.compile(r"[。；;：:！？”）]$")
_CLAUSE = re.compile(r"[^；]*；|[^；]+")


def split(cell: str, side: Side, is_heading: Callable[[str], bool]) -> tuple[Step, ...]:
    """The steps of ``cell``, nobody said to act yet.

    ``is_heading`` tells whether some words, standing alone, name departments.
    """
    steps = tuple(_Splitter(side, is_heading).split(cell))
    if side is Side.METHOD:
        steps = tuple(_clauses(steps))
    whole = words(cell)
    if words_of_steps(steps) != "".join(whole.split()):
        return (Step(side, whole),) if whole else ()
    return steps


def _clauses(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Unnumbered steps cut after each ；: a reclaimed duty's method lists its items so."""
    for step in steps:
        pieces = [step.text] if step.marker else _CLAUSE.findall(step.text)
        yield from (replace(step, text=piece) for piece in pieces)


class _Splitter:
    """Walks through a cell and opens a step wherever one begins.

    Attributes:
        _now: the step being read; its section and heading carry over to the next.
        _fresh: whether something new may begin: after a heading or a sentence's end.
    """

    def __init__(self, side: Side, is_heading: Callable[[str], bool]) -> None:
        self._is_heading = is_heading
        self._now = Step(side, "")
        self._steps: list[Step] = []
        self._fresh = True

    def split(self, cell: str) -> list[Step]:
        for paragraph in MARKUP.split(cell):
            chunks = [text for text in re.split(r"[ \t\r\n]+", paragraph) if text]
            for place, text in enumerate(chunks):
                self._take(text, starts_paragraph=place == 0)
        self._close()
        return self._steps

    def _take(self, text: str, *, starts_paragraph: bool) -> None:
        fresh = self._fresh or starts_paragraph
        if fresh and _SECTION.fullmatch(text):
            self._close()
            self._now = replace(self._now, section=text, heading=None)
            self._fresh = True
        elif fresh and self._is_heading(text.rstrip("：:")):
            self._close()
            self._now = replace(self._now, heading=text)
            self._fresh = True
        else:
            self._take_text(text, fresh=fresh, starts_paragraph=starts_paragraph)
            self._fresh = bool(_ENDS_SENTENCE.search(text))

    def _take_text(self, text: str, *, fresh: bool, starts_paragraph: bool) -> None:
        marker = _MARKER.match(text)
        if marker and (fresh or _number(marker) == (self._now.number or 0) + 1):
            self._take_items(text)
        elif starts_paragraph and self._fresh and not _is_mark(text):
            self._close()
            self._now = replace(self._now, text=text)
        else:
            joined = f"{self._now.text} {text}" if self._now.text else text
            self._now = replace(self._now, text=joined)

    def _take_items(self, text: str) -> None:
        """Words that begin with a numbered item, and may hold the next ones run together."""
        while marker := _MARKER.match(text):
            self._close()
            number = _number(marker)
            body = text[marker.end() :]
            after = re.search(rf"(?<=[；;。])(?={number + 1}[.．、](?!\d))", body)
            cut = after.start() if after else len(body)
            self._now = replace(self._now, marker=marker[0], number=number, text=body[:cut])
            text = body[cut:]

    def _close(self) -> None:
        if self._now.text or self._now.marker:
            self._steps.append(self._now)
        self._now = replace(self._now, text="", marker="", number=None)


def _number(marker: re.Match[str]) -> int:
    return int(marker[1] or marker[2])


def _is_mark(text: str) -> bool:
    """Whether these are punctuation marks only, which begin nothing."""
    return not any(char.isalnum() for char in text)
