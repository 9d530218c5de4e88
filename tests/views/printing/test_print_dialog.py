"""The print dialog, with real documents."""

import gc
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMetaObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from duty_desktop import tasks
from duty_desktop.domain.duty import DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.document import Document
from duty_desktop.reports.order import DocumentKind, Look, PrintOrder
from duty_desktop.views.faults import FaultDialog
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.choices import PrintChoices
from duty_desktop.views.printing.dialog import PrintDialog, Wanted
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.opening import Printing, order_name
from duty_desktop.views.printing.scope import Scope
from duty_desktop.views.printing.words import Sides

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20_000
Opener = Callable[..., PrintDialog]


@pytest.fixture
def matter(duty_list: DutyList) -> PrintMatter:
    three = tuple(duty_list.duty(f"cooperative-{serial}") for serial in (21, 44, 62))
    return PrintMatter(duty_list.duties, three[0], three, three)


@pytest.fixture
def open_dialog(
    qtbot: QtBot, duty_list: DutyList, memory: WindowMemory, matter: PrintMatter
) -> Opener:
    """Opens the dialog on three sheets and waits for them."""

    def make(kind: DocumentKind = DocumentKind.SHEETS, matter: PrintMatter = matter) -> PrintDialog:
        window = QWidget()
        qtbot.addWidget(window)
        printing = Printing(duty_list, memory, window)
        printing.open(matter, kind)
        dialog = printing.dialog
        assert dialog is not None
        if kind is DocumentKind.SHEETS:
            chosen(dialog).look.choose(Look.COMPACT)  # a page for each sheet
        qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
        return dialog

    return make


def chosen(dialog: PrintDialog) -> PrintChoices:
    assert dialog.choices is not None
    return dialog.choices


def pdf_printer(dialog: PrintDialog, path: Path, first: int = 1) -> QPrinter:
    printer = dialog.printer(first)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(60)
    return printer


@pytest.fixture
def made_by(qtbot: QtBot, memory: WindowMemory) -> Iterator[Opener]:
    """Opens the dialog on what a function makes, without choices."""
    window = QWidget()
    qtbot.addWidget(window)

    def make(make: Callable[[tasks.Job], Document]) -> PrintDialog:
        dialog = PrintDialog("打印", lambda: Wanted(make, "x.pdf"), memory, parent=window)
        dialog.open()
        return dialog

    yield make
    window.close()


