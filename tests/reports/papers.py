"""Papers, rows and duties that tests make by hand."""

import datetime
import functools
from typing import Protocol

from duty_desktop.domain.duty import Duty, DutyList, ListKind, NamedDepartment, Step
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.typesetting import Piece, SetLine
from tests import support

BODY = Style(Face.SERIF, 10.0, 15.0)


class PaperMaker(Protocol):
    """Begins a document."""

    def __call__(
        self, *, title: str = ..., author: str = ..., printed_on: datetime.date = ...
    ) -> Paper: ...


def set_lines(*texts: str, height: float = 10.0, keep: str = "") -> tuple[SetLine, ...]:
    """Lines of one piece; a page may not end after those whose text is in ``keep``."""
    return tuple(SetLine((Piece(0.0, text, BODY),), height, text in keep) for text in texts)


@functools.cache
def small_list() -> DutyList:
    """Another town's list, of three duties."""
    return read_duty_list(support.document())


def basic_duty(name: str) -> Duty:
    """A duty of the basic list."""
    return Duty(ListKind.BASIC, 1, "党的建设", "党的建设", name, (), ("1", "党的建设", name))


def cooperative_duty(
    name: str = "文明养犬",
    departments: str = "昌吉市公安局",
    superior: str = "负责办证。",
    township: str = "报送线索。",
    *,
    category: str = "平安法治",
    steps: tuple[Step, ...] = (),
) -> Duty:
    """A duty of the cooperative list, its cells not divided into steps where none are given."""
    named = tuple(NamedDepartment(text, text) for text in departments.split("、"))
    cells = ("21", category, name, departments, superior, township)
    return Duty(ListKind.COOPERATIVE, 21, category, category, name, named, cells, steps)


def reclaimed_duty(method: str, *departments: str) -> Duty:
    """A duty of the reclaimed list."""
    named = tuple(NamedDepartment(text, text) for text in departments)
    cells = ("3", "民生服务", "出具婚姻证明", method)
    return Duty(ListKind.RECLAIMED, 3, cells[1], cells[1], cells[2], named, cells)
