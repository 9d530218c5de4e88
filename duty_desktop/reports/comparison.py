"""清单核对单: a notice held against the list on one sheet of A4, with room for the decision."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.notice import NoticeMatch
from duty_desktop.reports.canvas import Paper
from duty_desktop.reports.comparison_rows import ComparisonRows
from duty_desktop.reports.document import Document
from duty_desktop.reports.faces import bundled
from duty_desktop.reports.form import Row, paginate, total
from duty_desktop.reports.sheet_page import FIRST_ROOM, FORM_WIDTH, LATER_ROOM, SheetPages
from duty_desktop.reports.typesetting import Typesetter

TITLE = "清单核对单"

_DECISION_LEAST, _DECISION_MOST = 66.0, 150.0
"""Height of the room for the leader's decision, in pt."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One rung of the ladder: how large, and how much is said."""

    size: float
    """Of the body type, in pt."""
    candidates: int
    evidence: tuple[int, int]
    """Pairs of sentences quoted for the first candidate and for each other."""
    steps: int
    """Steps of one side that are quoted."""


_LADDER = (
    _Step(12.0, 3, (3, 1), 3),
    _Step(12.0, 3, (2, 1), 2),
    _Step(10.5, 3, (3, 1), 3),
    _Step(10.5, 3, (2, 1), 2),
    _Step(10.5, 3, (2, 1), 1),
    _Step(10.5, 3, (1, 1), 2),
    _Step(10.5, 3, (1, 1), 1),
    _Step(9.0, 3, (2, 1), 2),
    _Step(9.0, 3, (2, 1), 1),
    _Step(9.0, 3, (1, 1), 2),
    _Step(9.0, 3, (1, 1), 1),
    _Step(9.0, 3, (1, 0), 1),
    _Step(9.0, 2, (1, 0), 1),
    _Step(9.0, 2, (0, 0), 1),
    _Step(9.0, 1, (0, 0), 0),
)
"""Tried from the first on until the sheet is one page. Official words are quoted whole or not."""


def comparison(duty_list: DutyList, match: NoticeMatch, printed_on: datetime.date) -> Document:
    """The sheet; raises ``PrintError`` where a face is missing.

    Only a list whose official words alone are longer than a page takes a further one.
    """
    setter = Typesetter(bundled())
    town = duty_list.town.county + duty_list.town.name
    paper = Paper(setter.faces, title=f"{town}{TITLE}", author=town, printed_on=printed_on)
    pages = laid_out(setter, duty_list, match)
    SheetPages(paper, setter, duty_list, printed_on, TITLE).draw(pages)
    return Document(paper.finish(), paper.page_count, paper.missing)


def laid_out(
    setter: Typesetter, duty_list: DutyList, match: NoticeMatch
) -> Sequence[Sequence[Row]]:
    """The rows of each page: the fullest rung of the ladder that is one page."""
    for step in _LADDER:
        made = ComparisonRows(setter, duty_list, match, FORM_WIDTH, step.size)
        rows = [*_body(made, match, step), *made.decision()]
        left = FIRST_ROOM - total(rows)
        if left >= _DECISION_LEAST:
            return [[*rows, made.leader(min(left, _DECISION_MOST))]]
    rows.append(made.leader(_DECISION_LEAST))
    return paginate(rows, FIRST_ROOM, LATER_ROOM, ())


def _body(made: ComparisonRows, match: NoticeMatch, step: _Step) -> Iterator[Row]:
    yield from made.notice()
    yield made.verdict()
    shown = match.candidates[: step.candidates]
    if shown:
        yield made.candidates_head(len(shown))
    for place, candidate in enumerate(shown):
        yield made.candidate(candidate)
        if not match.is_listed:
            continue
        for evidence in candidate.evidence[: step.evidence[min(place, 1)]]:
            yield made.evidence(evidence)
    if shown and step.steps and match.is_listed:
        yield made.parts(shown[0], step.steps)
