"""The import wizard: read, looked through, corrected, stored when the user says so."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import importing, paths
from duty_desktop.domain.assignment import TownNotes
from duty_desktop.errors import OutputError
from duty_desktop.ingest.understanding import Understanding
from duty_desktop.ingest.watching import Watch
from duty_desktop.models.town import Town
from duty_desktop.store import catalogue
from duty_desktop.store.library import Library
from duty_desktop.views.lists.import_dialog import ImportDialog
from duty_desktop.views.memory import WindowMemory
from tests import support
from tests.fixtures.make_lists import FOLDER
from tests.ingest.test_damaged_lists import DAMAGED
from tests.views.lists.conftest import Opener
from tests.views.lists.test_switching import window_of

PLAIN = FOLDER / "plain.xlsx"
NAME = "大理市-喜洲镇-2026-03"


@pytest.fixture
def dialog(owner: QWidget, lists_folder: Library, memory: WindowMemory, town: Town) -> ImportDialog:
    made = ImportDialog(lists_folder, town, memory, paths.database(), owner)
    made.show()
    return made


def read(qtbot: QtBot, dialog: ImportDialog, *files: Path) -> str:
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        dialog.read(files)
    return dialog.review.page.toPlainText()


def store(qtbot: QtBot, dialog: ImportDialog) -> tuple[Path, ...]:
    with qtbot.waitSignal(dialog.imported, timeout=60_000) as told:
        dialog._store.click()
    assert told.args is not None
    stored: tuple[Path, ...] = told.args[1]
    return stored


def test_what_was_understood_is_shown_and_not_stored(
    qtbot: QtBot, dialog: ImportDialog, data_folder: Path
) -> None:
    page = read(qtbot, dialog, FOLDER / "extra.xlsx")

    assert page.startswith("大理市喜洲镇（2026年3月）：基本 4 项、配合 3 项、收回 2 项，共 9 项")
    assert "配合履职事项 3 项\u3000“extra.xlsx”的“配合”表第 2 行" in page
    assert "没有取用的列：" in page
    assert "“备注”" in page
    assert "不存入清单" in page
    assert dialog._store.isEnabled()
    assert not dialog.review.lists.isVisible()
    dialog.reject()
    assert not data_folder.exists()


def test_a_long_page_is_shown_from_its_beginning(qtbot: QtBot, dialog: ImportDialog) -> None:
    read(qtbot, dialog, support.SOURCE)
    bar = dialog.review.page.verticalScrollBar()
    qtbot.waitUntil(lambda: dialog.review.page.isVisible() and bar.maximum() > 0)

    assert bar.value() == 0


def test_other_words_in_headings_say_what_they_were_taken_for(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    page = read(qtbot, dialog, FOLDER / "street.xlsx")

    assert "街道配合职责 → 乡镇配合职责" in page or "→ 乡镇配合职责" in page


def test_agreed_it_is_stored_and_asked_which_to_use(
    qtbot: QtBot, dialog: ImportDialog, lists_folder: Library
) -> None:
    read(qtbot, dialog, PLAIN)
    assert lists_folder.lists() == ()

    (path,) = store(qtbot, dialog)

    assert path.stem.startswith(NAME)
    assert catalogue.load(path).town.name == "喜洲镇"
    assert lists_folder.current() is None
    items = [dialog.choice.view.item(row).text() for row in range(dialog.choice.view.count())]
    assert items == ["继续用 程序自带的清单", "改用 大理市喜洲镇（2026年3月）"]
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog._use.click()
    assert wanted.args == [path]


def test_who_goes_on_with_the_present_list_changes_nothing(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    read(qtbot, dialog, PLAIN)
    store(qtbot, dialog)
    wanted: list[object] = []
    dialog.wanted.connect(wanted.append)

    dialog.choice.view.setCurrentRow(0)
    dialog._use.click()

    assert wanted == []
    assert not dialog.isVisible()


def test_the_asides_are_handed_on(qtbot: QtBot, dialog: ImportDialog) -> None:
    read(qtbot, dialog, FOLDER / "extra.xlsx")
    with qtbot.waitSignal(dialog.imported, timeout=60_000) as told:
        dialog.store()

    assert told.args is not None
    understanding, stored = told.args
    assert isinstance(understanding, Understanding)
    assert len(stored) == len(understanding.lists) == 1
    assert {aside.heading for aside in understanding.lists[0].asides} >= {"备注"}


def test_what_stands_beside_the_duties_is_noted_where_that_is_wanted(
    qtbot: QtBot, dialog: ImportDialog, town: Town
) -> None:
    assert "可以记入记事本" in read(qtbot, dialog, FOLDER / "extra.xlsx")
    assert dialog.understanding is not None
    [understood] = dialog.understanding.lists
    store(qtbot, dialog)
    assert town.notes == TownNotes()
    assert "“备注”" in dialog.note.text
    [take] = dialog.note.buttons
    take.click()
    assert understood.duty_list is not None
    key = understood.duty_list.source_sha256
    noted = {duty for list_key, duty in town.notes.assignments if list_key == key}
    assert noted == {aside.duty_id for aside in understood.asides}
    [undo] = dialog.note.buttons
    undo.click()
    assert town.notes == TownNotes()


def test_what_no_file_tells_is_filled_in(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, lists_folder: Library
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("序号,事项名称\n1,甲\n", encoding="utf-8")
    page = read(qtbot, dialog, path)

    assert "还不知道乡镇（街道）、县（市、区）、年月" in page
    assert not dialog._store.isEnabled()
    assert "填写后才能存入" in dialog._hint.text()
    fields = dialog.review.fields
    for field, text in ((fields.county, "大理市"), (fields.town, "喜洲镇"), (fields.month, "明年")):
        field.setText(text)
        field.textEdited.emit(text)
    fields.again_button.click()
    assert "不是年月" in dialog.note.text

    fields.month.setText("2026-03")
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        fields.again_button.click()
    assert fields.month.text() == "2026年3月"
    assert dialog.note.text == ""
    store(qtbot, dialog)
    assert lists_folder.lists()[0].date == "2026-03"


def test_what_is_filled_in_and_not_understood_yet_cannot_be_stored(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    read(qtbot, dialog, PLAIN)
    fields = dialog.review.fields
    fields.town.setFocus()
    fields.town.selectAll()
    fields.town.insert("双廊镇")
    fields.town.textEdited.emit("双廊镇")

    assert not dialog._store.isEnabled()
    assert "重新识别" in dialog._hint.text()
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        QTest.keyClick(fields.town, Qt.Key.Key_Return)
    assert dialog.review.page.toPlainText().startswith("大理市双廊镇（2026年3月）")
    assert store(qtbot, dialog)[0].stem.startswith("大理市-双廊镇-2026-03")


def test_enter_in_a_field_stores_nothing(
    qtbot: QtBot, dialog: ImportDialog, data_folder: Path
) -> None:
    read(qtbot, dialog, PLAIN)
    QTest.keyClick(dialog.review.fields.month, Qt.Key.Key_Return)

    assert not dialog.is_running
    assert not data_folder.exists()


def test_a_place_that_is_none_is_a_sentence_and_what_was_understood_stays(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    before = read(qtbot, dialog, PLAIN)
    fields = dialog.review.fields
    fields.town.setText("三工")
    fields.town.textEdited.emit("三工")
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        fields.again_button.click()

    assert "请写明县（市、区）和乡镇（街道）的全名" in dialog.note.text
    assert dialog.review.page.toPlainText() == before


@pytest.fixture
def two_towns(tmp_path: Path) -> Path:
    path = tmp_path / "全市.csv"
    rows = [f"{town},{n},甲{n}" for town in ("喜洲镇", "双廊镇") for n in (1, 2)]
    path.write_text("乡镇,序号,事项名称\n" + "\n".join(rows), encoding="utf-8")
    return path


def test_several_lists_are_corrected_each_and_together(
    qtbot: QtBot, dialog: ImportDialog, two_towns: Path
) -> None:
    read(qtbot, dialog, two_towns)
    review = dialog.review
    assert review.lists.rowCount() == 2
    assert review.lists.isVisible()
    review.fields.county.setText("大理市")
    review.fields.month.setText("2026年3月")
    review.fields.month.textEdited.emit("")
    review.lists.setCurrentCell(1, 0)
    assert review.fields.county.text() == "大理市"
    review.fields.town.setText("湾桥镇")
    review.fields.town.textEdited.emit("")

    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        review.fields.again_button.click()

    assert [review.lists.model().index(row, 0).data() for row in range(2)] == [
        "大理市喜洲镇",
        "大理市湾桥镇",
    ]
    assert sorted(path.stem[:14] for path in store(qtbot, dialog)) == [
        "大理市-喜洲镇-2026-0",
        "大理市-湾桥镇-2026-0",
    ]


def test_what_is_said_of_one_list_stays_with_it(
    qtbot: QtBot, dialog: ImportDialog, two_towns: Path
) -> None:
    read(qtbot, dialog, two_towns)
    review = dialog.review
    review.fields.for_all.setChecked(False)
    review.fields.county.setText("大理市")
    review.fields.month.setText("2026-03")
    review.fields.month.textEdited.emit("")
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        review.fields.again_button.click()

    assert dialog.understanding is not None
    assert [bool(each.lacking) for each in dialog.understanding.lists] == [False, True]
    assert review.lists.currentRow() == 1
    assert not dialog._store.isEnabled()


@pytest.mark.parametrize("name", DAMAGED)
def test_nothing_is_stored_of_a_damaged_file(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path, data_folder: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(DAMAGED[name][0]())

    read(qtbot, dialog, PLAIN, path)

    assert dialog.note.text.endswith("。")
    assert "\n" not in dialog.note.text
    assert dialog.understanding is None
    assert not dialog._store.isEnabled()
    assert not data_folder.exists()


def test_a_file_that_is_gone_is_a_sentence(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, tmp_path / "没有.xlsx")

    assert dialog.note.text.endswith("。")


def test_words_that_look_like_markup_stay_words(
    qtbot: QtBot, dialog: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "<b>甲.csv"
    rows = "<i>类</i>,序号,事项名称,<u>备注</u>\n甲,1,<img src='x'>,<script>"
    path.write_text(rows, encoding="utf-8")
    page = read(qtbot, dialog, path)

    assert "“<b>甲.csv”" in page
    assert "<u>备注</u>" in page
    assert dialog._named.text() == "<b>甲.csv"


def test_headings_without_end_are_cut(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    others = ",".join(f"{'长' * 900}{number}" for number in range(90))
    path.write_text(f"序号,事项名称,{others}\n1,甲,乙\n", encoding="utf-8")
    page = read(qtbot, dialog, path)

    assert "没有取用的列：长长" in page
    assert max(map(len, page.splitlines())) < 1100


def slowly(done: list[Watch], stop: Callable[[], object]) -> Callable[..., tuple[Path, ...]]:
    """Storing that the user stops in its midst."""
    really = importing.store

    def store_it(
        understanding: Understanding, into: Library, watch: Watch | None = None
    ) -> tuple[Path, ...]:
        assert watch is not None
        done.append(watch)
        stop()
        return really(understanding, into, watch)

    return store_it


def test_stopped_while_storing_nothing_is_stored(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    read(qtbot, dialog, PLAIN)
    started: list[Watch] = []
    monkeypatch.setattr(importing, "store", slowly(started, lambda: dialog._unwanted.set()))
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        dialog.store()

    assert started
    assert dialog.note.text == "已停止，什么都没有存入。"
    assert not data_folder.exists()
    assert dialog.isVisible()
    assert dialog._store.isEnabled(), "it can be stored after all"


def test_stopped_while_reading_what_was_understood_stays(
    qtbot: QtBot, dialog: ImportDialog
) -> None:
    before = read(qtbot, dialog, PLAIN)
    dialog.read([support.SOURCE])
    assert dialog.is_running
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        dialog.reject()

    assert dialog.isVisible()
    assert dialog.note.text == "已停止，什么都没有存入。"
    assert dialog.review.page.toPlainText() == before


def test_a_library_that_cannot_be_written_is_a_sentence(
    qtbot: QtBot, dialog: ImportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(qtbot, dialog, PLAIN)

    def full(*_: object) -> tuple[Path, ...]:
        raise OutputError("清单没有存成：磁盘已满。")

    monkeypatch.setattr(importing, "store", full)
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        dialog.store()

    assert dialog.note.text == "清单没有存成：磁盘已满。"
    assert dialog._store.isEnabled()


def test_the_template_is_saved(qtbot: QtBot, dialog: ImportDialog, tmp_path: Path) -> None:
    dialog._template.click()
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    path = tmp_path / "模板.xlsx"
    with qtbot.waitSignal(dialog.saving.ended, timeout=60_000):
        chooser.fileSelected.emit(str(path))
    chooser.reject()

    assert path.read_bytes().startswith(b"PK")
    assert "模板已保存到" in dialog.note.text


def dropped(*files: Path) -> tuple[QDropEvent, QMimeData]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    event = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    return event, data


def test_files_dropped_on_the_window_are_read(qtbot: QtBot, open_window: Opener) -> None:
    lists = open_window()
    event, _data = dropped(PLAIN)
    window_of(lists).dropEvent(event)
    dialog = lists.importing
    assert dialog is not None
    with qtbot.waitSignal(dialog.idle, timeout=60_000):
        pass

    assert dialog.understanding is not None
    stored = store(qtbot, dialog)
    with qtbot.waitSignal(lists.switched, timeout=60_000):
        dialog._use.click()
    assert "喜洲镇（2026年3月）" in window_of(lists).windowTitle()
    assert lists.library.current() == stored[0]
    assert lists.importing is None


def test_files_that_somebody_else_takes_are_left_alone(open_window: Opener, tmp_path: Path) -> None:
    lists = open_window()
    event, _data = dropped(tmp_path / "x.dutypack")
    window_of(lists).dropEvent(event)

    assert lists.importing is None


def test_size_is_remembered(
    owner: QWidget, dialog: ImportDialog, memory: WindowMemory, lists_folder: Library, town: Town
) -> None:
    dialog.resize(700, 500)
    dialog.reject()
    again = ImportDialog(lists_folder, town, memory, paths.database(), owner)

    assert (again.width(), again.height()) == (700, 500)


def test_everything_has_a_name(dialog: ImportDialog) -> None:
    fields = dialog.review.fields
    for widget in (
        *(fields.county, fields.town, fields.month),
        *(dialog.review.lists, dialog.review.page, dialog.choice.view, dialog._progress),
    ):
        assert widget.accessibleName()