def test_pages_follow_what_is_chosen(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    assert dialog.extent.text() == "共 3 页"
    assert dialog.preview.page.maximum() == 3

    chosen(dialog).scope.choose(Scope.CURRENT)
    assert not dialog.is_ready
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    assert dialog.extent.text() == "共 1 页"
    chosen(dialog).scope.choose(Scope.ALL)
    chosen(dialog).sides.choose(Sides.LONG)
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    assert dialog.extent.text() == "共 242 页，121 张纸"
    dialog.reject()


def test_pages_are_turned_and_kept_when_made_anew(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    dialog.preview.page.setValue(3)
    qtbot.waitUntil(lambda: dialog.preview.current == 2)
    dialog.preview.page.stepDown()
    qtbot.waitUntil(lambda: dialog.preview.current == 1)
    assert dialog.preview.thumbnails.currentIndex().row() == 1

    dialog.remake(0)
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    assert dialog.preview.page.value() == 2
    dialog.preview.thumbnails.setCurrentIndex(dialog.preview.thumbnails.model().index(0, 0))
    qtbot.waitUntil(lambda: dialog.preview.current == 0)
    dialog.reject()


def test_words_are_found(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    find = dialog.preview.find_bar
    assert not find.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_F, CONTROL)
    find.field.setText("养犬")
    qtbot.waitUntil(lambda: find.words == "第 1 处，共 9 处")

    QTest.keyClick(find.field, Qt.Key.Key_Return)
    assert find.words == "第 2 处，共 9 处"
    QTest.keyClick(dialog, Qt.Key.Key_F3, SHIFT)
    QTest.keyClick(dialog, Qt.Key.Key_F3, SHIFT)
    assert find.words == "第 9 处，共 9 处"
    assert dialog.preview.view.currentSearchResultIndex() == 8
    QTest.keyClick(dialog, Qt.Key.Key_F3)
    assert find.words == "第 1 处，共 9 处"
    find.field.setText("%_'\\ 没有这些字")
    qtbot.waitUntil(lambda: find.words == "没有找到")
    QTest.keyClick(find.field, Qt.Key.Key_Escape)
    assert not find.isVisible()
    assert dialog.isVisible()
    dialog.reject()


def test_words_are_found_from_the_page_that_is_read(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    dialog.preview.page.setValue(3)
    qtbot.waitUntil(lambda: dialog.preview.current == 2)
    find = dialog.preview.find_bar
    QTest.keyClick(dialog, Qt.Key.Key_F, CONTROL)
    find.field.setText("履职事项单")
    qtbot.waitUntil(lambda: find.words == "第 3 处，共 3 处")
    dialog.reject()


def test_zooming_goes_on_from_what_is_shown(open_dialog: Opener) -> None:
    dialog = open_dialog()
    preview = dialog.preview
    preview.enlarge(1.25)
    first = preview.view.zoomFactor()
    preview.enlarge(1.25)

    assert preview.view.zoomFactor() == pytest.approx(first * 1.25)
    preview.enlarge(1000)
    assert preview.view.zoomFactor() == 5.0
    QTest.keyClick(dialog, Qt.Key.Key_0, CONTROL)
    assert preview.view.zoomMode() is QPdfView.ZoomMode.FitToWidth
    dialog.reject()


def test_a_choice_left_open_is_said_in_the_pages_place(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog(DocumentKind.DEPARTMENTS)
    chosen(dialog).departments.none_button.click()

    assert dialog.preview.message.isVisible()
    assert "还没有选部门" in dialog.preview.message.sentence
    assert not dialog.preview.message.details.isVisible()
    assert not dialog.is_ready
    chosen(dialog).departments.filter.setText("公安")
    chosen(dialog).departments.all_button.click()
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    assert not dialog.preview.message.isVisible()
    dialog.reject()


def test_a_fault_of_ours_has_details_and_can_be_tried_again(qtbot: QtBot, made_by: Opener) -> None:
    def fail(_job: tasks.Job) -> Document:
        raise ZeroDivisionError("ours")

    dialog = made_by(fail)
    message = dialog.preview.message
    qtbot.waitUntil(message.details.isVisible)
    assert "程序出了错" in message.sentence
    message.again.click()
    qtbot.waitUntil(lambda: dialog.job.is_running)
    qtbot.waitUntil(lambda: not dialog.job.is_running)
    message.details.click()
    report = dialog.findChild(FaultDialog)
    assert isinstance(report, FaultDialog)
    assert "ZeroDivisionError: ours" in report.report
    report.close()
    dialog.reject()


def test_a_fault_of_the_machine_is_its_sentence(qtbot: QtBot, made_by: Opener) -> None:
    def fail(_job: tasks.Job) -> Document:
        raise PrintError("程序自带的字体文件不见了。", "simfang.ttf")

    dialog = made_by(fail)
    message = dialog.preview.message
    qtbot.waitUntil(lambda: message.sentence == "程序自带的字体文件不见了。")
    assert message.details.isVisible()
    dialog.reject()


def test_missing_characters_are_said_before_printing(
    qtbot: QtBot, made_by: Opener, open_dialog: Opener
) -> None:
    quiet = open_dialog()
    document = quiet.document
    assert document is not None
    assert quiet.warning == ""
    quiet.reject()

    dialog = made_by(lambda _job: replace(document, missing=("𬭼", "<b>")))
    qtbot.waitUntil(lambda: dialog.is_ready)
    assert "𬭼 <b>" in dialog.warning
    dialog.reject()


def test_escape_stops_the_making_before_it_closes(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    chosen(dialog).scope.choose(Scope.ALL)
    assert dialog.stop_button.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)

    assert dialog.isVisible()
    assert dialog.preview.message.sentence == "已停止生成。"
    assert not dialog.stop_button.isVisible()
    dialog.preview.message.again.click()
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_prints_but_not_from_a_field(open_dialog: Opener) -> None:
    dialog = open_dialog(DocumentKind.DEPARTMENTS)
    pressed: list[str] = []
    dialog.print_button.clicked.disconnect()
    dialog.print_button.clicked.connect(lambda: pressed.append("print"))
    for field in (dialog.preview.page, chosen(dialog).departments.filter):
        QTest.keyClick(field, Qt.Key.Key_Return)
    dialog.preview.open_find()
    QTest.keyClick(dialog.preview.find_bar.field, Qt.Key.Key_Return)
    assert pressed == []

    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert pressed == ["print"]
    dialog.reject()


def test_saving_says_where_and_opens_it(
    qtbot: QtBot,
    open_dialog: Opener,
    memory: WindowMemory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toLocalFile() if url.isLocalFile() else f"not local: {url}")
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    folder = tmp_path / "a b%20#?&;$(x) <b>'“三工镇”"
    folder.mkdir()
    path = folder / "-配合21 %s{0}#x.pdf"
    dialog = open_dialog()
    assert dialog.document is not None
    with qtbot.waitSignal(dialog.saving.ended):
        dialog.saving.save(dialog.document.pdf, path)

    assert path.read_bytes() == dialog.document.pdf
    assert memory.text("folder/saved") == str(folder)
    assert dialog.saving.note.text == f"已保存到 {path}"
    for button in dialog.saving.note.buttons:
        button.click()
    assert opened == [str(path), str(folder)]
    dialog.reject()


def test_a_folder_that_is_gone_is_a_sentence(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path
) -> None:
    dialog = open_dialog()
    assert dialog.document is not None
    with qtbot.waitSignal(dialog.saving.ended):
        dialog.saving.save(dialog.document.pdf, tmp_path / "missing" / "三份.pdf")

    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "没有写成" in box.text()
    assert dialog.saving.note.text == ""
    assert list(tmp_path.glob("**/*.pdf")) == []
    box.close()
    dialog.reject()


def test_printing_says_how_it_went(qtbot: QtBot, open_dialog: Opener, tmp_path: Path) -> None:
    dialog = open_dialog()
    dialog.print_to(pdf_printer(dialog, tmp_path / "out.pdf"))
    assert dialog.is_printing
    assert not dialog.print_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=PATIENCE)

    assert dialog.sending.line.note.text.startswith("已把 3 页送往打印机")
    assert dialog.print_button.isEnabled()
    dialog.reject()


def test_the_systems_dialog_is_set_to_what_is_left(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    asked: list[tuple[QPrinter.PrintRange, int, int]] = []
    answers = [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected]

    def answer(system: QPrintDialog) -> QDialog.DialogCode:
        printer = system.printer()
        asked.append((printer.printRange(), printer.fromPage(), printer.toPage()))
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "out.pdf"))
        printer.setResolution(60)
        return answers[len(asked) - 1]

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    dialog.print_button.click()
    assert dialog.is_printing
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=PATIENCE)
    dialog.sending.line.first.setValue(2)
    dialog.sending.line.note.buttons[0].click()

    assert not dialog.is_printing
    ranges = QPrinter.PrintRange
    assert asked == [(ranges.AllPages, 0, 0), (ranges.PageRange, 2, 3)]
    dialog.reject()


def test_a_name_is_suggested_and_its_ending_added(
    qtbot: QtBot, open_dialog: Opener, memory: WindowMemory, tmp_path: Path
) -> None:
    memory.keep("folder/saved", str(tmp_path))
    dialog = open_dialog()
    QTest.keyClick(dialog, Qt.Key.Key_S, CONTROL)
    files = dialog.findChild(QFileDialog)
    assert isinstance(files, QFileDialog)
    assert Path(files.selectedFiles()[0]) == tmp_path / "履职事项单 配合21等3项.pdf"
    files.selectFile("给张书记的")
    with qtbot.waitSignal(dialog.saving.ended):
        QMetaObject.invokeMethod(files, "accept")

    assert (tmp_path / "给张书记的.pdf").is_file()
    dialog.reject()


def test_a_failed_run_goes_on_from_the_next_page(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    printer = pdf_printer(dialog, tmp_path / "out.pdf")
    new_page = printer.newPage
    answers = iter((True, False))
    monkeypatch.setattr(printer, "newPage", lambda: next(answers) and new_page())
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=PATIENCE)

    assert "检查打印机" in dialog.sending.line.note.text
    assert dialog.sending.line.note.text.endswith("最后送出的是第 2 页。")
    assert dialog.sending.line.first.value() == 3
    dialog.reject()

    again = open_dialog()
    assert again.sending.line.note.text == "上次打印到第 2 页就停了（共 3 页），可以接着打印。"
    asked: list[int] = []
    again.sending.line.wanted.disconnect()
    again.sending.line.wanted.connect(asked.append)
    again.sending.line.note.buttons[0].click()
    assert asked == [3]
    rest = tmp_path / "rest.pdf"
    again.print_to(pdf_printer(again, rest, first=3))
    qtbot.waitUntil(lambda: not again.is_printing, timeout=PATIENCE)
    assert again.sending.line.note.text.startswith("已把 1 页送往打印机")
    again.reject()

    done = open_dialog()
    assert not done.sending.line.isVisible()
    done.reject()


def test_another_choice_while_pages_are_printed(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path
) -> None:
    dialog = open_dialog()
    path = tmp_path / "out.pdf"
    dialog.print_to(pdf_printer(dialog, path))
    chosen(dialog).scope.choose(Scope.CURRENT)
    qtbot.waitUntil(lambda: not dialog.is_printing and not dialog.job.is_running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: dialog.is_ready, timeout=PATIENCE)

    assert path.read_bytes().startswith(b"%PDF")
    assert dialog.extent.text() == "共 1 页"
    if dialog.sending.line.isVisible():  # it ended last: what it printed is no longer shown
        assert dialog.sending.line.note.buttons == []
    dialog.reject()


def test_the_window_closes_over_a_run(qtbot: QtBot, open_dialog: Opener, tmp_path: Path) -> None:
    dialog = open_dialog()
    printer = pdf_printer(dialog, tmp_path / "out.pdf")
    printer.setResolution(1200)
    dialog.print_to(printer)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.abandon()

    qtbot.waitUntil(lambda: list(tmp_path.glob("*.pdf")) == [])


def test_on_both_sides_it_goes_on_with_the_whole_sheet_of_paper(
    qtbot: QtBot, open_dialog: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = open_dialog()
    chosen(dialog).sides.choose(Sides.LONG)
    printer = pdf_printer(dialog, tmp_path / "out.pdf")
    assert printer.duplex() in (
        QPrinter.DuplexMode.DuplexLongSide,
        QPrinter.DuplexMode.DuplexNone,  # a PDF file has one side
    )
    monkeypatch.setattr(printer, "newPage", lambda: False)
    dialog.print_to(printer)
    qtbot.waitUntil(lambda: not dialog.is_printing, timeout=PATIENCE)

    assert dialog.sending.line.note.text.endswith("最后送出的是第 1 页。")
    assert dialog.sending.line.first.value() == 1
    dialog.reject()


def test_size_and_looks_are_remembered(
    qtbot: QtBot, open_dialog: Opener, memory: WindowMemory
) -> None:
    dialog = open_dialog()
    dialog.resize(760, 500)
    dialog.preview.thumbnails_button.setChecked(False)
    dialog.preview.use_zoom("width")
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()

    again = open_dialog()
    assert (again.width(), again.height()) == (760, 500)
    assert not again.preview.thumbnails.isVisible()
    assert again.preview.zoom == "width"
    again.reject()
    memory.forget_layout()
    fresh = open_dialog()
    assert fresh.preview.zoom == "page"
    assert fresh.preview.thumbnails.isVisible()
    room = fresh.screen().availableGeometry()
    assert room.width() >= fresh.width()
    assert room.height() >= fresh.height()
    fresh.reject()


def test_pages_without_choices_leave_the_division_alone(
    open_dialog: Opener, made_by: Opener, memory: WindowMemory
) -> None:
    dialog = open_dialog()
    document = dialog.document
    assert document is not None
    dialog.reject()
    left = memory.state("layout/print_parts")
    assert not left.isEmpty()

    made_by(lambda _job: document).abandon()

    assert memory.state("layout/print_parts") == left


def test_everything_has_a_name_and_a_place_in_the_tab_order(open_dialog: Opener) -> None:
    dialog = open_dialog(DocumentKind.DEPARTMENT_MATRIX)
    dialog.activateWindow()
    dialog.preview.open_find()
    chosen(dialog).document.box.setFocus()
    names: list[str] = []
    while len(names) < 60:
        focused = QApplication.focusWidget()
        assert focused is not None
        name = focused.accessibleName() or str(focused.property("text") or "")
        assert name, f"nothing is said of {focused}"
        if names and name == names[0]:
            break
        names.append(name)
        QTest.keyClick(focused, Qt.Key.Key_Tab)

    assert names[:4] == ["文件", "打印什么", "筛选部门", "部门"]
    assert "页码" in names
    assert names.index("页码") < names.index("页面预览")
    assert names[-3:] == ["另存为 PDF(&S)…", "打印(&P)…", "关闭(&E)"]
    dialog.reject()


def test_a_closed_dialog_is_freed(qtbot: QtBot, open_dialog: Opener) -> None:
    dialog = open_dialog()
    alive = weakref.ref(dialog)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.reject()
    del dialog

    def is_gone() -> bool:
        gc.collect()
        return alive() is None

    qtbot.waitUntil(is_gone)


def test_a_dialog_closed_while_it_makes_gives_up(qtbot: QtBot, made_by: Opener) -> None:
    seen: list[tasks.Job] = []

    def make(job: tasks.Job) -> Document:
        seen.append(job)
        while not job.cancelled():
            pass
        return Document(b"", 0, ())

    dialog = made_by(make)
    qtbot.waitUntil(lambda: bool(seen))
    dialog.deleteLater()
    with qtbot.waitSignal(dialog.destroyed):
        del dialog
    qtbot.waitUntil(lambda: seen[0].cancelled())


def test_names_to_suggest(duty_list: DutyList) -> None:
    dogs = duty_list.duty("cooperative-21")
    orders = (
        PrintOrder(DocumentKind.SHEETS, (dogs,)),
        PrintOrder(DocumentKind.SHEETS),
        PrintOrder(DocumentKind.BOOKLET),
        PrintOrder(DocumentKind.DEPARTMENTS, departments=("昌吉市公安局",)),
        PrintOrder(DocumentKind.DEPARTMENTS, departments=("a/b:c", "昌吉市公安局")),
        PrintOrder(DocumentKind.OFFICES, offices=("党政办",)),
        PrintOrder(DocumentKind.PEOPLE, people=("张三", "李四")),
    )

    assert [order_name(order, duty_list) for order in orders] == [
        "配合21 文明养犬管理工作.pdf",
        "履职事项单 基本1等242项.pdf",
        "整本清单 三工镇.pdf",
        "部门履职事项单 昌吉市公安局.pdf",
        "部门履职事项单 a b c等2个部门.pdf",
        "科室履职事项单 党政办.pdf",
        "个人履职事项单 张三等2人.pdf",
    ]
