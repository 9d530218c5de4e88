"""The files that belong to a duty: added, found again, taken off; they stay where they are."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)

from duty_desktop.domain.assignment import Attachment
from duty_desktop.views.tips import as_plain_tip

_SHOWN = 24
"""Characters of a file's name that its button shows."""

_WRITTEN = "doc docx wps rtf odt txt xls xlsx et csv ods ppt pptx dps pdf ofd"
_PICTURED = "jpg jpeg png bmp gif tif tiff"
_DOCUMENTS = frozenset(f".{ending}" for ending in f"{_WRITTEN} {_PICTURED}".split())
"""What is opened by its own program. Of anything else, a program perhaps, the folder is opened:
a reference may have come from somebody else."""


_REMOTE = ("\\\\", "//")
"""What a path on another computer begins with."""


class Attachments(QWidget):
    """A button for each file, and one that adds files.

    Signals:
        added(attachments): the user chose files to add.
        removed(attachment): the user takes one off.
        failed(sentence): a file cannot be opened.
    """

    added = Signal(object)
    removed = Signal(object)
    failed = Signal(str)

    def __init__(self) -> None:
        """No files."""
        super().__init__()
        self._shown: tuple[Attachment, ...] = ()
        self.buttons: list[QToolButton] = []
        self.adding = QPushButton("添加…")
        self.adding.setAccessibleName("添加附件")
        self.adding.setAutoDefault(False)
        self.adding.clicked.connect(self._ask)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.adding)
        self._row.addStretch()

    def show_files(self, attachments: Sequence[Attachment]) -> None:
        """Show these."""
        if tuple(attachments) == self._shown:
            return
        self._shown = tuple(attachments)
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(each) for each in attachments]
        for place, button in enumerate(self.buttons):
            self._row.insertWidget(place, button)

    def take(self, paths: Sequence[Path]) -> None:
        """Add the files at these paths."""
        chosen = [Attachment(path.name, str(path)) for path in paths if path.is_file()]
        if chosen:
            self.added.emit(chosen)

    def _button(self, attachment: Attachment) -> QToolButton:
        name = attachment.name
        button = QToolButton()
        shown = name if len(name) <= _SHOWN else f"{name[: _SHOWN // 2]}…{name[-_SHOWN // 2 :]}"
        button.setText(shown.replace("&", "&&"))
        button.setToolTip(as_plain_tip(attachment.path))
        button.setAccessibleName(f"附件 {name}")
        menu = QMenu(button)
        menu.addAction("打开").triggered.connect(lambda: self._open(attachment))
        menu.addAction("打开所在文件夹").triggered.connect(lambda: self._open_folder(attachment))
        menu.addSeparator()
        menu.addAction("移除（文件不会删除）").triggered.connect(
            lambda: self.removed.emit(attachment)
        )
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.clicked.connect(lambda: self._open(attachment))
        return button

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择附件")
        self.take([Path(each) for each in chosen])

    def _open(self, attachment: Attachment) -> None:
        path = Path(attachment.path)
        if not self._may_reach(attachment.path):
            return
        if path.suffix.lower() not in _DOCUMENTS:
            self._show_folder(path.parent)
        elif not _is_file(path):
            self.failed.emit(f"附件“{attachment.path}”不在了，可能已移走，或者 U 盘没有插上。")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(f"这台电脑上没有能打开“{attachment.name}”的程序。")

    def _open_folder(self, attachment: Attachment) -> None:
        if self._may_reach(attachment.path):
            self._show_folder(Path(attachment.path).parent)

    def _show_folder(self, folder: Path) -> None:
        if not folder.is_absolute() or not folder.is_dir():
            self.failed.emit(f"附件所在的文件夹“{folder}”不在了，可能已移走，或者 U 盘没有插上。")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _may_reach(self, path: str) -> bool:
        """Whether to look there: the program asks no other computer by itself."""
        if not path.startswith(_REMOTE):
            return True
        asked = QMessageBox(self)
        asked.setWindowTitle("打开附件")
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setText(f"附件在另一台电脑上：{path}\n要到那里去打开吗？")
        yes = asked.addButton("打开", QMessageBox.ButtonRole.AcceptRole)
        asked.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        return asked.clickedButton() is yes


def _is_file(path: Path) -> bool:
    try:
        return path.is_absolute() and path.is_file()
    except OSError:
        return False
