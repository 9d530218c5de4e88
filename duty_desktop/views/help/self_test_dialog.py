"""The self-test from the window: progress while it runs, then a report that can be copied."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.models.overriding import override
from duty_desktop.views.measures import first_size
from duty_desktop.views.plain import plain_label


class Report(Protocol):
    """What a self-test gives."""

    def as_text(self) -> str:
        """A line for each check."""
        ...


class SelfTestDialog(QDialog):
    """Runs a self-test at once and shows what it found.

    Attributes:
        report: the text, empty until the test is done.
        copy_button: puts the text on the clipboard.
    """

    def __init__(self, test: Callable[[tasks.Job], Report], parent: QWidget | None = None) -> None:
        """Run ``test`` in the background."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("自检")
        intro = plain_label("检查程序文件、清单数据、查找、打印等能否正常工作，约半分钟。")
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setAccessibleName("自检报告")
        self._progress = QProgressBar()
        self._progress.setFormat("正在检查：%v / %m")
        self.copy_button = QPushButton("复制报告(&C)")
        self.copy_button.setEnabled(False)
        self.copy_button.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self.report.toPlainText())
        )
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.copy_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        for part in (intro, self._progress):
            rows.addWidget(part)
        rows.addWidget(self.report, 1)
        rows.addWidget(buttons)
        first_size(self, 40, 22)
        self._task: tasks.Task | None = tasks.run(self, test, self._show, self._tell)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._end)

    @override
    def done(self, result: int) -> None:
        """Close; what is still to be checked is not."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    def _end(self) -> None:
        self._task = None

    def _show_progress(self, done: int, total: int) -> None:
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _show(self, report: Report) -> None:
        self._progress.hide()
        self.report.setPlainText(report.as_text())
        self.copy_button.setEnabled(True)
        self.copy_button.setFocus()

    def _tell(self, error: BaseException) -> None:
        from duty_desktop.views.faults import fault_box

        self._progress.hide()
        fault_box(error, self).open()
