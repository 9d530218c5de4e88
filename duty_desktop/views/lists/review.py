"""What the files of an import hold, to be looked through and corrected."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.domain.duty import ListKind
from duty_desktop.ingest.understanding import Understanding, UnderstoodList
from duty_desktop.ingest.whose import Whose
from duty_desktop.models.overriding import override
from duty_desktop.views.lists.understood_page import UnderstoodPage, month_of
from duty_desktop.views.lists.whose_fields import WhoseFields
from duty_desktop.views.plain import choose_rows
from duty_desktop.views.side_window import reading_page

_HEADINGS = ("乡镇", "年月", "基本", "配合", "收回", "疑点")
_NAME = 0

_LISTS_SHARE = 0.42
"""What the lists take of the width at first: all their columns in large text too."""


class Review(QWidget):
    """The lists at the left where there are several; the chosen one's fields and page at the right.

    Attributes:
        lists: a row for each list.
        fields: whose the chosen one is.
        page: what was understood of it.

    Signals:
        edited: the user has changed what a list is said to be.
        wanted: the files are to be understood anew with ``corrected``.
    """

    edited = Signal()
    wanted = Signal()

    def __init__(self) -> None:
        """Nothing understood yet."""
        super().__init__()
        self._understanding: Understanding | None = None
        self._row = -1
        self._noted: dict[int, Whose] = {}
        self.lists = QTableWidget(0, len(_HEADINGS))
        self.fields = WhoseFields()
        self.page = reading_page("识别结果")
        self._rewriting = QTimer(self, singleShot=True, interval=0)
        self._rewriting.timeout.connect(self._write)
        self._set_up()
        right = QWidget()
        rows = QVBoxLayout(right)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.fields)
        rows.addWidget(self.page, 1)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.addWidget(self.lists)
        self._parts.addWidget(right)
        self._parts.setChildrenCollapsible(False)
        for part in range(2):
            self._parts.setStretchFactor(part, part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._parts)

    @property
    def is_edited(self) -> bool:
        """Whether something was corrected that the files were not understood with yet."""
        return bool(self._noted) or self.fields.is_edited

    def show_understanding(self, understanding: Understanding) -> None:
        """Show what was understood, its first list that lacks something chosen."""
        self._understanding = understanding
        self._noted = {}
        lists = understanding.lists
        self.lists.blockSignals(True)
        self.lists.setRowCount(0)
        self.lists.setRowCount(len(lists))
        for row, each in enumerate(lists):
            for column, text in enumerate(_cells(each)):
                item = QTableWidgetItem(text)
                if column > 1:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.lists.setItem(row, column, item)
        self.lists.blockSignals(False)
        several = len(lists) > 1
        if several and self.lists.isHidden():
            wide = round(_LISTS_SHARE * self.width())
            self._parts.setSizes([wide, self.width() - wide])
        self.lists.setVisible(several)
        self.fields.for_all.setVisible(several)
        first = next((row for row, each in enumerate(lists) if each.lacking), 0)
        row = self._row if 0 <= self._row < len(lists) and not lists[first].lacking else first
        self._row = -1
        self.fields.show_whose(Whose())
        self.lists.setCurrentCell(row, _NAME)
        self._choose(row)

    def corrected(self, before: Mapping[int, Whose]) -> dict[int, Whose] | str:
        """What the lists are said to be by their places, or a sentence why that cannot be used.

        ``before`` is what was said earlier and still holds.
        """
        if sentence := self._note():
            return sentence
        now = dict(before)
        for row, said in self._noted.items():
            now[row] = said.filled_from(now.get(row, Whose()))
        return now

    def _note(self) -> str:
        """Note what was changed in the fields; a sentence where that cannot be used."""
        said = self.fields.said()
        if isinstance(said, str):
            return said
        self._take_down(self._row, said)
        shared = Whose(county=said.county, date=said.date)
        if self.fields.for_all.isChecked() and self._understanding is not None:
            for row in range(len(self._understanding.lists)):
                self._take_down(row, shared)
        return ""

    def _take_down(self, row: int, said: Whose) -> None:
        if said != Whose():
            self._noted[row] = said.filled_from(self._noted.get(row, Whose()))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._rewriting.start()

    def _set_up(self) -> None:
        self.lists.setAccessibleName("识别到的清单")
        self.lists.hide()
        self.lists.setHorizontalHeaderLabels(_HEADINGS)
        choose_rows(self.lists)
        self.lists.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.lists.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.lists.currentCellChanged.connect(lambda row, *_: self._choose(row))
        self.fields.edited.connect(self.edited)
        self.fields.wanted.connect(self.wanted)

    def _choose(self, row: int) -> None:
        if self._understanding is None or row == self._row:
            return
        if not 0 <= row < len(self._understanding.lists):
            return
        self._note()
        self._row = row
        self.fields.show_whose(self._understanding.lists[row].whose, self._noted.get(row, Whose()))
        self._write()
        self.edited.emit()

    def _write(self) -> None:
        if self._understanding is not None and self._row >= 0:
            page = UnderstoodPage(self.page.document(), self.font(), self.palette())
            page.write(self._understanding, self._understanding.lists[self._row])
            # Writing left the cursor at the end, and a page is shown first where its cursor is.
            self.page.moveCursor(QTextCursor.MoveOperation.Start)
            self.page.verticalScrollBar().setValue(0)


def _cells(each: UnderstoodList) -> tuple[str, ...]:
    town = f"{each.whose.county}{each.whose.town}" if each.whose.town else "（乡镇未写明）"
    counts = (str(each.count(kind)) for kind in ListKind)
    doubts = str(len(each.doubts)) if each.doubts else ""
    return (town, month_of(each) or "（未写明）", *counts, doubts)
