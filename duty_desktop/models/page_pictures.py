"""Small pictures of a document's pages, drawn when somebody looks at them."""

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer

from duty_desktop.models.overriding import override

if TYPE_CHECKING:
    from PySide6.QtPdf import QPdfDocumentRenderOptions

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_DisplayRole = int(Qt.ItemDataRole.DisplayRole)
_PictureRole = int(Qt.ItemDataRole.DecorationRole)
_AlignRole = int(Qt.ItemDataRole.TextAlignmentRole)
_SpokenRole = int(Qt.ItemDataRole.AccessibleTextRole)

MOST_KEPT = 64
"""Pictures kept: some screens full. Of a thousand pages no more memory is used than of these."""

MOST_WAITING = 24
"""Pictures asked for at a time: what has been scrolled past is not drawn first."""

_FINER = 3
"""A picture is drawn so much larger and made smaller then: PDFium draws no rule thinner than a
pixel, which makes a small table black."""

_EDGE = QColor(160, 160, 160)


class PagePictures(QAbstractListModel):
    """A row for each page: its number, and its picture once that is drawn.

    A picture is drawn on a thread of Qt's own after it was first asked for; an empty sheet stands
    in its place until then.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """No pages yet."""
        super().__init__(parent)
        self._document: QPdfDocument | None = None
        self._count = 0
        self._side = 96
        self._ratio = 1.0
        self._kept: OrderedDict[int, QImage] = OrderedDict()
        self._empty: dict[tuple[int, int], QImage] = {}
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._drawing: dict[int, int] = {}
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)

    @property
    def kept(self) -> int:
        """How many pictures are kept."""
        return len(self._kept)

    def show(self, document: QPdfDocument) -> None:
        """Show the pages of ``document``, which must stay until another is shown."""
        self.beginResetModel()
        self._forget()
        self._document = document
        self._count = document.pageCount()
        self._renderer.setDocument(document)
        self.endResetModel()

    def measure(self, side: int, ratio: float) -> None:
        """Draw pictures whose longer side has so many pixels, on a screen of this ratio."""
        if (side, ratio) == (self._side, self._ratio):
            return
        self.layoutAboutToBeChanged.emit()
        self._side, self._ratio = side, ratio
        self._forget()
        self.layoutChanged.emit()

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else self._count

    @override
    def data(self, index: _Index, role: int = _DisplayRole) -> Any:
        if not index.isValid():
            return None
        page = index.row()
        if role == _DisplayRole:
            return str(page + 1)
        if role == _SpokenRole:
            return f"第 {page + 1} 页"
        if role == _AlignRole:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == _PictureRole:
            return self._picture(page)
        return None

    def _picture(self, page: int) -> QImage:
        kept = self._kept.get(page)
        if kept is not None:
            self._kept.move_to_end(page)
            return kept
        self._want(page)
        return self._empty_sheet(page)

    def _size(self, page: int) -> QSize:
        if self._document is None:
            return QSize()
        paper = self._document.pagePointSize(page)
        longer = max(paper.width(), paper.height(), 1.0)
        scale = self._side * self._ratio / longer
        return QSize(max(1, round(paper.width() * scale)), max(1, round(paper.height() * scale)))

    def _empty_sheet(self, page: int) -> QImage:
        size = self._size(page)
        key = (size.width(), size.height())
        if key not in self._empty:
            self._empty[key] = self._framed(QImage(), size)
        return self._empty[key]

    def _want(self, page: int) -> None:
        """Draw a page soon: the one asked for last comes first."""
        if page in self._drawing.values():
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > MOST_WAITING:
            self._wanted.popitem(last=False)
        self._draw_next()

    def _draw_next(self) -> None:
        if self._drawing or not self._wanted or self._document is None:
            return
        page, _ = self._wanted.popitem()
        request = self._renderer.requestPage(page, self._size(page) * _FINER)
        self._drawing[request] = page

    def _take(
        self,
        page: int,
        _size: QSize,
        image: QImage,
        _options: "QPdfDocumentRenderOptions",
        request: int,
    ) -> None:
        # A request made before the document changed may still be answered: it is not ours any more.
        if self._drawing.pop(request, None) is None:
            return
        smaller = image.scaled(
            self._size(page),
            Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._kept[page] = self._framed(smaller, smaller.size())
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        index = self.index(page)
        self.dataChanged.emit(index, index, [_PictureRole])
        self._draw_next()

    def _framed(self, image: QImage, size: QSize) -> QImage:
        """``image`` on white paper with an edge; a PDF's page is transparent."""
        paper = QImage(size, QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(0, 0, image)
        painter.setPen(_EDGE)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        paper.setDevicePixelRatio(self._ratio)
        return paper

    def _forget(self) -> None:
        self._kept.clear()
        self._empty.clear()
        self._wanted.clear()
        self._drawing.clear()
