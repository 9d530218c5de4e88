"""The official words of a cell, free of leftover markup, and how its steps are read aloud."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from duty_desktop.domain.duty import Basis, Step

MARKUP = re.compile(r"</?(?:p|ol|ul|li|br|div|span)(?:\s[^<>]*)?/?>", re.IGNORECASE)
"""Leftovers of a web page that the source document carries inside its cells."""


_SPACES = re.compile(r"[ \t\r\n]+")
"""Not U+3000, the full-width space: in Chinese type it is part of the text."""

_BREAKS = re.compile(r"[\r\n]+")


def words(cell: str) -> str:
    """The cell's words: markup taken out, runs of white space made one space."""
    return _SPACES.sub(" ", MARKUP.sub(" ", cell)).strip(" ")


def paragraphs(cell: str) -> tuple[str, ...]:
    """The cell's words as the paragraphs that its markup and line breaks make of them.

    Joined by one space they are ``words(cell)``; none is empty, none holds a line break.
    """
    pieces = (words(piece) for whole in MARKUP.split(cell) for piece in _BREAKS.split(whole))
    return tuple(piece for piece in pieces if piece)


@dataclass(frozen=True, slots=True)
class StepGroup:
    """Steps that stand one after another and belong to the same departments."""

    section: str | None
    """The section heading to show above the group, ``None`` where it does not change."""
    heading: str | None
    """The department heading the source prints above the group, ``None`` where it prints none."""
    departments: tuple[str, ...]
    basis: Basis | None
    other_subject: str | None
    steps: tuple[Step, ...]


def grouped(steps: Iterable[Step]) -> tuple[StepGroup, ...]:
    """The steps in the source's order, gathered where neighbours belong together."""
    groups: list[StepGroup] = []
    pending: list[Step] = []
    shown_section: str | None = None

    def key(step: Step) -> tuple[object, ...]:
        unstated = step.basis is Basis.NOT_STATED
        return (step.section, step.heading, step.departments, step.other_subject, unstated)

    def close() -> None:
        nonlocal shown_section
        if not pending:
            return
        first = pending[0]
        section = first.section if first.section != shown_section else None
        shown_section = first.section
        groups.append(
            StepGroup(
                section=section,
                heading=first.heading,
                departments=first.departments,
                basis=first.basis,
                other_subject=first.other_subject,
                steps=tuple(pending),
            )
        )
        pending.clear()

    for step in steps:
        if pending and key(step) != key(pending[-1]):
            close()
        pending.append(step)
    close()
    return tuple(groups)


def words_of_steps(steps: Iterable[Step]) -> str:
    """The words that the steps of one cell hold together, without any white space.

    Equal to ``words(cell)`` with its white space taken out: splitting a cell into steps neither
    drops nor adds a character.
    """
    parts: list[str] = []
    section: str | None = None
    heading: str | None = None
    for step in steps:
        if step.section != section:
            section, heading = step.section, None
            parts.append(section or "")
        if step.heading != heading:
            heading = step.heading
            parts.append(heading or "")
        parts += [step.marker, step.text]
    return "".join("".join(parts).split())
