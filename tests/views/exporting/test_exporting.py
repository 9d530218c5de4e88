import threading
from pathlib import Path

import docx
import openpyxl
import pytest
from PySide6.QtCore import QMetaObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QToolButton
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.noting import Note, noted
from duty_desktop.errors import OutputError
from duty_desktop.export import making
from duty_desktop.models.town import Town
from duty_desktop.views.browser import Browser
from duty_desktop.views.exporting.menu import ExportForm, ExportMenu
from duty_desktop.views.exporting.opening import Exporting, export_name
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.scope import Scope
from duty_desktop.views.window import MainWindow

PATIENCE = 20_000
"""Milliseconds for a file on a loaded machine."""


@pytest.fixture
def exporting(window: MainWindow) -> Exporting:
    assert window.content is not None
    return window.content.exporting


@pytest.fixture
def menu(window: MainWindow) -> ExportMenu:
    return window.frame.commands.export_menu


def chosen_file(window: MainWindow) -> QFileDialog:
    [dialog] = [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    return dialog


def export(
    qtbot: QtBot, window: MainWindow, exporting: Exporting, path: Path, form: ExportForm
) -> None:
    """Export what is selected to a file, as somebody does it."""
    window.frame.commands.export_menu.action(Scope.SELECTED, form).trigger()
    dialog = chosen_file(window)
    dialog.selectFile(str(path))
    with qtbot.waitSignal(exporting.saving.ended, timeout=PATIENCE):
        QMetaObject.invokeMethod(dialog, "accept")


def test_the_menu_says_how_many_duties_there_are(browser: Browser, menu: ExportMenu) -> None:
    browser.field.setText("养犬")
    menu.aboutToShow.emit()

    titles = {scope: menu.scope_menu(scope).title() for scope in (Scope.SELECTED, Scope.ALL)}
    assert titles == {Scope.SELECTED: "选中的 1 项(&S)", Scope.ALL: "全部 242 项(&A)"}
    shown = len(browser.matter().shown)
    assert menu.scope_menu(Scope.SHOWN).title() == f"显示的 {shown} 项(&V)"

    browser.field.setText("☃☃☃")
    menu.aboutToShow.emit()
    assert not menu.scope_menu(Scope.SHOWN).isEnabled()
    assert not menu.scope_menu(Scope.SELECTED).isEnabled()
    assert menu.scope_menu(Scope.ALL).isEnabled()


def test_the_menu_stands_in_the_bar_and_beside_the_print_button(
    window: MainWindow, menu: ExportMenu
) -> None:
    file_menu = window.menuBar().actions()[0].menu()

    assert isinstance(file_menu, QMenu)
    assert menu.menuAction() in file_menu.actions()
    buttons = [each for each in window.frame.findChildren(QToolButton) if each.menu() is menu]
    assert [button.text() for button in buttons] == ["导出"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        (ExportForm.EXCEL, "配合21 文明养犬管理工作.xlsx"),
        (ExportForm.WORD_LIST, "配合21 文明养犬管理工作.docx"),
        (ExportForm.WORD_SHEETS, "配合21 文明养犬管理工作.docx"),
        (ExportForm.CSV, "配合21 文明养犬管理工作.csv"),
    ],
)
def test_one_duty_is_named_after_itself(duty_list: DutyList, form: ExportForm, name: str) -> None:
    assert export_name(duty_list, [duty_list.duty("cooperative-21")], form) == name


def test_what_the_town_noted_goes_out_where_that_is_wanted(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    exporting: Exporting,
    menu: ExportMenu,
    town: Town,
    duty_list: DutyList,
    tmp_path: Path,
) -> None:
    menu.aboutToShow.emit()
    assert not menu.with_notes.isVisible()
    key = (duty_list.source_sha256, "cooperative-21")
    town.edit(noted(town.notes, [key], {Note.HANDLERS: "=买买提"}, "").edit)
    menu.aboutToShow.emit()
    assert menu.with_notes.isVisible()
    browser.field.setText("养犬")
    without, including = tmp_path / "甲.csv", tmp_path / "乙.csv"
    export(qtbot, window, exporting, without, ExportForm.CSV)
    assert "买买提" not in without.read_text("utf-8-sig")
    menu.with_notes.setChecked(True)
    export(qtbot, window, exporting, including, ExportForm.CSV)
    assert "'=买买提" in including.read_text("utf-8-sig")


def test_files_are_named_after_the_list(duty_list: DutyList) -> None:
    title = "昌吉市三工镇履职事项清单（2025年7月）"
    some = duty_list.duties[:3]

    assert export_name(duty_list, duty_list.duties, ExportForm.EXCEL) == f"{title}.xlsx"
    assert export_name(duty_list, some, ExportForm.CSV) == f"{title} 选取3项.csv"
    named = export_name(duty_list, some, ExportForm.WORD_SHEETS)
    assert named == "履职事项单 基本1等3项.docx"


