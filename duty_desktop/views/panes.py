"""The three panes: branches, table, and the detail beside or below it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.memory import WindowMemory

AUTO, RIGHT, BELOW = "auto", "right", "below"

_BROAD = 84
"""Ems of width from which table and detail have room next to each other."""

_TREE = 15
"""Ems that the branches take at first."""

_TREE_SHARE = 0.24
"""The most of the width that the branches take at first, however large the text."""

_TREE_MOST = 0.5
"""The most that they are given of what the user gave them, in a narrower window or larger text."""

_TABLE_SHARE = {RIGHT: 0.5, BELOW: 0.4}
"""What the table takes at first of the room it shares with the detail."""

_TABLE_LEAST = 4
"""Lines of text that the table keeps above the detail: its heading and a row."""

_TABLE_LEAST_SHARE = 0.18
"""The most of the height that these take, however large the text."""


class Panes(QSplitter):
    """Branches at the left; the table and the detail share the rest.

    Attributes:
        wanted: where the user wants the detail: ``AUTO``, ``RIGHT`` or ``BELOW``.
        place: where it is: ``RIGHT`` or ``BELOW``.
    """

    def __init__(self, tree: QWidget, table: QWidget, detail: QWidget) -> None:
        """Put the three widgets side by side."""
        super().__init__(Qt.Orientation.Horizontal)
        self._table = table
        self._reading = QSplitter(Qt.Orientation.Horizontal)
        self._reading.addWidget(table)
        self._reading.addWidget(detail)
        self._reading.setChildrenCollapsible(False)
        self.addWidget(tree)
        self.addWidget(self._reading)
        self.setCollapsible(1, False)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)
        for place in range(2):
            self._reading.setStretchFactor(place, 1)
        self.wanted = AUTO
        self.place = RIGHT
        self._shares = dict(_TABLE_SHARE)
        self._tree_ems: float | None = None
        self._laid_out = False

    def want(self, wanted: str) -> None:
        """Put the detail where the user wants it."""
        self.wanted = wanted
        self._arrange()

    def reset(self) -> None:
        """Sizes and place as at the first start."""
        self._tree_ems = None
        self._shares = dict(_TABLE_SHARE)
        self.wanted = AUTO
        self.place = ""
        self._lay_out_tree()
        self._arrange()

    def restore(self, memory: WindowMemory) -> None:
        """Take up what was remembered; called before the window is shown."""
        wanted = memory.text("layout/detail", AUTO)
        self.wanted = wanted if wanted in (AUTO, RIGHT, BELOW) else AUTO
        tree = memory.number("layout/tree", 0)
        self._tree_ems = tree / 10 if tree > 0 else None
        for place, share in _TABLE_SHARE.items():
            percent = memory.number(f"layout/table-{place}", round(share * 100))
            self._shares[place] = max(10, min(percent, 90)) / 100

    def keep(self, memory: WindowMemory) -> None:
        """Remember sizes and place."""
        self._notice_sizes()
        memory.keep("layout/detail", self.wanted)
        if self._tree_ems is not None:
            memory.keep("layout/tree", round(self._tree_ems * 10))
        for place, share in self._shares.items():
            memory.keep(f"layout/table-{place}", round(share * 100))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._laid_out:
            self._laid_out = True
            self._lay_out_tree()
            self._apply_share()
            self.splitterMoved.connect(self._notice_tree)
        self._arrange()
        self._keep_a_row()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._laid_out:
            self._lay_out_tree()
            self._arrange()
            self._keep_a_row()

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("事")

    def _arrange(self) -> None:
        broad = self.width() >= _BROAD * self._em()
        place = self.wanted if self.wanted != AUTO else (RIGHT if broad else BELOW)
        if place == self.place:
            return
        self._notice_sizes()
        self.place = place
        upright = place == BELOW
        self._reading.setOrientation(
            Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal
        )
        self._apply_share()
        self._keep_a_row()

    def _keep_a_row(self) -> None:
        """Leave a row of the table in sight where the detail below it asks for much room."""
        lines = _TABLE_LEAST * self.fontMetrics().lineSpacing()
        least = round(min(lines, _TABLE_LEAST_SHARE * self.height()))
        self._table.setMinimumHeight(least if self.place == BELOW else 0)

    def _lay_out_tree(self) -> None:
        ems = self._tree_ems if self._tree_ems is not None else _TREE
        share = _TREE_SHARE if self._tree_ems is None else _TREE_MOST
        tree = round(min(ems * self._em(), share * self.width()))
        if ems:
            self.setSizes([tree, self.width() - tree])

    def _apply_share(self) -> None:
        share = round(1000 * self._shares[self.place])
        self._reading.setSizes([share, 1000 - share])

    def _notice_sizes(self) -> None:
        table, detail = self._reading.sizes()
        if self.isVisible() and self.place and table + detail:
            self._shares[self.place] = table / (table + detail)

    def _notice_tree(self) -> None:
        self._tree_ems = self.sizes()[0] / self._em()
