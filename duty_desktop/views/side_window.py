"""What the windows beside the main one have in common: their place, their zoom, their pages."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTextBrowser, QWidget

from duty_desktop.views.measures import first_size
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.placement import place
from duty_desktop.views.zoom import Zoom


def open_where_left(window: QWidget, memory: WindowMemory, key: str, ems: tuple[int, int]) -> bool:
    """Give a window its remembered place, or ``ems`` of width and height where there is none.

    True where it was remembered.
    """
    remembered = memory.state(key)
    if not remembered.isEmpty():
        place(window, remembered)
        return True
    first_size(window, *ems)
    return False


def zoom_keys(window: QWidget, zoom: Zoom) -> None:
    """Let the keys of the main window's zoom work in this one."""
    for keys, steps in (("Ctrl++", 1), ("Ctrl+=", 1), ("Ctrl+-", -1)):
        QShortcut(QKeySequence(keys), window, lambda steps=steps: zoom.step(steps))
    QShortcut(QKeySequence("Ctrl+0"), window, zoom.reset)


def reading_page(spoken: str) -> QTextBrowser:
    """A page to read and copy from; ``spoken`` is what a screen reader calls it."""
    page = QTextBrowser()
    page.setAccessibleName(spoken)
    page.setOpenLinks(False)
    page.setTabChangesFocus(True)
    page.setUndoRedoEnabled(False)
    return page
