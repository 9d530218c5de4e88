"""Another list in the open window: all of the old one goes, what the user arranged stays."""

import gc
import weakref
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop import paths
from duty_desktop.domain.assignment import Assignment, edited
from duty_desktop.errors import CatalogueError
from duty_desktop.models.town import Town
from duty_desktop.store.library import Library
from duty_desktop.views.content import Content
from duty_desktop.views.file_saving import FileSaving
from duty_desktop.views.lists.opening import Lists
from duty_desktop.views.window import MainWindow
from tests import support
from tests.notes import PARTY
from tests.views.lists.conftest import Opener


def window_of(lists: Lists) -> MainWindow:
    return cast(MainWindow, lists.parent())


def content_of(lists: Lists) -> Content:
    content = window_of(lists).content
    assert content is not None
    return content


def use(qtbot: QtBot, lists: Lists, path: Path) -> None:
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        lists.use(path)


def everything_gone(qtbot: QtBot) -> None:
    """Let what is to be deleted be deleted, and what is in cycles be swept up."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(1)
    gc.unfreeze()
    gc.collect()


def test_another_list_is_shown_and_current(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists = open_window()
    assert "三工镇" in window_of(lists).windowTitle()

    use(qtbot, lists, xizhou)

    assert window_of(lists).windowTitle() == "履职清单 · 大理市喜洲镇（2025年6月）"
    assert window_of(lists).frame.status.text == "显示 3 项，共 3 项"
    assert lists_folder.current() == lists.shown == xizhou
    use(qtbot, lists, paths.database())
    assert lists_folder.current() is None
    assert "三工镇" in window_of(lists).windowTitle()


def test_what_is_noted_of_its_first_duty_is_shown(
    qtbot: QtBot, open_window: Opener, xizhou: Path, town: Town
) -> None:
    lists = open_window()
    use(qtbot, lists, xizhou)
    everything_gone(qtbot)
    duty_list = content_of(lists)._duty_list
    key = (duty_list.source_sha256, duty_list.duties[0].id)
    town.edit(edited(town.notes, "填写", [PARTY, Assignment(*key, office=PARTY.key)]))
    use(qtbot, lists, paths.database())

    use(qtbot, lists, xizhou)

    panel = content_of(lists).noting.panel
    assert panel.text == "主责 党政综合办"
    assert panel.star.isEnabled()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_nothing_of_the_old_list_stays(qtbot: QtBot, open_window: Opener, xizhou: Path) -> None:
    lists = open_window()
    window, content = window_of(lists), content_of(lists)
    window.frame.commands["match"].trigger()
    content.browser.field.setText("xqzwv")
    assert content.browser.empty is not None
    everything_gone(qtbot)
    kept: dict[str, weakref.ref[object]] = {
        "content": weakref.ref(content),
        "browser": weakref.ref(content.browser),
        "rows": weakref.ref(content.browser.rows),
        "branches": weakref.ref(content.browser.tree.model()),
        "results": weakref.ref(content.browser.results),
        "engine": weakref.ref(content.browser.results.engine),
        "notices": weakref.ref(content.notices),
        "printing": weakref.ref(content.printing),
        "recalling": weakref.ref(content.recalling),
        "frame": weakref.ref(window.frame),
        "menus": weakref.ref(window.menuBar()),
        "print": weakref.ref(window.frame.commands["print"]),
    }
    del content

    use(qtbot, lists, xizhou)
    everything_gone(qtbot)

    assert [name for name, each in kept.items() if each() is not None] == []
    del kept
    assert any(type(each) is Content for each in gc.get_objects()), "the new one is there"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_commands_act_once_after_many_lists(
    qtbot: QtBot, open_window: Opener, xizhou: Path
) -> None:
    lists = open_window()
    use(qtbot, lists, xizhou)
    everything_gone(qtbot)
    before = len(window_of(lists).children())
    for path in (paths.database(), xizhou):
        use(qtbot, lists, path)
    everything_gone(qtbot)

    frame = window_of(lists).frame
    assert len(window_of(lists).children()) == before
    frame.table.select_row(0)
    QTest.keyClick(window_of(lists), Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert frame.table.currentIndex().row() == 1


def test_search_and_sizes_stay(qtbot: QtBot, open_window: Opener, xizhou: Path) -> None:
    lists = open_window()
    window = window_of(lists)
    window.frame.field.setText("养犬")
    window.frame.panes.want("below")
    window.frame.panes.setSizes([400, window.width() - 400])
    window.frame.panes.splitterMoved.emit(400, 1)
    header = window.frame.table.horizontalHeader()
    header.resizeSection(0, 199)
    tree, size = window.frame.panes.sizes()[0], window.size()

    use(qtbot, lists, xizhou)
    qtbot.wait(50)

    frame = window.frame
    assert frame.field.text() == "养犬"
    assert frame.table.model().rowCount() == 1
    assert frame.panes.place == "below"
    assert abs(frame.panes.sizes()[0] - tree) < 20
    assert frame.table.horizontalHeader().sectionSize(0) == 199
    assert window.size() == size


def test_a_damaged_current_list_gives_way_to_the_bundled_one(
    open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists_folder.set_current(xizhou)
    xizhou.write_bytes(xizhou.read_bytes()[:-4096])

    lists = open_window()

    assert "三工镇" in window_of(lists).windowTitle()
    assert "当前清单“大理市喜洲镇（2025年6月）”打不开" in lists.note.text
    assert lists.note.text.endswith("。")
    assert lists_folder.current() == xizhou, "what is current is the user's choice"


def test_a_named_database_wins_and_stays(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists_folder.set_current(xizhou)
    lists = open_window(support.DATABASE)
    assert "三工镇" in window_of(lists).windowTitle()

    use(qtbot, lists, lists_folder.paths()[0])

    assert "三工镇" in window_of(lists).windowTitle()
    assert "不随之改变" in lists.note.text
    assert lists_folder.current() == lists_folder.paths()[0]


def test_a_named_database_that_is_damaged_is_not_replaced(
    open_window: Opener, tmp_path: Path
) -> None:
    (tmp_path / "x.db").write_bytes(b"damaged")

    with pytest.raises(CatalogueError):
        open_window(tmp_path / "x.db")


def test_a_list_that_is_damaged_meanwhile_leaves_the_window_as_it_is(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists = open_window()
    xizhou.write_bytes(b"damaged")

    use(qtbot, lists, xizhou)

    box = window_of(lists).findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "“大理市喜洲镇（2025年6月）”打不开" in box.text()
    box.close()
    assert "三工镇" in window_of(lists).windowTitle()
    assert lists_folder.current() is None
    assert lists.note.text == ""


def test_the_last_of_several_wishes_is_shown(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists = open_window()
    lists.use(xizhou)
    lists.use(lists_folder.paths()[0])
    lists.use(xizhou)
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        pass
    qtbot.wait(100)

    assert "喜洲镇" in window_of(lists).windowTitle()


def test_the_menu_offers_every_list(qtbot: QtBot, open_window: Opener, xizhou: Path) -> None:
    (xizhou.parent / "a&b.db").write_bytes(b"damaged")
    lists = open_window()
    use(qtbot, lists, xizhou)
    menu = window_of(lists).frame.commands.lists_menu
    menu.aboutToShow.emit()

    assert [(action.text(), action.isChecked()) for action in menu.actions()] == [
        ("程序自带的清单", False),
        ("a&&b", False),
        ("大理市双廊镇（2025年6月）", False),
        ("大理市喜洲镇（2025年6月）", True),
    ]
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        menu.actions()[2].trigger()
    assert "双廊镇" in window_of(lists).windowTitle()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_list_is_not_taken_from_under_a_print_dialog(
    qtbot: QtBot, open_window: Opener, xizhou: Path
) -> None:
    lists = open_window()
    window_of(lists).frame.commands["print"].trigger()
    dialog = content_of(lists).printing.dialog
    assert dialog is not None

    lists.use(xizhou)
    qtbot.wait(100)

    assert "三工镇" in window_of(lists).windowTitle()
    dialog.abandon()


def test_a_list_is_not_taken_from_under_an_export(
    qtbot: QtBot, open_window: Opener, xizhou: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = open_window()
    monkeypatch.setattr(FileSaving, "is_running", property(lambda _: True))

    lists.use(xizhou)
    qtbot.wait(100)

    assert "三工镇" in window_of(lists).windowTitle()
    assert "请等导出完成" in lists.note.text


def test_a_duty_of_another_list_is_looked_at(
    qtbot: QtBot, open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists = open_window()
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        lists.show_duty(xizhou, "cooperative-1")

    browser = content_of(lists).browser
    assert browser.detail.duty is not None
    assert browser.detail.duty.name == "文明养犬"
    assert "当前清单仍是“程序自带的清单”" in lists.note.text
    assert lists_folder.current() is None
    with qtbot.waitSignal(lists.switched, timeout=20_000):
        lists.note.buttons[0].click()
    assert "三工镇" in window_of(lists).windowTitle()


def test_the_window_opens_on_the_current_list(
    open_window: Opener, xizhou: Path, lists_folder: Library
) -> None:
    lists_folder.set_current(xizhou)

    lists = open_window()

    assert "喜洲镇" in window_of(lists).windowTitle()
    assert lists.note.text == ""
