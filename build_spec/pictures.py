"""The pictures in the README files and the guide, made by the program itself.

    .venv/bin/python build_spec/pictures.py [FOLDER]

Writes ``window.png`` and others to ``docs/pictures`` or FOLDER. Needs no screen: Qt draws offscreen
with the bundled face, as on a machine without Chinese fonts.
"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QFont
    from PySide6.QtWidgets import QApplication

    from duty_desktop.views.printing.dialog import PrintDialog

ROOT = Path(__file__).resolve().parent.parent

WIDTH, HEIGHT = 1366, 768
"""The smallest screen, in pixels, that everything must be usable on."""

SETTLING = 0.6
"""Seconds until everything that comes a moment later is drawn."""

PICTURES = (
    # file, words searched, duty shown, text size in per cent
    ("window.png", "养犬", "cooperative-21", 100),
    ("window-large-text.png", "养犬", "cooperative-21", 150),
    ("reclaimed.png", "", "reclaimed-6", 100),
    ("maybe.png", "高龄津贴领多了要退回吗", None, 100),
    ("nothing-found.png", "股票开户", None, 100),
)


_SMALL = 0
"""Qt's quality of a PNG file that is packed most: no picture loses anything."""

PRINTING = "print.png"
"""The print dialog over the first of them."""


def main(argv: Sequence[str]) -> int:
    """Write every picture."""
    folder = Path(argv[0]) if argv else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory() as memory:
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_small_screen(Path(memory))}"
        _draw(folder, Path(memory))
    return 0


def _small_screen(folder: Path) -> Path:
    """The description of the screen for Qt's offscreen platform."""
    screen = {"name": "small", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}
    exact = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    path = folder / "screens.json"
    path.write_text(json.dumps({"screens": [screen | exact]}), encoding="ascii")
    return path


def _draw(folder: Path, memory: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from duty_desktop import paths
    from duty_desktop.models.town import Town
    from duty_desktop.store.catalogue import load, load_readings
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.typeface import window_font
    from duty_desktop.views.window import MainWindow
    from duty_desktop.views.zoom import Zoom

    application = QApplication(["pictures"])
    duty_list = load(paths.database())
    readings = load_readings(paths.database(), duty_list)
    font = window_font(application.font(), paths.resources() / "fonts" / "DutySans-Regular.ttf")
    for name, words, duty_id, percent in PICTURES:
        zoom = Zoom(font, percent, application)
        window = MainWindow(WindowMemory(memory / f"{name}.ini"), zoom, Town(memory / "town"))
        window.resize(WIDTH, HEIGHT)
        window.show()
        content = window.show_list(duty_list, lambda: readings)
        browser = content.browser
        application.processEvents()
        browser.field.setText(words)
        application.processEvents()
        if duty_id is not None:
            browser.table.select_row(browser.rows.row_of(duty_list.duty(duty_id)) or 0)
        # The detail is written a moment after the table, so that keys are not held up.
        _settle(application)
        window.grab().save(str(folder / name))
        print(folder / name)
        if name == PICTURES[0][0]:
            window.frame.commands["print"].trigger()
            if content.printing.dialog is not None:
                _draw_dialog(folder / PRINTING, content.printing.dialog, application)
        window.close()
    _draw_town(folder, memory, font, application)


def _draw_town(folder: Path, memory: Path, font: "QFont", application: "QApplication") -> None:
    """What a town notes, imports and compares."""
    from build_spec import town_pictures
    from duty_desktop import paths
    from duty_desktop.models.town import Town
    from duty_desktop.store.catalogue import load, load_readings
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.window import MainWindow
    from duty_desktop.views.zoom import Zoom

    duty_list = load(paths.database())
    town = Town(memory / "filled")
    town_pictures.fill(town, duty_list)
    kept, zoom = WindowMemory(memory / "town.ini"), Zoom(font, 100, application)
    window = MainWindow(kept, zoom, town)
    window.resize(WIDTH, HEIGHT)
    window.show()
    browser = window.show_list(
        duty_list, lambda: load_readings(paths.database(), duty_list)
    ).browser
    browser.table.select_row(browser.rows.row_of(duty_list.duty(town_pictures.SHOWN)) or 0)

    def settle() -> None:
        _settle(application)

    # Each is drawn while it is open: the next comes only then.
    for name, widget in chain(
        town_pictures.draw_noting(window, settle),
        town_pictures.draw_lists(duty_list, memory, zoom, kept, settle),
    ):
        widget.grab().save(str(folder / name), "PNG", _SMALL)
        print(folder / name)
    window.close()
    town.close()


def _draw_dialog(path: Path, dialog: "PrintDialog", application: "QApplication") -> None:
    """The print dialog once its pages are made."""
    while not dialog.is_ready:
        application.processEvents()
    _settle(application)
    dialog.grab().save(str(path))
    dialog.reject()
    print(path)


def _settle(application: "QApplication") -> None:
    until = time.monotonic() + SETTLING
    while time.monotonic() < until:
        application.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
