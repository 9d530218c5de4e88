"""Where windows open, never off-screen or larger than the screen, and how they come forward."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

_SHARE = 0.86
"""How much of the screen the window takes at the first start."""

_LARGEST = QSize(1500, 940)
"""Pixels; larger, lines of text get too long to read."""

_TITLE_BAR = 32
"""Pixels that a window's title bar takes on an ordinary desktop."""

_GRIP = 80
"""Pixels of the title bar that must be on a screen for the mouse to hold."""


def place(window: QWidget, remembered: QByteArray) -> bool:
    """Give the window its remembered place, or a sensible one where that is not on a screen.

    True where it should rather be opened over the whole screen.
    """
    if not remembered.isEmpty() and window.restoreGeometry(remembered) and _reachable(window):
        return False
    room = window.screen().availableGeometry()
    size = QSize(room.width(), room.height()) * _SHARE
    spot = QRect(room.topLeft(), size.boundedTo(_LARGEST))
    spot.moveCenter(room.center())
    # A small screen is used whole: what is left around the window would serve nobody.
    small = room.width() < _LARGEST.width()
    window.setGeometry(room.adjusted(0, _TITLE_BAR, 0, 0) if small else spot)
    return small


def come_forward(window: QWidget) -> None:
    """Show the window in front of others, even if it was minimized."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def uncover(seen: QWidget) -> list[str]:
    """The titles of dialogs that were hidden, because they lay over most of ``seen``.

    They are its window's own, which systems keep in front of it, and as they were when they are
    brought forward again. One that must be answered stays, and all where the system does not tell
    where windows are.
    """
    if QGuiApplication.platformName().startswith("wayland"):
        return []
    area = QRect(seen.mapToGlobal(QPoint()), seen.size())
    hidden = []
    for dialog in seen.window().findChildren(QDialog):
        if dialog.isVisible() and dialog.isWindow() and not dialog.isModal():
            over = area.intersected(dialog.frameGeometry())
            if 2 * over.width() * over.height() > area.width() * area.height():
                dialog.hide()
                hidden.append(dialog.windowTitle())
    return hidden


def _reachable(window: QWidget) -> bool:
    """Whether enough of the title bar is on a screen, and the window is no larger than it."""
    frame = window.geometry()
    for screen in window.screen().virtualSiblings():
        room = screen.availableGeometry()
        seen = room.intersected(QRect(frame.left(), frame.top(), frame.width(), 1))
        fits = frame.width() <= room.width() + 1 and frame.height() <= room.height() + 1
        if seen.width() >= _GRIP and fits:
            return True
    return False
