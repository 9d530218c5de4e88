"""Starting the program again, after another list was made current in the open window."""

import subprocess
import sys
from pathlib import Path

from duty_desktop.store.library import Library
from tests.support import ROOT

FIRST = """
import sys
from pathlib import Path
from duty_desktop import app, importing

finish = app._finish
def finish_and_switch(window, single):
    finish(window, single)
    lists = window.findChild(QObject, "lists")
    def ready():
        print(window.windowTitle(), flush=True)
    def raised():
        print("raised", flush=True)
        window.close()
    lists.switched.connect(ready)
    single.raised.connect(raised)
    lists.use(importing.library().paths()[0])
from PySide6.QtCore import QObject
app._finish = finish_and_switch
sys.exit(app.main([]))
"""

SECOND = "import sys; from duty_desktop import app; sys.exit(app.main([]))"


def started(code: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )


def test_a_second_start_raises_the_window_whatever_list_it_shows(
    xizhou: Path, lists_folder: Library
) -> None:
    assert xizhou.exists()
    with started(FIRST) as first:
        assert first.stdout is not None
        assert "大理市双廊镇" in first.stdout.readline()
        assert lists_folder.current() == lists_folder.paths()[0]

        with started(SECOND) as second:
            assert second.wait(30) == 0
        assert first.stdout.readline() == "raised\n"
        assert first.wait(30) == 0
