"""The door to the window, in a process of its own as a user starts it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from duty_desktop import app, paths
from tests.support import ROOT

OPEN_AND_CLOSE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from duty_desktop import app

finish = app._finish
def finish_and_tell(window, *others):
    finish(window, *others)
    print(window.windowTitle(), window.frame.status.text, sep="|")
    heavy = ("reportlab", "openpyxl", "pypinyin", "sqlite_utils", "_hashlib",
        "PySide6.QtPdf", "PySide6.QtNetwork")
    print([name for name in heavy if name in sys.modules])
    window.close()
app._finish = finish_and_tell
sys.exit(app.main([]))
"""

REFUSED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from duty_desktop import app

def tell_and_close():
    box = QApplication.activeModalWidget()
    print(box.text())
    box.accept()
shown = QMessageBox.exec
def watched(box):
    QTimer.singleShot(50, tell_and_close)
    return shown(box)
QMessageBox.exec = watched
sys.exit(app.main(["--database", sys.argv[1]]))
"""

BROKEN = """
import sys
from PySide6.QtCore import QTimer
from duty_desktop import app
from duty_desktop.views import faults

def broken(*_):
    raise RuntimeError("ours")
def tell(error):
    print("told", error)
    QTimer.singleShot(0, app_quit)
def app_quit():
    from PySide6.QtWidgets import QApplication
    QApplication.exit(7)
faults.show_fault = tell
app._finish = broken
sys.exit(app.main([]))
"""


def run(code: str, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    folders = {"XDG_DATA_HOME": str(folder), "LOCALAPPDATA": str(folder)}
    environment = {**os.environ, **folders, "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        cwd=ROOT,
        env=environment,
        check=False,
    )


def test_the_window_opens_and_closes(tmp_path: Path) -> None:
    done = run(OPEN_AND_CLOSE, tmp_path)

    title, *_ = done.stdout.split("|")
    assert title == "履职清单 · 昌吉市三工镇（2025年7月）"
    assert "显示 242 项" in done.stdout
    assert done.stdout.endswith("[]\n")
    assert done.returncode == 0
    assert (tmp_path / "duty-desktop" / "window.ini").is_file()


@pytest.mark.parametrize("content", [None, b"", b"no database"])
def test_a_bad_database_is_a_sentence_in_a_dialog(tmp_path: Path, content: bytes | None) -> None:
    database = tmp_path / "duties.db"
    if content is not None:
        database.write_bytes(content)

    done = run(REFUSED, tmp_path, str(database))

    assert done.stdout.strip().endswith("。")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_windows_program_without_qt_says_how_to_repair_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ImportError("DLL load failed")
    assert "PySide6" in app._without_qt(error)

    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)

    assert "请重新运行安装程序修复" in app._without_qt(error)


def test_what_nobody_caught_is_told(tmp_path: Path) -> None:
    done = run(BROKEN, tmp_path)

    assert done.stdout.strip() == "told ours"
    assert done.returncode == 7


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen")
def test_without_a_screen_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    assert app.main([]) == 2
    assert "没有图形界面" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="there a dialog says so")
def test_without_pyside_there_is_a_sentence(tmp_path: Path) -> None:
    code = "import sys; sys.modules['PySide6'] = None\n"
    code += "from duty_desktop.app import main; sys.exit(main([]))"

    done = run(code, tmp_path)

    assert "没有装好 PySide6" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 2


SELF_TEST = """
import sys
from PySide6.QtWidgets import QDialog
from duty_desktop import app
from duty_desktop.selftest import running
from duty_desktop.selftest.report import Report

running.run = lambda database, **_: Report({"of": database.name}, ())
finish = app._finish
def finish_and_test(window, *others):
    finish(window, *others)
    window.frame.commands["self_test"].trigger()
    (dialog,) = [d for d in window.findChildren(QDialog) if d.windowTitle() == "自检"]
    dialog.copy_button.setEnabled = lambda _: (print(dialog.report.toPlainText()), window.close())
app._finish = finish_and_test
sys.exit(app.main([]))
"""


def test_the_help_menu_has_the_self_test(tmp_path: Path) -> None:
    done = run(SELF_TEST, tmp_path)

    assert "of: duties.db" in done.stdout
    assert done.returncode == 0
