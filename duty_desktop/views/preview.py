"""The pages as they will be printed, before any paper is used."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QSize, QStandardPaths, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.errors import OutputError, PersonError, PrintError
from duty_desktop.files import write_whole
from duty_desktop.models.overriding import override
from duty_desktop.views.faults import person_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printer import PrinterRun, chosen_pages, prepared_printer

if TYPE_CHECKING:
    from duty_desktop.reports.document import Document

_NEARER = 1.25
"""What one press of 放大 enlarges by."""

_ZOOM_RANGE = (0.2, 5.0)
_SCREEN_SHARE = 0.9
"""How much of the screen the preview takes at most."""

_FOLDER = "folder/saved"


class PreviewDialog(QDialog):
    """Shows a document, prints it, saves it.

    Attributes:
        document: the pages.
        view: what shows them.
        page: the number of the page shown, to be read and typed.
        close_button: closes, or stops printing while that runs.
    """

    def __init__(
        self, document: "Document", name: str, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        """Show ``document``; ``name`` is the file's name to suggest."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"打印预览 · {Path(name).stem}")
        self._pdf = document.pdf
        self._name = name
        self._memory = memory
        self._run: PrinterRun | None = None
        self.document = QPdfDocument(self)
        # The document reads from the buffer as long as it lives, the buffer from the bytes.
        self._bytes = QByteArray(document.pdf)
        self._buffer = QBuffer(self._bytes, self)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        self.view = QPdfView(self)
        self.view.setAccessibleName("页面预览")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self.page = QSpinBox()
        self._progress = QProgressBar()
        self._buttons: list[QPushButton] = []
        rows = QVBoxLayout(self)
        rows.addLayout(self._tool_row())
        if document.missing:
            rows.addWidget(_warning(document.missing))
        rows.addWidget(self.view, 1)
        rows.addLayout(self._button_row())
        em = self.fontMetrics().height()
        room = self.screen().availableSize() * _SCREEN_SHARE
        self.resize(QSize(46 * em, 60 * em).boundedTo(room))

    def save(self, path: Path) -> bool:
        """Write the document to a file and remember the folder; whether that was possible."""
        try:
            write_whole(path, self._pdf)
        except OutputError as error:
            self._tell(error)
            return False
        self._memory.keep(_FOLDER, str(path.parent))
        return True

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages that the printer is set to, with progress."""
        pages = chosen_pages(printer, self.document.pageCount())
        self._run = PrinterRun(self.document, printer, pages, self)
        self._run.progressed.connect(self._show_progress)
        self._run.finished.connect(self._end_run)
        self._show_progress(0, len(pages))
        self._run.start()

    @property
    def is_printing(self) -> bool:
        """Whether pages are being sent to a printer."""
        return self._run is not None

    def enlarge(self, factor: float) -> None:
        """Show the pages larger by a factor, or smaller, from the size they have now."""
        smallest, largest = _ZOOM_RANGE
        scale = self._present_scale() * factor
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(smallest, min(scale, largest)))

    @override
    def reject(self) -> None:
        """Close; a print run that is under way is stopped first."""
        if self._run is not None:
            self._run.cancel()
        else:
            super().reject()

    def _tool_row(self) -> QHBoxLayout:
        count = self.document.pageCount()
        self.page.setRange(1, max(1, count))
        self.page.setAccessibleName("页码")
        self.page.setKeyboardTracking(False)
        self.page.valueChanged.connect(self._go_to)
        self.view.pageNavigator().currentPageChanged.connect(self._follow)
        row = QHBoxLayout()
        row.addWidget(self._button("上一页(&U)", lambda: self.page.stepDown()))
        row.addWidget(QLabel("第"))
        row.addWidget(self.page)
        row.addWidget(QLabel(f"页，共 {count} 页"))
        row.addWidget(self._button("下一页(&D)", lambda: self.page.stepUp()))
        row.addStretch()
        row.addWidget(self._button("缩小(&-)", lambda: self.enlarge(1 / _NEARER)))
        row.addWidget(self._button("放大(&+)", lambda: self.enlarge(_NEARER)))
        fit = QPdfView.ZoomMode
        row.addWidget(self._button("整页(&G)", lambda: self.view.setZoomMode(fit.FitInView)))
        row.addWidget(self._button("页宽(&W)", lambda: self.view.setZoomMode(fit.FitToWidth)))
        return row

    def _button_row(self) -> QHBoxLayout:
        self._progress.hide()
        self._progress.setFormat("正在打印：%v / %m 页")
        self.close_button = QPushButton("关闭(&C)")
        self.close_button.clicked.connect(self.reject)
        self.close_button.setAutoDefault(False)
        save = self._button("另存为 PDF(&S)…", self._ask_where_to_save)
        send = self._button("打印(&P)…", self._ask_where_to_print)
        send.setDefault(True)
        self._buttons = [save, send]
        row = QHBoxLayout()
        row.addWidget(self._progress, 1)
        row.addStretch()
        row.addWidget(save)
        row.addWidget(send)
        row.addWidget(self.close_button)
        return row

    def _button(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(pressed)
        return button

    def _go_to(self, number: int) -> None:
        navigator = self.view.pageNavigator()
        if navigator.currentPage() != number - 1:
            navigator.jump(number - 1, QPointF())

    def _follow(self, page: int) -> None:
        self.page.setValue(page + 1)

    def _present_scale(self) -> float:
        """The view's scale, worked out where it fits the page: Qt tells only one that was set."""
        mode = self.view.zoomMode()
        if mode is QPdfView.ZoomMode.Custom:
            return self.view.zoomFactor()
        margins, room = self.view.documentMargins(), self.view.viewport().size()
        room = room.shrunkBy(margins)
        paper = self.document.pagePointSize(self.view.pageNavigator().currentPage())
        paper *= self.view.logicalDpiX() / 72
        across, down = room.width() / paper.width(), room.height() / paper.height()
        return across if mode is QPdfView.ZoomMode.FitToWidth else min(across, down)

    def _ask_where_to_save(self) -> None:
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._memory.text(_FOLDER) or QStandardPaths.writableLocation(documents)
        proposed = str(Path(folder) / self._name)
        chosen, _ = QFileDialog.getSaveFileName(self, "另存为 PDF", proposed, "PDF 文件 (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf"))

    def _ask_where_to_print(self) -> None:
        printer = prepared_printer(self.document, Path(self._name).stem)
        dialog = QPrintDialog(printer, self)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, max(1, self.document.pageCount()))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            self.print_to(printer)

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self.close_button.setText("停止打印(&C)")
        for button in self._buttons:
            button.setEnabled(False)

    def _end_run(self, error: PrintError | None) -> None:
        self._run = None
        self._progress.hide()
        self.close_button.setText("关闭(&C)")
        for button in self._buttons:
            button.setEnabled(True)
        if error is not None:
            self._tell(error)

    def _tell(self, error: PersonError) -> None:
        person_box(error, self).open()


def _warning(missing: tuple[str, ...]) -> QLabel:
    """Which characters no face has, said before any paper is used."""
    label = QLabel(
        f"注意：字库里没有这些字：{' '.join(missing)}。纸上用方框代替它们，打印后请手写补上。"
    )
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label
