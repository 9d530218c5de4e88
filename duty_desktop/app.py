"""The door to the window: builds it, wires it to the system, and starts it."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from duty_desktop import paths
from duty_desktop.errors import CatalogueError

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QApplication

    from duty_desktop.views.lists.opening import Lists
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.single import SingleWindow
    from duty_desktop.views.window import MainWindow
    from duty_desktop.views.zoom import Zoom

NAME = "履职清单"

_NOT_OPENED = 2
"""Exit code for wrong use, bad input, or a machine that cannot show the window."""

_LATER = 50
"""Milliseconds after the list is shown, when its rows are on the screen."""


def main(argv: Sequence[str] | None = None, database: Path | None = None) -> int:
    """Open the window and stay until it is closed; the exit code.

    ``database`` is the official database to show, by default that of the current list.
    2 means that the window could not be opened; a sentence in Chinese has then been shown.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments:
        database = _database_named(arguments) or database
    if not _has_screen():
        return _refuse("打不开窗口：没有图形界面。请在桌面环境中启动，或使用命令行功能。")
    try:
        from PySide6.QtWidgets import QApplication
    except ImportError as error:
        return _refuse(_without_qt(error))
    if _lacks_platform():
        return _refuse("打不开窗口：缺少显示窗口的文件 qwindows.dll，请重新运行安装程序修复。")
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    return _start(application, database)


def _start(application: "QApplication", database: Path | None) -> int:
    """Show the window until it is closed, or say why not."""
    from duty_desktop.models.sources import forget_sources
    from duty_desktop.models.town import Town
    from duty_desktop.views import collector
    from duty_desktop.views.memory import WindowMemory
    from duty_desktop.views.single import SingleWindow
    from duty_desktop.views.window import MainWindow

    # Before what stays in memory is made, so that it takes their place.
    forget_sources()
    application.setApplicationName("duty-desktop")
    application.setDesktopFileName("duty-desktop")
    # Whatever list is current, it is one window that shows it.
    single = SingleWindow(paths.user_data(), database or paths.user_data())
    if not single.claim() and single.raise_first():
        return 0
    sys.excepthook = _tell_fault
    collector.keep_on_this_thread(application)
    memory = WindowMemory(paths.user_data() / "window.ini")
    town = Town(paths.user_data(), parent=application)
    window = MainWindow(memory, _set_up_look(application, memory), town)
    window.painted.connect(lambda: _fill(application, window, memory, database, single))
    window.open()
    try:
        return application.exec()
    finally:
        single.release()


def _fill(
    application: "QApplication",
    window: "MainWindow",
    memory: "WindowMemory",
    database: Path | None,
    single: "SingleWindow",
) -> None:
    """Show the list in the painted window; where none can be read the program ends."""
    from PySide6.QtCore import QTimer

    from duty_desktop.models.sources import forget_sources
    from duty_desktop.views.digest import sha256
    from duty_desktop.views.lists.opening import Lists
    from duty_desktop.views.packing.opening import Packing

    forget_sources()

    _speak_chinese(application)
    lists = Lists(window, memory, database)
    Packing(window, lists.library, memory, lists.look_again)
    window.filled.connect(lambda: _wire(window, lists))
    try:
        lists.open_first(sha256)
    except CatalogueError as error:
        from duty_desktop.views.faults import person_box

        person_box(error, window).exec()
        application.exit(_NOT_OPENED)
        return
    single.raised.connect(window.come_forward)
    QTimer.singleShot(_LATER, window, lambda: _finish(window, single))


def _wire(window: "MainWindow", lists: "Lists") -> None:
    """Serve what the list in the window cannot: its frame is a new one with every list."""
    window.frame.commands["self_test"].triggered.connect(
        lambda: _test_itself(window, lists.shown or paths.database())
    )


def _test_itself(window: "MainWindow", database: Path) -> None:
    """Open the self-test."""
    from duty_desktop.selftest import running
    from duty_desktop.views.help.self_test_dialog import SelfTestDialog

    SelfTestDialog(
        lambda job: running.run(database, progress=job.progress, cancelled=job.cancelled), window
    ).open()


def _finish(window: "MainWindow", single: "SingleWindow") -> None:
    """Do what can wait until the list is on the screen."""
    from PySide6.QtGui import QIcon

    from duty_desktop.views.town.keeping import Keeping

    window.setWindowIcon(QIcon(str(paths.resources() / "icons" / "duty-desktop.png")))
    single.listen()
    Keeping(window.town, window).start()
    if window.content is not None:
        window.content.browser.warm_up()


def _speak_chinese(application: "QApplication") -> None:
    """Let Qt's own buttons and menus be Chinese on every system."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        application.installTranslator(translator)


def _set_up_look(application: "QApplication", memory: "WindowMemory") -> "Zoom":
    """Text in a Chinese face at the remembered size, and a legible selection."""
    from duty_desktop.views.colours import legible_selection
    from duty_desktop.views.typeface import window_font
    from duty_desktop.views.zoom import Zoom

    bundled = paths.resources() / "fonts" / "DutySans-Regular.ttf"
    font = window_font(application.font(), bundled)
    selection = legible_selection(application.palette())
    if selection is not None:
        application.setPalette(selection)
    return Zoom(font, memory.number("zoom", 100), application)


def _tell_fault(
    kind: type[BaseException], error: BaseException, trace: "TracebackType | None"
) -> None:
    """Show what nobody caught, as ``sys.excepthook``; the terminal gets it too."""
    sys.__excepthook__(kind, error, trace)
    if issubclass(kind, Exception):
        from duty_desktop.views.faults import show_fault

        show_fault(error)


def _database_named(arguments: list[str]) -> Path | None:
    """The database that the arguments name, if any; wrong ones end the program."""
    import argparse

    parser = argparse.ArgumentParser(prog="duty-desktop-window", description=NAME)
    parser.add_argument("--database", type=Path, metavar="FILE", help="清单数据文件")
    chosen: Path | None = parser.parse_args(arguments).database
    return chosen


def _has_screen() -> bool:
    """Whether there is something to show a window on; Qt would end the program without a word."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _without_qt(error: ImportError) -> str:
    """What to do where Qt cannot be loaded."""
    if paths.program_folder() is not None:
        return (
            "打不开窗口：缺少程序文件，或文件已损坏。\n\n"
            f"请重新运行安装程序修复；便携版请重新解压整个文件夹。您的数据不受影响。（{error}）"
        )
    return f"打不开窗口：没有装好 PySide6 或它需要的系统库，请按说明重新安装。（{error}）"


def _lacks_platform() -> bool:
    """Whether Qt's own part for Windows is gone: Qt would say so in English and end the program."""
    if sys.platform != "win32":
        return False
    import PySide6

    plugins = Path(PySide6.__file__).parent / "plugins" / "platforms"
    return not (plugins / "qwindows.dll").is_file()


def _refuse(sentence: str) -> int:
    """Say why there is no window, without Qt; the exit code."""
    if sys.platform == "win32":
        import ctypes

        error_icon = 0x10
        ctypes.windll.user32.MessageBoxW(None, sentence, NAME, error_icon)
    else:
        sys.stderr.write(f"{sentence}\n")
    return _NOT_OPENED
