"""打包到 U 盘 and 从包文件取入 as a clerk does it."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import Assignment, TownNotes, edited
from duty_desktop.errors import OutputError
from duty_desktop.models.town import Town
from duty_desktop.store import pack_making, pack_taking
from duty_desktop.store.library import Library
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_recovery import read_notes
from duty_desktop.store.pack_reading import read_pack
from duty_desktop.store.pack_taking import Taking
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.packing import unpack_dialog
from duty_desktop.views.packing.opening import Packing
from duty_desktop.views.packing.pack_dialog import PackDialog
from duty_desktop.views.packing.unpack_dialog import UnpackDialog
from duty_desktop.views.window import MainWindow
from tests import support
from tests.notes import CIVIL, LAW, LI, PARTY, SECOND, filled, town_notes
from tests.store.packs import TOWNS, library_of, made, with_notes

PATIENCE = 20_000
"""Milliseconds for a pack on a loaded machine."""


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """The user's data folder of another machine: two lists and a notebook."""
    folder = tmp_path / "theirs"
    library_of(folder, *TOWNS[:2])
    with_notes(folder)
    return folder


@pytest.fixture
def stick(theirs: Path, tmp_path: Path) -> Path:
    """Their lists and notes, packed."""
    path = tmp_path / "三工镇.dutypack"
    lists = (theirs / "lists").glob("*.db")
    path.write_bytes(pack_making.made(lists, theirs / "notebook.db", made_at="2026-11-22 18:06")[0])
    return path


@pytest.fixture
def user_data(tmp_path: Path) -> Path:
    return tmp_path / "here"


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    dialog.show()
    qtbot.waitExposed(dialog)


def packing(qtbot: QtBot, folder: Path, memory: WindowMemory) -> PackDialog:
    dialog = PackDialog(Library(folder / "lists"), folder, memory)
    shown(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.is_reading, timeout=PATIENCE)
    return dialog


class Unpacking:
    """The dialog, and what it told of."""

    def __init__(self, qtbot: QtBot, user_data: Path, memory: WindowMemory) -> None:
        self._qtbot = qtbot
        self.lists = self.notebook = 0
        self.dialog = UnpackDialog(
            Library(user_data / "lists"),
            user_data,
            memory,
            lists_changed=self._count_lists,
            notebook_changed=self._count_notebook,
        )
        shown(qtbot, self.dialog)

    def look(self, path: Path) -> UnpackDialog:
        with self._qtbot.waitSignal(self.dialog.looked, timeout=PATIENCE):
            self.dialog.open_file(path)
        return self.dialog

    def take(self) -> None:
        with self._qtbot.waitSignal(self.dialog.took, timeout=PATIENCE):
            self.dialog.take_button.click()

    def _count_lists(self) -> None:
        self.lists += 1

    def _count_notebook(self) -> None:
        self.notebook += 1


@pytest.fixture
def unpacking(qtbot: QtBot, user_data: Path, memory: WindowMemory) -> Unpacking:
    return Unpacking(qtbot, user_data, memory)


def test_what_is_ticked_is_packed(
    qtbot: QtBot, theirs: Path, memory: WindowMemory, tmp_path: Path
) -> None:
    dialog = packing(qtbot, theirs, memory)
    assert dialog.lists.names == (
        "大理市双廊镇履职事项清单（2025年6月），3 项",
        "大理市喜洲镇履职事项清单（2025年6月），3 项",
    )
    assert dialog.lists.chosen == dialog.lists.names, "everything is, at first"
    assert dialog.with_notebook.isChecked()

    dialog.lists.choose(dialog.lists.names[1:])
    dialog.pack_button.click()
    [asking] = dialog.findChildren(QFileDialog)
    named = Path(asking.selectedFiles()[0]).name
    assert named.startswith("大理市喜洲镇履职事项清单（2025年6月）和记事本 20")
    assert named.endswith(".dutypack")
    path = tmp_path / "甲.dutypack"
    asking.selectFile(str(path))
    with qtbot.waitSignal(dialog.saving.ended, timeout=PATIENCE):
        QMetaObject.invokeMethod(asking, "accept")

    found = read_pack(path)
    assert [each.data for each in found.lists] == [made(TOWNS[0])[1]]
    assert found.notebook
    assert found.notebook.notes == town_notes()
    assert found.contents.made_at
    assert str(path) in dialog.saving.note.text
    assert found.sha256 in dialog.saving.note.text
    assert [button.text() for button in dialog.saving.note.buttons] == ["打开文件夹"]
    dialog.reject()


def test_nothing_ticked_cannot_be_packed(qtbot: QtBot, theirs: Path, memory: WindowMemory) -> None:
    dialog = packing(qtbot, theirs, memory)
    dialog.with_notebook.setChecked(False)
    assert dialog.pack_button.isEnabled()

    dialog.lists.choose(())

    assert not dialog.pack_button.isEnabled()
    dialog.reject()


