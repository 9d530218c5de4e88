"""What holds of every dialog and menu of the window: keys, names for screen readers, letters."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.models.town import Town
from duty_desktop.views.digest import sha256
from duty_desktop.views.lists.opening import Lists
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.packing.opening import Packing
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests.office import office_of_twelve
from tests.views.conftest import WindowMaker

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

_LETTER = re.compile(r"(?<!&)&(?!&)(.)")

_DIALOGS = (
    "print",
    "import_lists",
    "library",
    "compare",
    "pack",
    "unpack",
    "find_everywhere",
    "match",
    "fill_in",
    "staff",
    "checks",
    "past",
    "backups",
    "guide",
    "search_help",
    "findings",
    "about",
)
"""The commands that open one."""

_INPUTS = (
    QLineEdit,
    QComboBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
    QAbstractSpinBox,
    QAbstractButton,
)


@pytest.fixture
def full(
    qtbot: QtBot,
    zoom: Zoom,
    memory: WindowMemory,
    town: Town,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    duty_list: DutyList,
) -> Iterator[MainWindow]:
    """The program's window with all that serves it, and a town with notes."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    for ask in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    town.edit(edited(TownNotes(), "填写", office_of_twelve(duty_list).records))
    window = MainWindow(memory, zoom, town)
    qtbot.addWidget(window)
    lists = Lists(window, memory)
    Packing(window, lists.library, memory, lists.look_again)
    window.show()
    lists.open_first(sha256)
    window.resize(1366, 728)
    qtbot.waitExposed(window)
    yield window
    for dialog in _dialogs():
        dialog.close()


def _dialogs() -> list[QDialog]:
    """The program's dialogs that are open; those to choose a file in are Qt's own."""
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QDialog) and each.isVisible() and not isinstance(each, QFileDialog)
    ]


def _opened(window: MainWindow, name: str) -> QDialog:
    window.frame.commands[name].trigger()
    QTest.qWait(50)
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QFileDialog) and each.isVisible():
            each.reject()
    (dialog,) = _dialogs()
    return dialog


def _title_of(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    dialog = widget.window()
    return next((e.text() for e in dialog.findChildren(QLabel) if e.buddy() is widget), "")


def _is_part(widget: QWidget) -> bool:
    """Whether a widget is a part of another that has the name."""
    parent = widget.parentWidget()
    return isinstance(widget, QHeaderView | QAbstractSlider) or isinstance(
        parent, QComboBox | QAbstractSpinBox | QTabBar | QAbstractItemView
    )


@pytest.mark.parametrize("name", _DIALOGS)
def test_esc_closes_it(full: MainWindow, qtbot: QtBot, name: str) -> None:
    dialog = _opened(full, name)
    target = dialog.focusWidget()
    # A first Esc may only stop what runs, or leave a field.
    for _ in range(3):
        if dialog in _dialogs():
            QTest.keyClick(target, Qt.Key.Key_Escape)
            QTest.qWait(100)
    qtbot.waitUntil(lambda: dialog not in _dialogs())


@pytest.mark.parametrize("name", _DIALOGS)
def test_enter_where_it_opens_changes_nothing(full: MainWindow, town: Town, name: str) -> None:
    before, kept = town.notes, town.past()
    dialog = _opened(full, name)
    # Long enough for what a dialog reads or makes first, so that its default button can be pressed.
    QTest.qWait(600)
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    QTest.qWait(50)
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QFileDialog) and each.isVisible():
            each.reject()
    assert town.notes == before
    assert town.past() == kept


@pytest.mark.parametrize("name", _DIALOGS)
def test_everything_has_a_name(full: MainWindow, name: str) -> None:
    dialog = _opened(full, name)
    nameless = [
        f"{type(each).__name__} {each.objectName()}"
        for kind in _INPUTS
        for each in dialog.findChildren(kind)
        if each.isVisible()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_part(each)
        and not _title_of(each)
    ]
    assert nameless == []


@pytest.mark.parametrize("name", _DIALOGS)
def test_letters_are_each_for_one_thing(full: MainWindow, name: str) -> None:
    dialog = _opened(full, name)
    texts = [
        *(e.text() for e in dialog.findChildren(QAbstractButton) if e.isVisible()),
        *(e.title() for e in dialog.findChildren(QGroupBox) if e.isVisible()),
        *(e.text() for e in dialog.findChildren(QLabel) if e.isVisible() and e.buddy() is not None),
    ]
    letters = Counter(letter.upper() for text in texts for letter in _LETTER.findall(text))
    assert [letter for letter, count in letters.items() if count > 1] == []


def _nobodys() -> list[QWidget]:
    return [each for each in QApplication.topLevelWidgets() if each.parent() is None]


def test_every_widget_of_the_window_belongs_to_another(
    make_window: WindowMaker, duty_list: DutyList
) -> None:
    before = _nobodys()

    window = make_window(duty_list)

    assert [each for each in _nobodys() if each not in before] == [window]


@pytest.mark.parametrize("name", ["assign", *_DIALOGS])
def test_every_widget_belongs_to_another(full: MainWindow, name: str) -> None:
    """Otherwise Python deletes it, whenever its collector walks, and not Qt with what it is on."""
    before = _nobodys()

    full.frame.commands[name].trigger()
    QTest.qWait(50)

    assert [each for each in _nobodys() if each not in before] == []


def _menus(menu: QMenu) -> Iterator[QMenu]:
    yield menu
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _menus(inner)


def _letters(actions: list[QAction]) -> list[str]:
    found = [_LETTER.findall(action.text()) for action in actions]
    return [letter.upper() for letters in found for letter in letters]


def test_letters_in_menus_are_each_for_one_thing(full: MainWindow) -> None:
    bar = full.menuBar()
    titles = [action.text() for action in bar.actions()]
    assert len({*_letters(bar.actions())}) == len(titles)
    full.frame.commands.lists_menu.aboutToShow.emit()
    for action in bar.actions():
        top = action.menu()
        assert isinstance(top, QMenu)
        for menu in _menus(top):
            letters = Counter(_letters(menu.actions()))
            assert [each for each, count in letters.items() if count > 1] == [], menu.title()


def test_keys_are_each_for_one_command(full: MainWindow) -> None:
    keys = Counter(
        key.toString(QKeySequence.SequenceFormat.PortableText)
        for action in full.findChildren(QAction)
        for key in action.shortcuts()
    )
    assert {"Ctrl+I", "Ctrl+L", "Ctrl+E", "Ctrl+Shift+F", "F4"} <= {*keys}
    assert [key for key, count in keys.items() if count > 1] == []
