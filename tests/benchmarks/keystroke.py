"""One keystroke to painted rows, against repainting the same table with nothing changed.

    python -m tests.benchmarks.keystroke

Types real words letter by letter into the window's search field, each key followed by painting at
once, and separately times the window's repaint alone.
"""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from duty_desktop.store.catalogue import load, load_readings
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.typeface import window_font
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.benchmarks.measuring import report, seconds
from tests.support import DATABASE, ROOT

WORDS = ("低保", "养犬管理", "农业农村局 农药", "消防", "公租房申请", "12345", "土地复垦验收")


def main() -> None:
    application = QApplication(sys.argv[:1])
    face = ROOT / "resources" / "fonts" / "DutySans-Regular.ttf"
    with tempfile.TemporaryDirectory() as folder:
        zoom = Zoom(window_font(application.font(), face), 100, application)
        window = MainWindow(WindowMemory(Path(folder) / "window.ini"), zoom)
        window.resize(1366, 700)
        window.show()
        duty_list = load(DATABASE)
        browser = window.show_list(duty_list, lambda: load_readings(DATABASE, duty_list)).browser
        browser.warm_up()
        application.processEvents()
        texts = [word[: end + 1] for word in WORDS for end in range(len(word))]
        upcoming = iter(texts * 30)

        def key() -> None:
            browser.field.setText(next(upcoming))
            application.processEvents()
            window.repaint()

        def repaint() -> None:
            window.repaint()

        report("key to painted rows", seconds(key, 300), seconds(repaint, 300), "repainting alone")


if __name__ == "__main__":
    main()
