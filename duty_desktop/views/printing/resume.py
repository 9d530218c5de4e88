"""Where to go on with a document that was not printed to its end."""

import hashlib

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from duty_desktop.errors import PersonError
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine, Way
from duty_desktop.views.printing.printer import PrintOutcome

_KEY = "print/stopped"

_AGAIN, _GO_ON = "再打印(&E)…", "继续打印(&E)…"
"""What the button says after everything was sent, and after less was."""


class ResumeMemory:
    """The last document that was not printed to its end, from one start to the next.

    It is known by its PDF: the same choices give the same bytes on the same day.
    """

    def __init__(self, memory: WindowMemory) -> None:
        """Keep it in the window's memory."""
        self._memory = memory

    def sent(self, pdf: bytes) -> int:
        """The pages of this document that went to the printer; 0 where nothing is left to do."""
        kept = self._memory.names(_KEY) or []
        match kept:
            case [digest, sent] if digest == _digest(pdf) and sent.isdecimal():
                return int(sent)
        return 0

    def keep(self, pdf: bytes, sent: int) -> None:
        """Remember that printing ended after so many pages."""
        self._memory.keep(_KEY, [_digest(pdf), str(sent)])

    def forget(self) -> None:
        """Everything was printed."""
        self._memory.keep(_KEY, [])


class ResumeLine(QWidget):
    """Says how a print run ended, and prints again from a page on.

    Paper jams after the last page has left the program as well, so it also stands there when
    everything went well.

    Attributes:
        note: the line itself.
        first: the page to go on from.

    Signals:
        wanted(number): print from this page on, the first being 1.
        details_wanted(error): show what is behind the fault.
    """

    wanted = Signal(int)
    details_wanted = Signal(object)

    def __init__(self) -> None:
        """Nothing has been printed."""
        super().__init__()
        self.note = NoteLine("打印结果")
        self.first = QSpinBox()
        self.first.setAccessibleName("从第几页起打印")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.note)
        self._from_page = QLabel()
        self._from = (self._from_page, self.first, QLabel("页起"))
        for widget in self._from:
            self.note.add(widget)
        self.hide()

    def say_left(self, sent: int, count: int) -> None:
        """Say that this document was not printed to its end the last time."""
        self._offer(
            f"上次打印到第 {sent} 页就停了（共 {count} 页），可以接着打印。",
            sent + 1,
            count,
            _GO_ON,
        )

    def say_outcome(self, outcome: PrintOutcome, last: int, count: int, *, both: bool) -> None:
        """Say how a run ended whose last page at the printer is ``last``, from 1; 0 for none.

        ``count`` is how many pages there are to print again, 0 where they are no longer shown.
        """
        ways: list[Way] = []
        if outcome.error is None and not outcome.stopped:
            text, first, words = f"已把 {outcome.sent} 页送往打印机。", 1, _AGAIN
        else:
            reason = _sentence(outcome)
            end = f"最后送出的是第 {last} 页。" if last else "一页也没有送出。"
            text, first, words = f"{reason}{end}", last + 1, _GO_ON
        if both and first % 2 == 0:
            first -= 1  # the sheet of paper that holds this page begins with the one before
        error = outcome.error
        if error is not None and not (isinstance(error, PersonError) and not error.details):
            ways.append(("详细信息", lambda: self.details_wanted.emit(error)))
        self._offer(text, min(first, count), count, words, ways)

    def _offer(
        self, text: str, first: int, count: int, words: str, ways: list[Way] | None = None
    ) -> None:
        for widget in self._from:
            widget.setVisible(count > 0)
        if count:
            self._from_page.setText("如果卡纸或缺页，从第" if words == _AGAIN else "从第")
            self.first.setRange(1, count)
            self.first.setValue(first)
            go_on: Way = (words, lambda: self.wanted.emit(self.first.value()))
            ways = [go_on, *(ways or [])]
        self.note.say(text, ways or [])
        self.show()


def _sentence(outcome: PrintOutcome) -> str:
    if outcome.error is None:
        return "已停止打印；已送出的页可能还会印出来。"
    if isinstance(outcome.error, PersonError):
        return str(outcome.error)
    return "程序出了错，没有打印完。"


def _digest(pdf: bytes) -> str:
    return hashlib.sha256(pdf).hexdigest()
