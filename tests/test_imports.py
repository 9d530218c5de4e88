"""What importing costs: nothing heavy before it is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import ROOT

HEAVY = ("reportlab", "sqlite_utils", "openpyxl", "docx", "lxml", "pypinyin", "fontTools")
QT_LATER = ("PySide6.QtPdf", "PySide6.QtPdfWidgets", "PySide6.QtPrintSupport")


def loaded_after(code: str) -> set[str]:
    script = f"import sys; {code}; print(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "ingest.duty_list",
        "store.catalogue",
        "store.writer",
        "store.notebook_recovery",
        "search.engine",
        "search.notice",
        "comparing.comparison",
        "export.change_lines",
        "ingest.notice_text",
        "export.as_json",
        "export.making",
        "export.changes_file",
        "export.changes_workbook",
        "export.word_sheets",
        "export.workbook",
        "export.template",
        "importing",
        "ingest.understanding",
        "store.library",
        "store.pack_making",
        "store.pack_taking",
        "cli",
    ],
)
def test_rooms_without_qt_load_nothing_heavy(module: str) -> None:
    loaded = loaded_after(f"import duty_desktop.{module}")

    assert not loaded & {*HEAVY, "PySide6"}


def test_the_window_loads_nothing_that_only_printing_needs() -> None:
    loaded = loaded_after("import duty_desktop.app, duty_desktop.views.window")

    assert not loaded & {*HEAVY, *QT_LATER}


def test_the_window_opens_without_what_brings_lists_in() -> None:
    loaded = loaded_after("import duty_desktop.views.content, duty_desktop.views.lists.opening")

    assert not loaded & {*HEAVY, *QT_LATER}
    rooms = {name for name in loaded if name.startswith("duty_desktop.views.lists.")}
    assert rooms == {f"duty_desktop.views.lists.{name}" for name in ("opening", "names")}
    assert "duty_desktop.ingest.understanding" not in loaded


STARTED = """
import os, sys
from PySide6.QtCore import QTimer
from duty_desktop import app

def told(when):
    print(when, *sorted(sys.modules), flush=True)

fill = app._fill

def filled(*arguments):
    told("painted")
    from duty_desktop.views.browser import Browser
    use = Browser._use
    def used(browser, tools):
        use(browser, tools)
        told("settled")
        QTimer.singleShot(0, lambda: os._exit(0))
    Browser._use = used
    fill(*arguments)

app._fill = filled
app.main([])
"""
"""Starts the program as a user does, until everything that is put off has been done."""


def loaded_by_a_start(folder: Path) -> dict[str, set[str]]:
    """What is loaded once the window is painted, and when it has settled with a list."""
    said = subprocess.run(
        [sys.executable, "-c", STARTED],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "XDG_DATA_HOME": str(folder),
            "LOCALAPPDATA": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
        },
    ).stdout
    return {when: set(names) for when, *names in map(str.split, said.splitlines())}


def test_a_start_loads_only_what_it_shows(tmp_path: Path) -> None:
    loaded = loaded_by_a_start(tmp_path)

    # Records, SQL and whatever knows a duty come once the user has seen the window.
    assert not {"sqlite3", "json", "duty_desktop.domain", "duty_desktop.store"} & loaded["painted"]
    settled = loaded["settled"]
    assert "duty_desktop.search.engine" in settled
    assert not settled & {*HEAVY, *QT_LATER, "html", "duty_desktop.search.noted"}
    assert "duty_desktop.ingest" not in settled
    # A town that never noted anything, took nothing in and opened no dialog pays for none of it.
    assert not [name for name in settled if name.startswith("duty_desktop.store.pack")]
    notebook = {name for name in settled if name.startswith("duty_desktop.store.notebook")}
    assert notebook == {"duty_desktop.store.notebook_places"}
    for room in ("comparing", "help", "packing", "people"):
        inside = {name for name in settled if name.startswith(f"duty_desktop.views.{room}.")}
        assert inside <= {f"duty_desktop.views.{room}.opening"}
