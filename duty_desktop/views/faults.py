"""Telling faults: a sentence for the machine's, a report for ours."""

from PySide6.QtCore import Qt, QThread, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import __version__
from duty_desktop.errors import PersonError
from duty_desktop.views.measures import first_size
from duty_desktop.views.plain import plain_label

TITLE = "履职清单"


def person_box(error: PersonError, parent: QWidget | None = None) -> QMessageBox:
    """A box with the fault's sentence, its details behind a button."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(TITLE)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(error))
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    if error.details:
        box.setDetailedText(error.details)
    return box


class FaultDialog(QDialog):
    """A fault of the program: what happened, and a report that can be copied.

    Attributes:
        report: versions and the traceback.
    """

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        """Report ``error``."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(TITLE)
        self.report = report_of(error)
        sentence = plain_label(
            "程序出了错，刚才的操作没有完成；清单数据没有改动。"
            "请复制下面的报告，发给维护本程序的人。"
        )
        shown = QPlainTextEdit(self.report)
        shown.setReadOnly(True)
        shown.setAccessibleName("错误报告")
        copy = QPushButton("复制报告")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(sentence)
        rows.addWidget(shown)
        rows.addWidget(buttons)
        first_size(self, 36, 22)


def report_of(error: BaseException) -> str:
    """What helps to find the fault: versions, the system, the traceback."""
    import platform
    import traceback

    lines = [
        f"duty-desktop {__version__}",
        f"Python {platform.python_version()} · Qt {qVersion()} · {platform.platform()}",
        "",
        *traceback.format_exception(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


def fault_box(error: BaseException, parent: QWidget | None = None) -> QDialog:
    """The right dialog for whatever was raised."""
    return (
        person_box(error, parent) if isinstance(error, PersonError) else FaultDialog(error, parent)
    )


def show_fault(error: BaseException) -> None:
    """Tell what nobody caught; waits for the user only where the program is about to end."""
    dialog = fault_box(error)
    if QThread.currentThread().loopLevel():
        dialog.open()
    else:
        dialog.exec()
