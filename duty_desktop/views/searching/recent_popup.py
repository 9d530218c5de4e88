"""The list of earlier searches that drops down from the search field."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from duty_desktop.models.overriding import override
from duty_desktop.views.plain import plain_button
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.tips import as_plain_tip

_NARROWEST, _BROADEST = 16, 34
"""Ems that the list is broad."""

_ROW_HEIGHT = 1.75
"""Lines of text that a row is tall, as in the tree of branches."""

_REMOVE = "×"


class RecentPopup(QFrame):
    """Searches to choose from; each can be forgotten, or all of them.

    Signals:
        chosen(text): search this again.
        removed(text): forget this one.
        cleared: forget all.
    """

    chosen = Signal(str)
    removed = Signal(str)
    cleared = Signal()

    def __init__(self, field: SearchField) -> None:
        """A closed list that drops down from ``field``."""
        super().__init__(field, Qt.WindowType.Popup)
        self._field = field
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.list = _List(field)
        self.list.itemClicked.connect(self._click)
        self.list.accepted.connect(self._choose)
        self.list.removing.connect(self._remove)
        self.list.typed.connect(self.close)
        self._nothing = QLabel("还没有搜索记录")
        self.clearing = plain_button("清除搜索记录")
        self.clearing.clicked.connect(self._clear)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.addWidget(self._nothing, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self.list)
        rows.addWidget(self.clearing, alignment=Qt.AlignmentFlag.AlignRight)

    def drop_down(self, texts: Sequence[str]) -> None:
        """Open below the field with these searches, newest first."""
        self._fill(texts)
        self.move(self._field.mapToGlobal(QPoint(0, self._field.height())))
        self.show()
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _fill(self, texts: Sequence[str]) -> None:
        self.list.clear()
        for text in texts:
            item = QTreeWidgetItem([text, _REMOVE])
            item.setSizeHint(0, QSize(0, self._row_height()))
            item.setToolTip(0, as_plain_tip(text))
            item.setToolTip(1, "删除这一条（Delete）")
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignCenter)
            self.list.addTopLevelItem(item)
        self._nothing.setVisible(not texts)
        self.list.setVisible(bool(texts))
        self.clearing.setVisible(bool(texts))
        if texts:
            self.list.go_to(0)
        self._measure(len(texts))

    def _measure(self, rows: int) -> None:
        metrics = self._field.fontMetrics()
        em = metrics.horizontalAdvance("事")
        self.list.setFixedHeight(rows * self._row_height() + 2)
        self.list.header().resizeSection(1, 2 * em)
        width = min(max(self._field.width() // 2, _NARROWEST * em), _BROADEST * em)
        self.setFixedWidth(min(width, self._field.width()))
        self.adjustSize()

    def _row_height(self) -> int:
        return round(_ROW_HEIGHT * self._field.fontMetrics().height())

    def _choose(self, item: QTreeWidgetItem) -> None:
        self.close()
        self.chosen.emit(item.text(0))

    def _click(self, item: QTreeWidgetItem, column: int) -> None:
        if column == 1:
            self._remove(item)
        else:
            self._choose(item)

    def _remove(self, item: QTreeWidgetItem) -> None:
        place = self.list.indexOfTopLevelItem(item)
        self.list.takeTopLevelItem(place)
        self.removed.emit(item.text(0))
        rest = self.list.topLevelItemCount()
        if rest:
            self.list.go_to(min(place, rest - 1))
            self._measure(rest)
        else:
            self._fill([])

    def _clear(self) -> None:
        self.close()
        self.cleared.emit()


class _List(QTreeWidget):
    """The rows: a search, and a sign that forgets it.

    What is typed goes into the field as from every other pane, and the list closes.

    Signals:
        accepted(item): the user pressed Enter on a row.
        removing(item): the user pressed Delete on a row.
        typed: something was typed into the field.
    """

    accepted = Signal(QTreeWidgetItem)
    removing = Signal(QTreeWidgetItem)
    typed = Signal()

    def __init__(self, field: SearchField) -> None:
        super().__init__()
        self._field = field
        self.setAccessibleName("搜索记录")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAllColumnsShowFocus(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(row, 0))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit(item)
        elif item is not None and event.key() == Qt.Key.Key_Delete:
            self.removing.emit(item)
        elif self._field.take_key(event):
            self.typed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._field.take_composition(event)
        if event.commitString():
            self.typed.emit()

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:
        return self._field.answer(self, query)