def test_with_nothing_to_pack_the_dialog_says_so(
    qtbot: QtBot, user_data: Path, memory: WindowMemory
) -> None:
    dialog = packing(qtbot, user_data, memory)

    assert not dialog.pack_button.isEnabled()
    assert not dialog.with_notebook.isEnabled()
    assert "还没有记事本" in dialog.with_notebook.text()
    assert not user_data.exists()
    dialog.reject()


def test_a_damaged_list_is_not_offered(qtbot: QtBot, theirs: Path, memory: WindowMemory) -> None:
    next((theirs / "lists").glob("*.db")).write_bytes(b"damaged")

    dialog = packing(qtbot, theirs, memory)

    assert len(dialog.lists.names) == 1
    dialog.reject()


def test_packing_can_be_stopped(
    qtbot: QtBot,
    theirs: Path,
    memory: WindowMemory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()
    real = pack_making.made

    def slow(*given: object, **more: object) -> object:
        go_on.wait(PATIENCE / 1000)
        return real(*given, **more)  # type: ignore[arg-type]  # passed on as it is

    monkeypatch.setattr(pack_making, "made", slow)
    dialog = packing(qtbot, theirs, memory)
    dialog.pack_button.click()
    [asking] = dialog.findChildren(QFileDialog)
    asking.selectFile(str(tmp_path / "甲.dutypack"))
    with qtbot.waitSignal(dialog.saving.started, timeout=PATIENCE):
        QMetaObject.invokeMethod(asking, "accept")
    assert dialog.progress.isVisible()

    dialog.reject()
    go_on.set()

    assert dialog.isVisible(), "the first time it only stops"
    assert not dialog.progress.isVisible()
    dialog.reject()
    assert not list(tmp_path.glob("*.dutypack"))


def test_a_pack_is_shown_and_nothing_is_taken_in(
    unpacking: Unpacking, stick: Path, user_data: Path
) -> None:
    dialog = unpacking.look(stick)

    model = dialog.table.model()
    assert model.rowCount() == 4
    pack = read_pack(stick)
    assert dialog.checksum.text() == pack.contents.entries[0].sha256
    dialog.table.selectRow(3)
    assert dialog.checksum.text() == pack.sha256
    assert dialog.choices.lists.text() == "清单存入清单库（新 2 份）(&L)"
    assert dialog.choices.notebook is Taking.REPLACE, "there is nothing here to lose"
    told = [label.text() for label in dialog.choices.findChildren(QLabel) if label.isVisible()]
    assert told == ["这里还没有记事本：放入包里的，改动记录也带来。"], "this cannot be undone"
    assert dialog.take_button.isEnabled()
    assert not user_data.exists()
    dialog.reject()


def test_what_is_chosen_is_taken_in_and_told(
    unpacking: Unpacking, stick: Path, user_data: Path
) -> None:
    dialog = unpacking.look(stick)

    unpacking.take()

    assert "2 份清单存入清单库。要改用它，请到“文件 → 当前清单”里选。" in dialog.note.text
    assert (unpacking.lists, unpacking.notebook) == (1, 1)
    assert read_notes(user_data) == town_notes()
    assert len(Library(user_data / "lists").lists()) == 2
    assert not dialog.take_button.isEnabled()
    assert dialog.table.model().index(0, 2).data() == "已取入"
    dialog.reject()


def test_merging_is_offered_where_something_would_be_lost(
    qtbot: QtBot, memory: WindowMemory, stick: Path, user_data: Path
) -> None:
    mine = Assignment(*SECOND.key, office="o3", remark="我的")
    with_notes(user_data, edited(TownNotes(), "我的", [PARTY, CIVIL, LAW, LI, mine]))
    library_of(user_data, *TOWNS[:2])
    unpacking = Unpacking(qtbot, user_data, memory)

    dialog = unpacking.look(stick)

    choices = dialog.choices
    assert choices.notebook is Taking.MERGE
    assert not choices.lists.isEnabled(), "both are here"
    assert choices.differences.isVisible()
    assert "配合 21 的主责科室：这里是“综合行政执法队”" in choices.differences.toPlainText()
    choices.ways[Taking.NONE].setChecked(True)
    assert not dialog.take_button.isEnabled()
    assert not choices.differences.isVisible()
    choices.ways[Taking.MERGE].setChecked(True)
    told = [label.text() for label in choices.findChildren(QLabel) if label.isVisible()]
    assert told == ["取入前先自动备份；取入后可以撤销。"]
    with Notebook.opened(user_data / "notebook.db") as notebook:
        unpacking.take()
        assert notebook.refresh(), "the window's own notebook sees it"
        assert notebook.notes.assignments[SECOND.key].remark == "我的"
        assert notebook.turns().undo
    assert (unpacking.lists, unpacking.notebook) == (0, 1)
    assert "备份在" in dialog.note.text
    dialog.reject()


def test_a_pack_of_lists_has_no_choice_of_notebooks(
    unpacking: Unpacking, theirs: Path, tmp_path: Path
) -> None:
    path = tmp_path / "b.dutypack"
    path.write_bytes(pack_making.made((theirs / "lists").glob("*.db"), None)[0])

    dialog = unpacking.look(path)

    assert dialog.choices.notebook is Taking.NONE
    assert not dialog.choices.ways[Taking.MERGE].isVisible()
    unpacking.take()
    assert (unpacking.lists, unpacking.notebook) == (1, 0)
    dialog.reject()


def test_a_damaged_pack_is_a_sentence_and_another_can_be_chosen(
    unpacking: Unpacking, stick: Path, tmp_path: Path, user_data: Path
) -> None:
    damaged = tmp_path / "坏的.dutypack"
    damaged.write_bytes(stick.read_bytes()[:-7])

    dialog = unpacking.look(damaged)

    assert "“坏的.dutypack”已损坏或被改动过" in dialog.note.text
    assert not dialog.take_button.isEnabled()
    assert dialog.table.model().rowCount() == 0
    assert not user_data.exists()
    unpacking.look(stick)
    assert dialog.note.text == ""
    assert dialog.take_button.isEnabled()
    dialog.reject()


def test_what_cannot_be_written_is_told(
    unpacking: Unpacking, stick: Path, user_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OutputError("清单没有存成：磁盘已满。")

    monkeypatch.setattr(unpack_dialog, "take_in", full)
    dialog = unpacking.look(stick)

    unpacking.take()

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "磁盘已满" in box.text()
    box.close()
    assert dialog.take_button.isEnabled(), "it can be tried again"
    assert not user_data.exists()
    dialog.reject()


def test_the_dialog_stays_while_it_takes_in(
    qtbot: QtBot, unpacking: Unpacking, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    real = pack_taking.take_in

    def slow(*given: object, **more: object) -> object:
        go_on.wait(PATIENCE / 1000)
        return real(*given, **more)  # type: ignore[arg-type]  # passed on as it is

    monkeypatch.setattr(unpack_dialog, "take_in", slow)
    dialog = unpacking.look(stick)
    dialog.take_button.click()

    dialog.reject()

    assert dialog.isVisible()
    assert dialog.is_running
    with qtbot.waitSignal(dialog.took, timeout=PATIENCE):
        go_on.set()
    dialog.reject()


def test_words_of_a_pack_are_never_markup(
    unpacking: Unpacking, theirs: Path, tmp_path: Path
) -> None:
    path = tmp_path / f"{support.MARKUP}.dutypack"
    said = "<img src='x'>"
    lists = (theirs / "lists").glob("*.db")
    path.write_bytes(pack_making.made(lists, None, made_at=said)[0])

    dialog = unpacking.look(path)

    assert said in dialog._about.text()
    assert dialog._about.textFormat().name == "PlainText"
    dialog.reject()


def test_the_menu_opens_both(
    qtbot: QtBot, window: MainWindow, memory: WindowMemory, tmp_path: Path, town: Town
) -> None:
    told: list[str] = []
    library = Library(tmp_path / "lists")
    packing = Packing(window, library, memory, lambda: told.append("lists"))
    packing.wire()
    commands = window.frame.commands
    commands["pack"].trigger()
    dialog = window.findChild(PackDialog)
    assert isinstance(dialog, PackDialog)
    qtbot.waitUntil(lambda: not dialog.is_reading, timeout=PATIENCE)
    dialog.reject()

    commands["unpack"].trigger()
    unpack = window.findChild(UnpackDialog)
    assert isinstance(unpack, UnpackDialog)
    [asking] = unpack.findChildren(QFileDialog)
    assert asking.isVisible()
    unpack._lists_changed()
    assert told == ["lists"]
    other = Town(town.user_data)
    other.edit(filled())
    other.close()
    unpack._notebook_changed()
    assert town.notes == town_notes()
    asking.reject()
    unpack.reject()


def test_a_pack_that_is_dropped_is_looked_at(
    qtbot: QtBot, window: MainWindow, memory: WindowMemory, tmp_path: Path, theirs: Path
) -> None:
    path = tmp_path / "甲.dutypack"
    path.write_bytes(pack_making.made((theirs / "lists").glob("*.db"), None)[0])
    Packing(window, Library(tmp_path / "lists"), memory, lambda: None)
    window.dropped.emit([tmp_path / "x.xlsx"])
    assert not window.findChildren(UnpackDialog)
    window.dropped.emit([path])
    [unpack] = window.findChildren(UnpackDialog)
    qtbot.waitUntil(lambda: path.name in unpack._about.text(), timeout=PATIENCE)
    window.dropped.emit([path])
    assert len(window.findChildren(UnpackDialog)) == 1
    unpack.reject()
