"""What the self-test looks at with Qt: a window, and a printed page shown in it.

Run in a process of its own each: where a library is missing or a driver is broken, Qt ends the
process, and the others must still be told of.
"""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.selftest.report import Finding, Result

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QApplication

_FEWEST_COLOURS = 8
"""A picture with fewer is blank: text alone has more shades."""

_SMALL_PAGE = (420, 594)
"""Pixels of the page that is drawn: A4 upright."""


def check_window(database: Path) -> Finding:
    """Whether the window is made, filled with the list and painted."""
    from duty_desktop.models.town import Town
    from duty_desktop.store.catalogue import load, load_readings
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.typeface import window_font
    from duty_desktop.views.window import MainWindow
    from duty_desktop.views.zoom import Zoom

    application = _application()
    duty_list = load(database)
    font = window_font(application.font(), paths.resources() / "fonts" / "DutySans-Regular.ttf")
    with tempfile.TemporaryDirectory() as folder:
        memory = WindowMemory(Path(folder) / "window.ini")
        window = MainWindow(memory, Zoom(font, 100, application), Town(Path(folder)))
        content = window.show_list(duty_list, lambda: load_readings(database, duty_list))
        application.processEvents()
        picture = window.grab().toImage()
        shown = content.browser.rows.sure
        window.close()
    if shown != len(duty_list.duties):
        return Finding(Result.FAILED, f"窗口显示 {shown} 项，应为 {len(duty_list.duties)} 项")
    if _is_blank(picture):
        return Finding(Result.FAILED, "窗口画不出来")
    face = application.font().family()
    size = f"{picture.width()}×{picture.height()}"
    return Finding(
        Result.PASSED, f"窗口 {size}，显示 {shown} 项，字体 {face}，{application.platformName()}"
    )


def check_pdf_view(database: Path) -> Finding:
    """Whether a printed page can be shown before it is printed."""
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
    from PySide6.QtPdf import QPdfDocument

    from duty_desktop.selftest.checks import sheet

    application = _application()
    made = sheet(database)
    document = QPdfDocument(application)
    # The document reads from the buffer as long as it lives, the buffer from the bytes.
    data = QByteArray(made.pdf)
    buffer = QBuffer(data, application)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.pageCount() != made.page_count:
        return Finding(Result.FAILED, f"读出 {document.pageCount()} 页，应为 {made.page_count} 页")
    if _is_blank(document.render(0, QSize(*_SMALL_PAGE))):
        return Finding(Result.FAILED, "页面画不出来")
    return Finding(Result.PASSED, f"{made.page_count} 页，显示正常")


def _application() -> "QApplication":
    """Qt, without a screen where there is none."""
    if sys.platform not in ("win32", "darwin") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    return running if isinstance(running, QApplication) else QApplication(["self-test"])


def _is_blank(picture: "QImage") -> bool:
    """Whether there is next to nothing on a picture, looked at in every third place."""
    step = 3
    colours = {
        picture.pixel(x, y)
        for x in range(0, picture.width(), step)
        for y in range(0, picture.height(), step)
    }
    return len(colours) < _FEWEST_COLOURS
