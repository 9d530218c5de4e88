"""A PDF made ready to be looked at, without holding the window up."""

import time

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QTimer, Signal
from PySide6.QtPdf import QPdfDocument

_TURN = 0.01
"""Seconds of work between two looks at what else the window has to do."""


class PdfPages(QObject):
    """The pages of a finished PDF.

    A view asks for the size of every page at once, and PDFium reads a page when its size is first
    asked for: 40 ms for 242 sheets. So the sizes are asked for here first, some at a time.

    Attributes:
        pdf: the file's bytes.
        document: the pages, complete once ``ready`` is told.

    Signals:
        ready: the pages can be shown.
    """

    ready = Signal()

    def __init__(self, pdf: bytes, parent: QObject) -> None:
        """Begin to read ``pdf``; returns at once."""
        super().__init__(parent)
        self.pdf = pdf
        # The document reads from the buffer as long as it lives, the buffer from the bytes.
        self._bytes = QByteArray(pdf)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self._next = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._read_some)
        self._timer.start(0)

    def _read_some(self) -> None:
        until = time.perf_counter() + _TURN
        count = self.document.pageCount()
        while self._next < count and time.perf_counter() < until:
            self.document.pagePointSize(self._next)
            self._next += 1
        if self._next >= count:
            self._timer.stop()
            self.ready.emit()
