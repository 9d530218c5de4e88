"""What the dialogs beside the main window have in common: place, division, zoom, pages."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSplitter, QTextBrowser, QWidget

from duty_desktop.models.overriding import override
from duty_desktop.views.measures import first_size
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.placement import come_forward, place
from duty_desktop.views.zoom import Zoom


class SideWindow(QDialog):
    """A dialog that opens where it was left when it was last hidden, and divided as it was then."""

    def __init__(
        self,
        title: str,
        key: str,
        memory: WindowMemory,
        parent: QWidget | None = None,
        *,
        enlarges: bool = True,
    ) -> None:
        """Keep its place in ``memory`` under ``key``; ``enlarges`` to the whole screen or not."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint, enlarges)
        self._memory = memory
        self._place_key = f"layout/{key}"
        self._parts_key = f"layout/{key}_parts"
        self._parts: QSplitter | None = None
        self._shares = (1, 1)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._memory.keep(self._place_key, self.saveGeometry())
        if self._parts is not None:
            self._memory.keep(self._parts_key, self._parts.saveState())
        super().hideEvent(event)

    def bring_forward(self) -> None:
        """Show it in front of others, even if it was minimized."""
        come_forward(self)

    def _divided(
        self, orientation: Qt.Orientation, first: QWidget, second: QWidget, shares: tuple[int, int]
    ) -> QSplitter:
        """Two parts that take ``shares`` of the window, at first and of what it grows by."""
        self._parts = QSplitter(orientation)
        self._shares = shares
        for part, share in zip((first, second), shares, strict=True):
            self._parts.addWidget(part)
            self._parts.setStretchFactor(self._parts.indexOf(part), share)
        self._parts.setChildrenCollapsible(False)
        return self._parts

    def _open_where_left(self, width: int, height: int) -> None:
        """Take the remembered place, or so many ems where there is none."""
        remembered = self._memory.state(self._place_key)
        if remembered.isEmpty():
            first_size(self, width, height)
        else:
            place(self, remembered)
        if self._parts is not None:
            is_wide = self._parts.orientation() is Qt.Orientation.Horizontal
            extent = self.width() if is_wide else self.height()
            self._parts.setSizes(self._first_sizes(extent))
            self._parts.restoreState(self._memory.state(self._parts_key))

    def _first_sizes(self, extent: int) -> list[int]:
        """What the parts take of the window (px) where that is not remembered."""
        return [share * extent // sum(self._shares) for share in self._shares]


class PageWindow(SideWindow):
    """A window with a page to read, written anew when the font or the colours change.

    The keys of the main window's zoom work in it.

    Attributes:
        page: what is read.
    """

    def __init__(
        self,
        title: str,
        key: str,
        memory: WindowMemory,
        zoom: Zoom,
        spoken: str,
        parent: QWidget | None = None,
    ) -> None:
        """A screen reader calls the page ``spoken``."""
        super().__init__(title, key, memory, parent)
        self.page = reading_page(spoken)
        self._rewriting = QTimer(self, singleShot=True, interval=0)
        self._rewriting.timeout.connect(self._rewrite)
        for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
            QShortcut(QKeySequence(keys), self, lambda steps=steps: zoom.step(steps))
        QShortcut(QKeySequence("Ctrl+0"), self, zoom.reset)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._rewriting.start()

    def _rewrite(self) -> None:
        """Write the page, for the present font and palette."""
        raise NotImplementedError


def reading_page(spoken: str) -> QTextBrowser:
    """A page to read and copy from; ``spoken`` is what a screen reader calls it."""
    page = QTextBrowser()
    page.setAccessibleName(spoken)
    page.setOpenLinks(False)
    page.setTabChangesFocus(True)
    page.setUndoRedoEnabled(False)
    return page
