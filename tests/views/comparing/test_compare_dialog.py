"""比较两份清单 as a clerk uses it: choose, read, filter, print, export."""

import json
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from duty_desktop import importing, paths, tasks
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Comparison, SpanKind, Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.change_rows import DEPARTMENTS, Topic
from duty_desktop.store.writer import database_bytes
from duty_desktop.views.comparing.dialog import CompareDialog
from duty_desktop.views.comparing.exporting import ChangesForm, exported
from duty_desktop.views.comparing.offers import Offer, offered, usual
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.paper_choices import PaperChoices
from duty_desktop.views.window import MainWindow
from duty_desktop.views.zoom import Zoom
from tests import support
from tests.comparing.changes import Copy, changed_copy
from tests.fixtures.make_lists import FOLDER

TITLE = "昌吉市三工镇履职事项清单（2025年7月）"


@pytest.fixture(scope="module")
def copy(duty_list: DutyList) -> Copy:
    return changed_copy(duty_list, 4)


@pytest.fixture
def next_year(tmp_path: Path, copy: Copy) -> Path:
    """The list with forty known changes, as a source document."""
    path = tmp_path / "2026.txt"
    path.write_bytes(copy.data)
    return path


def offers() -> Sequence[Offer]:
    return (Offer(support.DATABASE, TITLE, "昌吉市三工镇", "2025-07", is_current=True, ships=True),)


@pytest.fixture
def dialog(qtbot: QtBot, memory: WindowMemory, zoom: Zoom) -> CompareDialog:
    return shown(qtbot, memory, zoom)


def shown(qtbot: QtBot, memory: WindowMemory, zoom: Zoom) -> CompareDialog:
    made = CompareDialog(offers, memory, zoom)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: not made.is_running)
    return made


def compared(qtbot: QtBot, dialog: CompareDialog, old: Path, new: Path) -> Comparison:
    dialog.old.choose(old)
    dialog.new.choose(new)
    with qtbot.waitSignal(dialog.compared):
        dialog.compare()
    assert dialog.comparison is not None
    return dialog.comparison


def page_of(qtbot: QtBot, dialog: CompareDialog, row: int) -> QTextDocument:
    dialog.changes.table.selectRow(row)
    name = dialog.changes.model.rows[row].name
    document = dialog.page.document()
    qtbot.waitUntil(lambda: dialog.page.toPlainText().split("\n")[1:2] == [name])
    return document


def formatted(document: QTextDocument) -> list[tuple[str, QTextCharFormat]]:
    """Every run of text with its looks."""
    runs = []
    block = document.begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            runs.append((fragment.text(), fragment.charFormat()))
            at += 1
        block = block.next()
    return runs


def test_forty_known_changes_are_shown(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path, copy: Copy
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)

    assert dialog.summary.text() == (
        "新增 4 项、取消 3 项、疑似拆分 3 项、疑似合并 3 项、转列 4 项、内容变化 19 项、"
        "部门更名 2 个、仅序号变动 171 项；其余 36 项未变。其中 3 项的部门有增减。"
    )
    rows = dialog.changes.model.rows
    told = {
        (row.topic.value, *(tuple(duty.id for duty in side) for side in (change.old, change.new)))
        for row in rows
        if (change := row.change) is not None
    }
    assert told == {(each.verdict.value, each.old, each.new) for each in copy.known}
    for place in range(len(rows)):
        page_of(qtbot, dialog, place)


