"""What can be chosen of a document whose contents are given: its paper."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from duty_desktop.reports.order import PaperSize
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.pick import Pick
from duty_desktop.views.printing.memory import PrintMemory
from duty_desktop.views.printing.words import SIDES, Sides


class PaperChoices(QWidget):
    """The paper's size, and whether both its sides are printed on.

    Attributes:
        paper, sides: the boxes.

    Signals:
        changed: another paper is wanted.
    """

    changed = Signal()

    def __init__(self, sizes: Sequence[PaperSize], memory: WindowMemory, document: str) -> None:
        """Choose from ``sizes``; remembered under the name ``document``."""
        super().__init__()
        self._memory = PrintMemory(memory, document)
        self._everywhere = PrintMemory(memory)
        self.paper = Pick[PaperSize]("纸张(&Z)")
        self.sides = Pick[Sides]("单面或双面(&X)")
        remembered = {str(size): size for size in sizes}.get(self._memory.word("size"))
        self.paper.offer([(size, size) for size in sizes], remembered)
        self.sides.offer(list(SIDES.items()), self._everywhere.one_of("sides", Sides))
        rows = QVBoxLayout(self)
        rows.addWidget(self.paper)
        rows.addWidget(self.sides)
        rows.addStretch()
        self.paper.told.changed.connect(self._tell)
        self.sides.told.changed.connect(self._keep_sides)

    @property
    def wanted_size(self) -> PaperSize:
        """The paper that is chosen."""
        return self.paper.value or "A4"

    def _tell(self) -> None:
        self._memory.keep("size", self.wanted_size)
        self.changed.emit()

    def _keep_sides(self) -> None:
        self._everywhere.keep("sides", self.sides.value or Sides.ONE)
