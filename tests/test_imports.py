"""What importing costs: nothing heavy before it is needed."""

import subprocess
import sys

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
