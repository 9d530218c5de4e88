"""The files that belong to a duty: added, found again, taken off; they stay where they are."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QMenu,
    QMessageBox,
    QToolButton,
    QWidget,
)

from duty_desktop.domain.assignment import Attachment
from duty_desktop.files import is_file, is_folder
from duty_desktop.models.overriding import override
from duty_desktop.views.plain import plain_button
from duty_desktop.views.tips import as_plain_tip

_SHOWN = 24
"""Characters of a file's name that its button shows."""

_WRITTEN = "doc docx wps rtf odt txt xls xlsx et csv ods ppt pptx dps pdf ofd"
_PICTURED = "jpg jpeg png bmp gif tif tiff"
_DOCUMENTS = frozenset(f".{ending}" for ending in f"{_WRITTEN} {_PICTURED}".split())
"""What is opened by its own program. Of anything else, a program perhaps, the folder is opened:
a reference may have come from somebody else."""


_REMOTE = "//"
"""What a path on another computer begins with; Windows takes either stroke for the other."""

_MOST = 6
"""Files that have a button of their own; the others are in a menu."""


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
        self.adding = plain_button("添加…")
        self.adding.setAccessibleName("添加附件")
        self.adding.clicked.connect(self._ask)
        # It is in the grid only where there are many files: without a parent it would be nobody's.
        self._more = QToolButton(self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName("其余附件")
        self._more.setMenu(QMenu(self._more))
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._arrange()

    def show_files(self, attachments: Sequence[Attachment]) -> None:
        """Show these."""
        if tuple(attachments) == self._shown:
            return
        self._shown = tuple(attachments)
        for button in self.buttons:
            self._grid.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(each) for each in attachments[:_MOST]]
        others = attachments[_MOST:]
        self._more.setText(f"另有 {len(others)} 个")
        menu = self._more.menu()
        menu.clear()
        for each in others:
            self._fill(menu.addMenu(_shown(each.name)), each)
        self._columns = 0
        self._arrange()

    def take(self, paths: Sequence[Path]) -> None:
        """Add the files at these paths."""
        chosen = [Attachment(path.name, str(path)) for path in paths if is_file(path)]
        if chosen:
            self.added.emit(chosen)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Put the buttons beside one another as far as there is room, then below."""
        self._more.setVisible(len(self._shown) > _MOST)
        more = [self._more] if len(self._shown) > _MOST else []
        widgets: list[QWidget] = [*self.buttons, *more, self.adding]
        broadest = max(each.sizeHint().width() for each in widgets) + self._grid.spacing()
        columns = max(1, min(self.width() // broadest, len(widgets)))
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, widget in enumerate(widgets):
            self._grid.addWidget(widget, *divmod(place, columns), Qt.AlignmentFlag.AlignLeft)
        self._grid.setColumnStretch(columns, 1)
        for before, after in pairwise(widgets):
            self.setTabOrder(before, after)

    def _button(self, attachment: Attachment) -> QToolButton:
        name = attachment.name
        button = QToolButton()
        button.setText(_shown(name))
        button.setToolTip(as_plain_tip(attachment.path))
        button.setAccessibleName(f"附件 {name}")
        menu = QMenu(button)
        self._fill(menu, attachment)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.clicked.connect(lambda: self._open(attachment))
        return button

    def _fill(self, menu: QMenu, attachment: Attachment) -> None:
        """Put into a menu what can be done with a file."""
        menu.addAction("打开").triggered.connect(lambda: self._open(attachment))
        menu.addAction("打开所在文件夹").triggered.connect(lambda: self._open_folder(attachment))
        menu.addSeparator()
        menu.addAction("移除（文件不会删除）").triggered.connect(
            lambda: self.removed.emit(attachment)
        )

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择附件")
        self.take([Path(each) for each in chosen])

    def _open(self, attachment: Attachment) -> None:
        path = Path(attachment.path)
        if not self._may_reach(attachment.path):
            return
        if path.suffix.lower() not in _DOCUMENTS:
            self._show_folder(path.parent)
        elif not (path.is_absolute() and is_file(path)):
            self.failed.emit(f"附件“{attachment.path}”不在了，可能已移走，或者 U 盘没有插上。")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.failed.emit(f"这台电脑上没有能打开“{attachment.name}”的程序。")

    def _open_folder(self, attachment: Attachment) -> None:
        if self._may_reach(attachment.path):
            self._show_folder(Path(attachment.path).parent)

    def _show_folder(self, folder: Path) -> None:
        if not folder.is_absolute() or not is_folder(folder):
            self.failed.emit(f"附件所在的文件夹“{folder}”不在了，可能已移走，或者 U 盘没有插上。")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _may_reach(self, path: str) -> bool:
        """Whether to look there: the program asks no other computer by itself."""
        if not path.replace("\\", "/").startswith(_REMOTE):
            return True
        asked = QMessageBox(self)
        asked.setWindowTitle("打开附件")
        asked.setTextFormat(Qt.TextFormat.PlainText)
        asked.setText(f"附件在另一台电脑上：{path}\n要到那里去打开吗？")
        yes = asked.addButton("打开", QMessageBox.ButtonRole.AcceptRole)
        asked.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        asked.exec()
        return asked.clickedButton() is yes


def _shown(name: str) -> str:
    """A file's name as a button or a menu shows it."""
    short = name if len(name) <= _SHOWN else f"{name[: _SHOWN // 2]}…{name[-_SHOWN // 2 :]}"
    return short.replace("&", "&&")
