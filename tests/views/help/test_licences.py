"""Licence texts, where the program has them."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QMainWindow, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.duty import DutyList
from duty_desktop.views.help.about import about_dialog, licences_dialog


def test_the_licences_can_be_read(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "A-LICENSE.txt").write_text("text A", encoding="utf-8")
    (tmp_path / "README.txt").write_text("说明", encoding="utf-8")
    parent = QMainWindow()
    qtbot.addWidget(parent)
    dialog = licences_dialog(tmp_path, parent)
    chosen, shown = dialog.findChildren(QComboBox)[0], dialog.findChildren(QPlainTextEdit)[0]

    assert shown.toPlainText() == "说明"
    chosen.setCurrentText("A-LICENSE.txt")
    assert shown.toPlainText() == "text A"
    dialog.close()


@pytest.mark.parametrize("there", ["licences", "absent"])
def test_about_offers_them_only_where_they_are(
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    duty_list: DutyList,
    there: str,
) -> None:
    (tmp_path / "licences").mkdir()
    monkeypatch.setattr(paths, "licences", lambda: tmp_path / there)
    parent = QMainWindow()
    qtbot.addWidget(parent)

    dialog = about_dialog(duty_list, parent)

    buttons = [b.text() for b in dialog.findChildren(QPushButton)]
    assert any("许可文本" in text for text in buttons) is (there == "licences")
    dialog.close()