def test_what_is_selected_is_exported_and_opened(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    exporting: Exporting,
    memory: WindowMemory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    browser.field.setText("配合21")
    path = tmp_path / "给张书记的.xlsx"

    export(qtbot, window, exporting, path, ExportForm.EXCEL)

    assert openpyxl.load_workbook(path)["配合履职事项"]["C3"].value == "文明养犬管理工作"
    note = exporting.saving.note
    assert note.text == f"已导出到 {path}"
    assert note.isVisible()
    assert exporting.progress.isHidden()
    assert memory.text("folder/exported") == str(tmp_path)
    assert [button.text() for button in note.buttons] == ["打开文件", "打开文件夹", "关闭"]
    for button in note.buttons:
        button.click()
    assert [Path(each) for each in opened] == [path, tmp_path]
    assert note.isHidden()


def test_the_ending_is_added_and_the_folder_remembered(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    exporting: Exporting,
    memory: WindowMemory,
    tmp_path: Path,
) -> None:
    memory.keep("folder/exported", str(tmp_path))
    browser.field.setText("配合21")
    window.frame.commands.export_menu.action(Scope.SELECTED, ExportForm.WORD_SHEETS).trigger()
    dialog = chosen_file(window)

    assert Path(dialog.selectedFiles()[0]) == tmp_path / "配合21 文明养犬管理工作.docx"
    dialog.selectFile("一份")
    with qtbot.waitSignal(exporting.saving.ended, timeout=PATIENCE):
        QMetaObject.invokeMethod(dialog, "accept")

    document = docx.Document(str(tmp_path / "一份.docx"))
    assert document.paragraphs[0].text == "履职事项单（配合 21）"


@pytest.mark.parametrize("scope", [Scope.SHOWN, Scope.ALL])
def test_what_is_shown_or_all_is_exported(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    exporting: Exporting,
    tmp_path: Path,
    scope: Scope,
) -> None:
    browser.field.setText("养犬")
    matter = browser.matter()
    window.frame.commands.export_menu.action(scope, ExportForm.CSV).trigger()
    dialog = chosen_file(window)
    dialog.selectFile(str(tmp_path / "a.csv"))
    with qtbot.waitSignal(exporting.saving.ended, timeout=PATIENCE):
        QMetaObject.invokeMethod(dialog, "accept")

    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    named = [duty for duty in matter.everything if f'"{duty.name}"' in text]
    assert {duty.id for duty in named} >= {duty.id for duty in matter.duties(scope)}
    assert (len(named) < 20) is (scope is Scope.SHOWN)


def test_a_file_that_cannot_be_written_is_a_sentence(
    qtbot: QtBot,
    window: MainWindow,
    browser: Browser,
    exporting: Exporting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object) -> None:
        raise OutputError("没有写成：磁盘已满。")

    monkeypatch.setattr("duty_desktop.views.file_saving.write_whole", fail)
    browser.field.setText("配合21")

    export(qtbot, window, exporting, tmp_path / "a.csv", ExportForm.CSV)

    box = window.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert box.text() == "没有写成：磁盘已满。"
    assert exporting.saving.note.isHidden()
    assert list(tmp_path.glob("*.csv")) == []
    box.close()


def test_an_export_shows_how_far_it_is_and_can_be_given_up(
    qtbot: QtBot,
    window: MainWindow,
    exporting: Exporting,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, ended = threading.Event(), threading.Event()
    make = making.make

    def slowly(order: making.ExportOrder, duty_list: DutyList, *watch: object) -> object:
        try:
            go_on.wait(PATIENCE / 1000)
            return make(order, duty_list, *watch)  # type: ignore[arg-type] # handed on as given
        finally:
            ended.set()

    monkeypatch.setattr(making, "make", slowly)
    window.frame.commands.export_menu.action(Scope.ALL, ExportForm.EXCEL).trigger()
    dialog = chosen_file(window)
    dialog.selectFile(str(tmp_path / "a.xlsx"))
    QMetaObject.invokeMethod(dialog, "accept")
    qtbot.waitUntil(lambda: exporting.saving.is_running)

    note = exporting.saving.note
    assert note.text == "正在导出…"
    assert exporting.progress.isVisible()
    # A second one waits until the user asks again.
    window.frame.commands.export_menu.action(Scope.ALL, ExportForm.CSV).trigger()
    assert not [each for each in window.findChildren(QFileDialog) if each.isVisible()]
    [cancel] = note.buttons
    with qtbot.waitSignal(exporting.saving.ended) as told:
        cancel.click()

    assert told.args == [False]
    assert note.isHidden()
    go_on.set()
    assert ended.wait(PATIENCE / 1000)
    QApplication.processEvents()
    assert list(tmp_path.glob("*.xlsx")) == []


def test_closing_the_window_gives_an_export_up(
    qtbot: QtBot, window: MainWindow, exporting: Exporting, tmp_path: Path
) -> None:
    window.frame.commands.export_menu.action(Scope.ALL, ExportForm.EXCEL).trigger()
    dialog = chosen_file(window)
    dialog.selectFile(str(tmp_path / "a.xlsx"))
    QMetaObject.invokeMethod(dialog, "accept")
    qtbot.waitUntil(lambda: exporting.saving.is_running)

    window.close()

    assert not exporting.saving.is_running
