"""One search over every list."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.store.library import Library
from duty_desktop.views.lists.across import SearchedList, find, searched_lists
from duty_desktop.views.lists.across_dialog import AcrossDialog
from duty_desktop.views.lists.opening import Lists
from duty_desktop.views.memory import WindowMemory
from tests.views.lists.conftest import Opener
from tests.views.lists.test_switching import content_of, window_of

XIZHOU, SHUANGLANG = "大理市喜洲镇（2025年6月）", "大理市双廊镇（2025年6月）"
SANGONG = "昌吉市三工镇（2025年7月）"


def always() -> bool:
    return True


def made(library: Library) -> tuple[list[SearchedList], list[str]]:
    lists: list[SearchedList] = []
    faulty = searched_lists(library, lambda each, *_: lists.append(each), always)
    return lists, faulty


def test_every_list_is_searched(xizhou: Path, lists_folder: Library) -> None:
    lists, faulty = made(lists_folder)
    assert [each.whose for each in lists] == [SANGONG, SHUANGLANG, XIZHOU]
    assert faulty == []

    found, total = find("养犬", lists, always)

    assert total == len(found) == 4
    assert {each.whose for each in found} == {SANGONG, SHUANGLANG, XIZHOU}
    assert {each.duty.id for each in found if each.path == xizhou} == {"cooperative-1"}


def test_everyday_words_say_why_and_sure_finds_stand_first(
    xizhou: Path, lists_folder: Library
) -> None:
    assert xizhou.exists()
    found, _ = find("狗咬人", made(lists_folder)[0], always)

    doubtful = ["可能相关" in each.why for each in found]
    assert doubtful == sorted(doubtful)
    assert any("狗" in each.why for each in found)


def test_a_damaged_list_is_named_and_the_others_searched(
    xizhou: Path, lists_folder: Library
) -> None:
    xizhou.write_bytes(b"damaged")

    lists, faulty = made(lists_folder)

    assert faulty == [XIZHOU]
    assert len(lists) == 2


def test_a_list_that_is_there_twice_is_searched_once(
    lists_folder: Library, data_folder: Path
) -> None:
    (data_folder / "lists").mkdir(parents=True)
    (data_folder / "lists" / "copy.db").write_bytes(paths.database().read_bytes())

    assert len(made(lists_folder)[0]) == 1


def test_what_nobody_waits_for_is_given_up(xizhou: Path, lists_folder: Library) -> None:
    assert xizhou.exists()
    lists, _ = made(lists_folder)
    kept: list[SearchedList] = []

    assert find("养犬", lists, lambda: False) == ((), 0)
    searched_lists(lists_folder, lambda each, *_: kept.append(each), lambda: not kept)
    assert len(kept) == 1


@pytest.fixture
def dialog(
    qtbot: QtBot, owner: QWidget, lists_folder: Library, memory: WindowMemory, xizhou: Path
) -> AcrossDialog:
    assert xizhou.exists()
    made = AcrossDialog(lists_folder, memory, "", owner)
    made.show()
    with qtbot.waitSignal(made.prepared, timeout=20_000):
        pass
    return made


def search(qtbot: QtBot, dialog: AcrossDialog, text: str) -> list[list[str]]:
    with qtbot.waitSignal(
        dialog.found, timeout=20_000, check_params_cb=lambda: dialog._searched == text.strip()
    ):
        dialog.field.setText(text)
    model = dialog.model
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_found_duties_say_whose_they_are(qtbot: QtBot, dialog: AcrossDialog) -> None:
    rows = search(qtbot, dialog, "养犬")

    assert [XIZHOU, "配合 1", "文明养犬", ""] in rows
    assert [SHUANGLANG, "配合 1", "文明养犬", ""] in rows
    assert dialog.said.text() == "在 3 份清单中找到 4 项。双击或按回车在窗口中查看。"
    assert search(qtbot, dialog, " ") == []
    assert dialog.said.text() == "输入要查找的词，在 3 份清单中查找。"


@pytest.mark.parametrize("text", ["%", "_", '"', "'; --", "\U0001f415", "<b>养犬</b>", "(", "\\"])
def test_whatever_is_typed_is_words(qtbot: QtBot, dialog: AcrossDialog, text: str) -> None:
    search(qtbot, dialog, text)

    assert dialog.said.text().startswith("在 3 份清单中找到")


def test_the_last_word_typed_is_what_is_shown(qtbot: QtBot, dialog: AcrossDialog) -> None:
    for text in ("养", "养犬", "养犬管", "婚姻"):
        dialog.field.setText(text)
    qtbot.waitUntil(lambda: dialog._searched == "婚姻" and dialog._searching is None)

    names = [dialog.model.found_at(row).duty.name for row in range(dialog.model.rowCount())]
    assert "出具婚姻证明" in names
    assert "文明养犬" not in names


def chosen_in_xizhou(qtbot: QtBot, lists: Lists) -> AcrossDialog:
    """The search over all lists, on a duty of the list that is not shown."""
    lists.find_everywhere()
    dialog = lists.across
    assert dialog is not None
    with qtbot.waitSignal(dialog.prepared, timeout=20_000):
        pass
    rows = search(qtbot, dialog, "文明养犬")
    dialog.table.selectRow([row[0] for row in rows].index(XIZHOU))
    return dialog


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_double_click_shows_the_duty_in_its_list(
    qtbot: QtBot, open_window: Opener, xizhou: Path
) -> None:
    lists = open_window()
    dialog = chosen_in_xizhou(qtbot, lists)
    dialog.table.setFocus()
    # Beside the duty, or else it would be put away.
    dialog.setGeometry(QRect(window_of(lists).mapToGlobal(QPoint()), dialog.minimumSizeHint()))

    with qtbot.waitSignal(lists.switched, timeout=20_000):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)

    assert lists.shown == xizhou
    assert "喜洲镇" in window_of(lists).windowTitle()
    duty = content_of(lists).browser.detail.duty
    assert duty is not None
    assert duty.name == "文明养犬"
    assert dialog.isVisible(), "the next find is one double click away"
    dialog.reject()
    assert lists.across is None


@pytest.mark.usefixtures("xizhou")
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_search_that_covers_the_duty_comes_back_as_it_was(
    qtbot: QtBot, open_window: Opener
) -> None:
    lists = open_window()
    dialog = chosen_in_xizhou(qtbot, lists)
    count = dialog.model.rowCount()
    dialog.setGeometry(window_of(lists).geometry())

    with qtbot.waitSignal(lists.switched, timeout=20_000):
        QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert not dialog.isVisible()

    lists.find_everywhere()
    assert lists.across is dialog
    assert dialog.isVisible()
    assert dialog.field.text() == "文明养犬"
    assert dialog.model.rowCount() == count > 0


def test_everything_has_a_name(dialog: AcrossDialog) -> None:
    for widget in (dialog.field, dialog.table, dialog.said):
        assert widget.accessibleName()