def test_old_and_new_words_stand_beside_each_other(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    dialog.changes.want(Verdict.CHANGED)
    seen = 0

    for place, row in enumerate(dialog.changes.model.rows):
        assert row.change is not None
        runs = formatted(page_of(qtbot, dialog, place))
        struck = "".join(text for text, looks in runs if looks.fontStrikeOut())
        underlined = "".join(text for text, looks in runs if looks.fontUnderline())
        spans = [span for field in row.change.fields for span in field.spans]
        assert struck == "".join(s.text for s in spans if s.kind is SpanKind.DELETED)
        assert underlined == "".join(s.text for s in spans if s.kind is SpanKind.INSERTED)
        text = dialog.page.toPlainText()
        for field in row.change.fields:
            assert (field.old or "（无）") in text
            assert (field.new or "（无）") in text
        seen += bool(struck and underlined)
    assert seen


def test_what_was_split_or_merged_is_shown_with_its_evidence(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)

    for wanted, said in ((Verdict.SPLIT, "的用语出自原事项"), (Verdict.MERGED, "的用语见于现事项")):
        dialog.changes.want(wanted)
        for place, row in enumerate(dialog.changes.model.rows):
            assert row.change is not None
            runs = formatted(page_of(qtbot, dialog, place))
            text = dialog.page.toPlainText()
            assert text.count(said) == len(row.change.evidence.likenesses)
            for duty in (*row.change.old, *row.change.new):
                assert duty.label in text
            shared = {each for like in row.change.evidence.likenesses for each in like.shared}
            amber = {runs[0][1].background().color().name()}
            marked = "".join(
                text for text, looks in runs if looks.background().color().name() not in amber
            )
            assert shared
            assert all(phrase in marked for phrase in shared)


def test_departments_that_came_or_went_are_named(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path, copy: Copy
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    dialog.changes.want(DEPARTMENTS)
    assert len(dialog.changes.model.rows) == 3
    for place, row in enumerate(dialog.changes.model.rows):
        page_of(qtbot, dialog, place)
        assert row.change is not None
        for heading, names in (
            ("增加的部门", row.change.departments_added),
            ("减少的部门", row.change.departments_removed),
        ):
            assert (f"{heading}：" in dialog.page.toPlainText()) is bool(names)
    dialog.changes.want(Topic.RENAMED)
    page_of(qtbot, dialog, 0)
    assert any(new in dialog.page.toPlainText() for new in copy.renamed.values())


def test_equal_lists_have_no_difference(qtbot: QtBot, dialog: CompareDialog) -> None:
    compared(qtbot, dialog, support.DATABASE, support.SOURCE)

    assert dialog.summary.text().startswith("两份清单没有差别。242 项")
    qtbot.waitUntil(lambda: dialog.page.toPlainText() == "两份清单没有差别。")
    assert dialog.changes.model.rowCount() == 0


def test_rows_are_filtered_and_walked_by_keyboard(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    changes = dialog.changes
    QTest.keyClick(changes.table, Qt.Key.Key_Down)
    assert changes.current == changes.model.rows[1]
    QTest.keyClick(changes.table, Qt.Key.Key_Up)
    assert changes.current == changes.model.rows[0]

    changes.field.setText("没有这样的字")
    assert changes.current is None
    qtbot.waitUntil(lambda: dialog.page.toPlainText() == "没有符合筛选的差别。")
    changes.field.setText(changes.model.every[1].name[:8])
    assert changes.current == changes.model.every[1]
    QTest.keyClick(dialog, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert changes.current == changes.model.every[1]


def test_rows_are_copied_with_marks(qtbot: QtBot, dialog: CompareDialog, next_year: Path) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    dialog.changes.want(Verdict.CHANGED)
    QTest.keyClick(dialog.changes.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("【内容变化】\n")
    assert "［－" in copied or "［＋" in copied
    page_of(qtbot, dialog, 0)
    dialog.page.selectAll()
    dialog.page.copy()
    assert dialog.changes.model.rows[0].name in QGuiApplication.clipboard().text()


def test_changed_over_the_result_is_mirrored(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path
) -> None:
    there = compared(qtbot, dialog, support.DATABASE, next_year)
    with qtbot.waitSignal(dialog.compared):
        dialog.swap_button.click()

    assert dialog.comparison == there.mirrored
    assert (dialog.old.path, dialog.new.path) == (next_year, support.DATABASE)


def test_the_table_of_changes_is_previewed_on_either_paper(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    preview = dialog.printing.dialog
    assert preview is not None
    qtbot.waitUntil(lambda: preview.is_ready, timeout=20_000)
    assert "调整对照表（2025年7月）" in preview.windowTitle()
    assert preview.document is not None
    pages = preview.document.page_count
    paper = preview.findChild(PaperChoices)
    assert isinstance(paper, PaperChoices)

    paper.paper.choose("A3")

    qtbot.waitUntil(lambda: preview.is_ready, timeout=20_000)
    assert preview.document is not None
    assert 1 <= preview.document.page_count < pages
    preview.reject()


@pytest.mark.parametrize("form", list(ChangesForm))
def test_it_is_exported(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path, tmp_path: Path, form: ChangesForm
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    path = tmp_path / f"对照表.{form}"
    dialog.exporting.start(form)
    chooser = dialog.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    with qtbot.waitSignal(dialog.exporting.saving.ended):
        chooser.fileSelected.emit(str(path))
    chooser.reject()

    assert str(path) in dialog.exporting.saving.note.text
    if form is ChangesForm.EXCEL:
        assert openpyxl.load_workbook(path).sheetnames == ["调整对照表", "编号对照"]
    elif form is ChangesForm.JSON:
        assert json.loads(path.read_bytes())["counts"]["changed"] == 19
    else:
        assert "【内容变化】" in path.read_text(encoding="utf-8-sig")


def test_exports_are_the_same_bytes_each_time(duty_list: DutyList, copy: Copy) -> None:
    comparison = compare(duty_list, read_duty_list(copy.data))

    for form in ChangesForm:
        made = [exported(comparison, form, tasks.Job()).data for _ in range(2)]
        assert made[0] == made[1]


@pytest.mark.parametrize(
    ("data", "said"), [(b"", "空"), (b"PK\x03\x04", "损坏"), (b"SQLite format 3\0", "数据文件")]
)
def test_what_is_no_list_is_a_sentence(
    qtbot: QtBot, dialog: CompareDialog, tmp_path: Path, data: bytes, said: str
) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(data)
    dialog.old.choose(support.DATABASE)
    dialog.new.choose(path)
    with qtbot.waitSignal(dialog.compared):
        dialog.compare()

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert said in box.text()
    box.close()
    assert dialog.comparison is None
    assert dialog.summary.text().startswith("没有比较成")


def test_office_files_are_read_as_import_reads_them(qtbot: QtBot, dialog: CompareDialog) -> None:
    plain = FOLDER / "plain.xlsx"

    comparison = compared(qtbot, dialog, plain, FOLDER / "extra.xlsx")

    assert comparison.is_same
    assert len(comparison.old.duties) == 9


def test_stopping_takes_nothing_over(qtbot: QtBot, dialog: CompareDialog, next_year: Path) -> None:
    dialog.old.choose(support.DATABASE)
    dialog.new.choose(next_year)
    dialog.compare()
    assert dialog.is_running
    dialog.reject()

    assert not dialog.is_running
    assert dialog.isVisible()
    assert dialog.comparison is None
    compared(qtbot, dialog, support.DATABASE, next_year)
    dialog.reject()
    assert not dialog.isVisible()


def test_words_that_look_like_markup_stay_words(
    qtbot: QtBot, dialog: CompareDialog, tmp_path: Path
) -> None:
    hostile = '<img src="x">养犬<b>粗</b> & &lt;i&gt; =1+1'
    files = []
    for name, said in (("a", hostile), ("b", f"{hostile} <script>新</script>")):
        path = tmp_path / f"{name}.txt"
        path.write_bytes(support.document(basic=[("1", "<u>党建</u>", said)]))
        files.append(path)
    comparison = compared(qtbot, dialog, *files)

    page_of(qtbot, dialog, 0)
    assert hostile in dialog.page.toPlainText()
    assert "<script>新</script>" in dialog.page.toPlainText()
    data = exported(comparison, ChangesForm.EXCEL, tasks.Job()).data
    assert b"<f>" not in data


def test_the_lists_at_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, copy: Copy) -> None:
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    library = importing.library()
    later = read_duty_list(copy.data.replace("2025 年 7 月".encode(), "2026 年 7 月".encode()))
    [path] = library.add([(later, database_bytes(later, Readings()))])
    (library.folder / "坏.db").write_bytes(b"x")

    library.set_current(path)
    assert [each.title for each in offered()] == [later.full_title, TITLE]
    old, new = usual(offered())
    assert old is not None
    assert new is not None
    assert (old.ships, new.path) == (True, path)
    assert new.words.endswith("当前清单")
    library.set_current(None)
    old, new = usual(offered())
    assert old is not None
    assert new is not None
    assert (old.ships, new.path) == (True, path), "the later list is the new one"


def test_with_one_list_only_the_other_is_asked_for(dialog: CompareDialog) -> None:
    assert dialog.new.path == support.DATABASE
    assert dialog.old.path is None
    assert "其他文件" in dialog.summary.text()
    assert dialog.old.box.itemText(dialog.old.box.count() - 1) == "其他文件…"


def test_another_file_is_asked_for_and_remembered(
    qtbot: QtBot, dialog: CompareDialog, next_year: Path, memory: WindowMemory
) -> None:
    dialog.old.box.activated.emit(dialog.old.box.count() - 1)
    chooser = dialog.old.findChild(QFileDialog)
    assert isinstance(chooser, QFileDialog)
    assert dialog.old.path is None
    with qtbot.waitSignal(dialog.compared):
        chooser.fileSelected.emit(str(next_year))
    chooser.reject()

    assert dialog.old.path == next_year
    assert dialog.old.box.currentText() == "2026.txt"
    assert memory.text("folder/compared") == str(next_year.parent)


def test_taking_over_is_offered_only_where_somebody_can(
    qtbot: QtBot, memory: WindowMemory, zoom: Zoom, dialog: CompareDialog, next_year: Path
) -> None:
    assert dialog._carry.isHidden()
    asked: list[Comparison] = []
    able = CompareDialog(offers, memory, zoom, asked.append)
    qtbot.addWidget(able)
    able.show()
    qtbot.waitUntil(lambda: not able.is_running)
    assert not able._carry.isEnabled()
    compared(qtbot, able, support.DATABASE, support.SOURCE)
    assert not able._carry.isEnabled(), "one list and itself"
    comparison = compared(qtbot, able, support.DATABASE, next_year)
    able._carry.click()
    assert asked == [comparison]


def test_size_is_remembered_and_zoom_followed(
    qtbot: QtBot, dialog: CompareDialog, memory: WindowMemory, zoom: Zoom, next_year: Path
) -> None:
    compared(qtbot, dialog, support.DATABASE, next_year)
    page_of(qtbot, dialog, 0)
    before = dialog.page.document().size().height()
    QTest.keyClick(dialog, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert zoom.percent == 110
    qtbot.waitUntil(lambda: dialog.page.document().size().height() > before)

    dialog.resize(760, 560)
    dialog.reject()
    again = shown(qtbot, memory, zoom)
    assert (again.width(), again.height()) == (760, 560)


def test_everything_has_a_name(dialog: CompareDialog) -> None:
    changes = dialog.changes
    widgets = (dialog.summary, dialog.page, changes.table, changes.kinds, changes.field)
    for widget in (*widgets, dialog.old.box, dialog.new.box):
        assert widget.accessibleName()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_from_the_window(qtbot: QtBot, window: MainWindow) -> None:
    assert window.content is not None
    window.frame.commands["compare"].trigger()
    opened = window.content.comparing.dialog
    assert opened is not None
    qtbot.waitUntil(lambda: not opened.is_running)
    assert opened.new.path == paths.database()
    opened.reject()
    window.frame.commands["compare"].trigger()
    assert window.content.comparing.dialog is opened
    window.close()
    assert not opened.is_running
