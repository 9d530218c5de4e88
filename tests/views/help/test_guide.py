"""The user's guide: its text read into blocks, and shown."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.errors import PersonError
from duty_desktop.views.help.guide_dialog import GuideDialog, show_guide
from duty_desktop.views.help.guide_text import Block, Kind, blocks
from duty_desktop.views.window import MainWindow

TEXT = """\
# 指南

第一行
第二行。

## 一、安装
1. 双击 `setup.exe`。
![窗口](pictures/window.png)
- 一点 <b>不是标记</b>

| 现象 | 怎么办 |
| --- | --- |
| 字太小 | 放大 |
"""


def test_the_few_marks_are_read_and_the_words_stay() -> None:
    assert blocks(TEXT) == (
        Block(Kind.HEADING, ("指南",), level=1),
        Block(Kind.PARAGRAPH, ("第一行第二行。",)),
        Block(Kind.HEADING, ("一、安装",), level=2),
        Block(Kind.POINT, ("双击 setup.exe。",), mark="1."),
        Block(Kind.POINT, ("一点 <b>不是标记</b>",), mark="•"),
        Block(Kind.ROW, ("现象", "怎么办")),
        Block(Kind.ROW, ("字太小", "放大")),
    )


@pytest.mark.parametrize("text", ["", "\n\n", "|", "#", "####", "1.", "|--|"])
def test_odd_text_is_no_fault(text: str) -> None:
    assert all(block.text for block in blocks(text) if block.kind is not Kind.ROW)


def test_the_guide_is_shown_whole(qtbot: QtBot) -> None:
    dialog = GuideDialog(paths.guide())
    qtbot.addWidget(dialog)

    shown = dialog.text.toPlainText()
    for block in blocks(paths.guide().read_text(encoding="utf-8")):
        assert all(cell in shown for cell in block.cells)
    assert dialog.chapters.count() > 10


def test_every_menu_that_it_names_is_there(window: MainWindow) -> None:
    """So that a clerk finds what the guide says, word for word."""
    text = paths.guide().read_text(encoding="utf-8")
    named = [tuple(path.split(" → ")) for path in re.findall(r"菜单“([^”]+ → [^”]+)”", text)]
    assert len(named) > 15

    menus = {
        (_plain(menu.title()), _plain(action.text()))
        for menu in (action.menu() for action in window.menuBar().actions())
        if isinstance(menu, QMenu)
        for action in menu.actions()
    }
    assert set(named) - menus == set()


def _plain(words: str) -> str:
    """What an action says without its letter for Alt and its dots."""
    return re.sub(r"\(&.\)|…", "", words)


def test_markup_is_shown_and_not_read(qtbot: QtBot, tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text(TEXT, encoding="utf-8")
    dialog = GuideDialog(guide)
    qtbot.addWidget(dialog)

    assert "<b>不是标记</b>" in dialog.text.toPlainText()


def test_a_chapter_leads_to_its_place(qtbot: QtBot) -> None:
    dialog = GuideDialog(paths.guide())
    qtbot.addWidget(dialog)

    dialog.chapters.setCurrentRow(dialog.chapters.count() - 1)

    line = dialog.text.textCursor().block().text()
    assert line == dialog.chapters.currentItem().text().strip()


def test_f1_opens_it_once(window: MainWindow) -> None:
    action = window.frame.commands["guide"]
    assert [keys.toString() for keys in action.shortcuts()] == ["F1"]

    action.trigger()
    action.trigger()

    (dialog,) = window.findChildren(GuideDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog.close()


def test_without_its_file_there_is_a_sentence(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PersonError, match="使用指南"):
        GuideDialog(tmp_path / "absent.md")
    window = QMainWindow()
    qtbot.addWidget(window)

    monkeypatch.setattr(paths, "guide", lambda: tmp_path / "absent.md")
    show_guide(window)

    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
