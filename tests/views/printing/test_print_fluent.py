"""Printing every sheet of the list never holds the window up, and stops at once."""

import statistics
import threading
import time
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF, Qt, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.dialog import PrintDialog
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.opening import Printing
from duty_desktop.views.printing.printer import _send, _Watch, prepared_printer

LOOK_EVERY = 5
"""Milliseconds between two looks, whose gaps show when nothing could run."""

LONG = 0.05
"""Seconds that the window may be held up. Whoever else uses the processor holds it up as well; so
the worker's own time is what is held to it, and the event loop's turns only to the half."""

PATIENCE = 60_000
PRINTED_FOR = 3000


class Gaps:
    """How long the event loop had no turn."""

    def __init__(self) -> None:
        self.seconds: list[float] = []
        self._before = time.perf_counter()
        self._timer = QTimer(interval=LOOK_EVERY)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now = time.perf_counter()
        self.seconds.append(now - self._before)
        self._before = now

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def dialog(qtbot: QtBot, duty_list: DutyList, memory: WindowMemory) -> PrintDialog:
    """The dialog on all 242 sheets, not made yet."""
    window = QWidget()
    qtbot.addWidget(window)
    printing = Printing(duty_list, memory, window)
    printing.open(PrintMatter(duty_list.duties), DocumentKind.SHEETS)
    assert printing.dialog is not None
    return printing.dialog


@pytest.mark.parametrize(
    "order",
    [PrintOrder(DocumentKind.SHEETS), PrintOrder(DocumentKind.DEPARTMENT_MATRIX, size="A3")],
    ids=["sheets", "matrix on A3"],
)
@pytest.mark.usefixtures("qapp")
def test_the_worker_lets_others_in(
    duty_list: DutyList, order: PrintOrder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between two looks whether to stop, the worker holds Python's lock: for how long at most."""
    looked = [time.thread_time()]
    monkeypatch.setattr(_Watch, "check", lambda _watch: looked.append(time.thread_time()))
    document = make(replace(order, duties=duty_list.duties[100:130]), duty_list, date(2026, 1, 2))
    lying = order.size == "A3"
    printer = prepared_printer(QSizeF(1190.55, 841.89) if lying else QSizeF(595.28, 841.89), "x")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))

    looked.clear()
    outcome = _send(document.pdf, printer, range(2), _Watch(tasks.Job(), threading.Event()))
    longest = max(after - before for before, after in pairwise(looked))

    print(f"\nlongest without a look: {longest * 1000:.0f} ms of {len(looked)}")
    assert outcome.sent == 2
    assert longest < LONG


def test_242_sheets_are_made_and_printed_and_stopped(
    qtbot: QtBot, dialog: PrintDialog, tmp_path: Path
) -> None:
    gaps = Gaps()
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    assert dialog.extent.text().startswith("共 299 页")
    path = tmp_path / "out.pdf"
    printer = dialog.printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    dialog.print_to(printer)
    qtbot.wait(PRINTED_FOR)
    assert dialog.is_printing

    begun = time.perf_counter()
    dialog.reject()
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=PATIENCE)
    stopped = time.perf_counter() - begun
    gaps.stop()

    print(
        f"\ngaps: longest {max(gaps.seconds) * 1000:.0f} ms, "
        f"99 of 100 below {statistics.quantiles(gaps.seconds, n=100)[-1] * 1000:.0f} ms; "
        f"stopped within {stopped * 1000:.0f} ms"
    )
    assert dialog.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []
    assert "已停止打印" in dialog.sending.line.note.text
    assert statistics.median(gaps.seconds) < LONG
    assert stopped < 2
    dialog.reject()
