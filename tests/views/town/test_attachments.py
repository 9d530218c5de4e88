"""The files of a duty: shown whatever their number, opened whatever they are called."""

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Assignment, Attachment, DutyKey, edited
from duty_desktop.models.town import Town
from duty_desktop.views.town.attachments import Attachments
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.window import MainWindow


@pytest.fixture
def files(qtbot: QtBot) -> Attachments:
    files = Attachments()
    qtbot.addWidget(files)
    return files


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the system was told to open."""
    told: list[str] = []

    def open_url(url: QUrl) -> bool:
        told.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return told


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the user was asked; the answer is no."""
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    return told


def test_many_files_do_not_widen_the_window(
    panel: AssignmentPanel, staffed: Town, first: DutyKey, window: MainWindow
) -> None:
    panel.write()
    before = window.size()
    many = tuple(Attachment(f"实施方案实施方案{n}.docx", f"D:\\{n}.docx") for n in range(40))
    staffed.edit(edited(staffed.notes, "", [Assignment(*first, attachments=many)]))
    QTest.qWait(50)
    assert window.size() == before
    assert window.minimumSizeHint().height() < before.height()


def test_those_without_a_button_are_in_a_menu(files: Attachments) -> None:
    files.show_files([Attachment(f"{n}&.pdf", f"/f/{n}.pdf") for n in range(9)])
    others = files._more.menu().actions()
    assert [each.text() for each in others] == ["6&&.pdf", "7&&.pdf", "8&&.pdf"]
    taken: list[Attachment] = []
    files.removed.connect(taken.append)
    inside = others[-1].menu()
    assert isinstance(inside, QMenu)
    inside.actions()[-1].trigger()
    assert taken == [Attachment("8&.pdf", "/f/8.pdf")]
    files.show_files([])
    assert files.buttons == []
    assert files._more.isHidden()


@pytest.mark.parametrize(
    "path",
    [
        "\\\\srv\\share\\a.pdf",
        "//srv/share/a.pdf",
        "\\/srv\\share\\a.pdf",
        "/\\srv/share/a.pdf",
        "\\\\?\\UNC\\srv\\a.pdf",
    ],
)
def test_no_other_computer_is_asked_without_the_user(
    files: Attachments, asked: list[str], opened: list[str], path: str
) -> None:
    files.show_files([Attachment("a.pdf", path)])
    files.buttons[0].click()
    assert len(asked) == 1
    assert opened == []


def test_a_program_is_not_run(files: Attachments, opened: list[str], tmp_path: Path) -> None:
    program = tmp_path / "a.pdf.exe"
    program.write_bytes(b"MZ")
    files.show_files([Attachment("a.pdf", str(program))])
    files.buttons[0].click()
    assert opened == [tmp_path.as_posix()]


@pytest.mark.parametrize("path", ["a.pdf", "../a.pdf", "", "CON.pdf", "NUL", "file:///etc/passwd"])
def test_what_is_no_place_is_a_sentence(files: Attachments, opened: list[str], path: str) -> None:
    said: list[str] = []
    files.failed.connect(said.append)
    files.show_files([Attachment("a.pdf", path)])
    files.buttons[0].click()
    assert len(said) == 1
    assert "不在了" in said[0]
    assert opened == []
