"""The library: which lists there are, which is current, what was taken out and is put back."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.store.library import Library
from duty_desktop.views.lists.library_dialog import LibraryDialog
from duty_desktop.views.memory import WindowMemory
from tests.views.lists.conftest import Opener
from tests.views.lists.test_switching import window_of


def shown(dialog: LibraryDialog) -> list[list[str]]:
    table = dialog.table
    cells = []
    for row in range(table.rowCount()):
        items = [table.item(row, column) for column in range(table.columnCount())]
        cells.append([item.text() if item is not None else "" for item in items])
    return cells


@pytest.fixture
def dialog(
    qtbot: QtBot, owner: QWidget, lists_folder: Library, memory: WindowMemory, xizhou: Path
) -> LibraryDialog:
    lists_folder.set_current(xizhou)
    made = LibraryDialog(lists_folder, memory, owner)
    made.show()
    with qtbot.waitSignal(made.refreshed, timeout=20_000):
        pass
    return made


def refreshed(qtbot: QtBot, dialog: LibraryDialog) -> list[list[str]]:
    with qtbot.waitSignal(dialog.refreshed, timeout=20_000):
        dialog.refresh()
    return shown(dialog)


BUNDLED = ["", "昌吉市三工镇", "2025年7月", "107", "101", "34", "程序自带的清单"]
SHUANGLANG = ["", "大理市双廊镇", "2025年6月", "1", "1", "1", ""]
XIZHOU = ["✓ 当前", "大理市喜洲镇", "2025年6月", "1", "1", "1", ""]


def test_every_list_is_shown_the_current_one_selected(dialog: LibraryDialog) -> None:
    assert shown(dialog) == [BUNDLED, SHUANGLANG, XIZHOU]
    assert dialog.table.currentRow() == 2
    assert not dialog.use_button.isEnabled()
    assert dialog.remove_button.isEnabled()


def test_the_bundled_list_can_be_used_and_not_taken_out(
    qtbot: QtBot, dialog: LibraryDialog
) -> None:
    dialog.table.selectRow(0)
    assert not dialog.remove_button.isEnabled()

    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.use_button.click()
    assert wanted.args == [paths.database()]


def test_taken_out_and_put_back(
    qtbot: QtBot, dialog: LibraryDialog, lists_folder: Library, xizhou: Path
) -> None:
    with qtbot.waitSignals([dialog.removed, dialog.refreshed], timeout=20_000):
        dialog.remove_button.click()
    assert [row[1] for row in shown(dialog)] == ["昌吉市三工镇", "大理市双廊镇"]
    assert shown(dialog)[0][0] == "✓ 当前"
    assert "文件没有删除" in dialog.note.text

    with qtbot.waitSignals([dialog.wanted, dialog.refreshed], timeout=20_000):
        dialog.note.buttons[0].click()
    assert xizhou.exists()
    assert len(lists_folder.lists()) == 2


def test_what_was_taken_out_earlier_is_put_back(
    qtbot: QtBot, dialog: LibraryDialog, lists_folder: Library, xizhou: Path
) -> None:
    lists_folder.remove(xizhou)
    assert len(refreshed(qtbot, dialog)) == 2
    with qtbot.waitSignal(dialog.refreshed, timeout=20_000):
        dialog.with_removed.click()
    assert shown(dialog)[2] == ["", *XIZHOU[1:-1], "已移出"]
    dialog.table.selectRow(2)
    assert not dialog.use_button.isEnabled()
    assert not dialog.remove_button.isEnabled()

    with qtbot.waitSignal(dialog.refreshed, timeout=20_000):
        dialog.back_button.click()
    assert xizhou.exists()


def test_a_damaged_list_is_shown_with_its_fault(
    qtbot: QtBot, dialog: LibraryDialog, xizhou: Path
) -> None:
    xizhou.write_bytes(b"damaged")
    rows = refreshed(qtbot, dialog)
    dialog.table.selectRow(0)
    dialog.table.selectRow(2)

    assert rows[2][-1] == "已损坏，打不开"
    assert "请移出清单库" in dialog.note.text
    assert not dialog.use_button.isEnabled()
    assert dialog.remove_button.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.note.text == ""


def test_the_list_in_the_window_is_taken_out(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists_folder.set_current(xizhou)
    lists = open_window()
    window_of(lists).frame.commands["library"].trigger()
    dialog = lists.managing
    assert dialog is not None
    with qtbot.waitSignal(dialog.refreshed, timeout=20_000):
        pass

    with qtbot.waitSignal(lists.switched, timeout=20_000):
        dialog.remove_button.click()
    assert "三工镇" in window_of(lists).windowTitle()
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        dialog.note.buttons[0].click()
    assert "喜洲镇" in window_of(lists).windowTitle()
    assert lists_folder.current() == xizhou
    dialog.reject()
    assert lists.managing is None


def test_everything_has_a_name(dialog: LibraryDialog) -> None:
    assert dialog.table.accessibleName()
