"""Small pictures of the pages, to see the whole and to go to one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from duty_desktop.models.overriding import override
from duty_desktop.models.page_pictures import PagePictures

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocument

_EMS = 5.5
"""A picture's longer side."""

_AIR = 6
"""Pixels around a picture."""

_RIM = 3
"""Pixels of border around the page that is looked at."""


class PageThumbnails(QListView):
    """One picture a page, drawn when it comes into sight.

    Signals:
        wanted(page): the user wants to see this page, from 0.
    """

    wanted = Signal(int)

    def __init__(self) -> None:
        """No pages yet."""
        super().__init__()
        self._pictures = PagePictures(self)
        self.setModel(self._pictures)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName("页面缩略图")
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._measure()

    def show_pages(self, document: "QPdfDocument") -> None:
        """Show the pages of ``document`` from now on."""
        self._pictures.show(document)

    def follow(self, page: int) -> None:
        """Mark the page that is looked at."""
        index = self._pictures.index(page)
        if index.isValid() and index != self.currentIndex():
            self.selectionModel().blockSignals(True)
            self.setCurrentIndex(index)
            self.selectionModel().blockSignals(False)
            self.scrollTo(index)
            self.viewport().update()

    @override
    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.wanted.emit(current.row())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        side = round(_EMS * self.fontMetrics().horizontalAdvance("事"))
        self._pictures.measure(side, self.devicePixelRatioF())
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(side + 4 * _AIR + bar + 2 * self.frameWidth())


class _Delegate(QStyledItemDelegate):
    """A picture above its number; the page that is looked at has a border, not a tint."""

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        picture: QImage = index.data(Qt.ItemDataRole.DecorationRole)
        size = picture.deviceIndependentSize().toSize()
        side = self._side(option)
        room = QRect(option.rect.left(), option.rect.top() + _AIR, option.rect.width(), side)
        where = QRect(QPoint(), size)
        where.moveCenter(room.center())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(where.adjusted(-_RIM, -_RIM, _RIM, _RIM), option.palette.highlight())
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
        painter.drawImage(where, picture)
        number = option.rect.adjusted(0, side + _AIR + _RIM, 0, 0)
        painter.setPen(option.palette.text().color())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.restore()

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        side = self._side(option)
        return QSize(side + 2 * _AIR, side + option.fontMetrics.height() + 2 * _AIR)

    def _side(self, option: QStyleOptionViewItem) -> int:
        return round(_EMS * option.fontMetrics.horizontalAdvance("事"))
