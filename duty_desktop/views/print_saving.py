"""Saving a document as a PDF file, and showing where it went."""

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from duty_desktop import tasks
from duty_desktop.files import write_whole
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine

_FOLDER = "folder/saved"


class PdfSaving(QObject):
    """Asks where to save, saves in the background, and says so.

    Attributes:
        note: says where the file is, with buttons to open it.

    Signals:
        ended(saved): a file has been written, or could not be.
    """

    ended = Signal(bool)

    def __init__(self, memory: WindowMemory, parent: QWidget) -> None:
        """Remember folders in ``memory``; ``parent`` is the dialog that saves."""
        super().__init__(parent)
        self._memory = memory
        self._window = parent
        self._task: tasks.Task | None = None
        self.note = NoteLine("保存结果")

    def ask(self, pdf: bytes, name: str) -> None:
        """Let the user choose a file, ``name`` suggested, and write ``pdf`` to it."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._memory.text(_FOLDER) or QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self._window, "另存为 PDF", folder, "PDF 文件 (*.pdf)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The ending is added before the question whether a file is to be replaced.
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.save(pdf, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, pdf: bytes, path: Path) -> None:
        """Write ``pdf`` to ``path``, whole or not at all; nothing while another is written."""
        if self._task is not None:
            return
        self._task = tasks.run(
            self, lambda _job: write_whole(path, pdf), lambda _none: self._tell(path), self._fail
        )
        self._task.finished.connect(self._end)

    def _end(self) -> None:
        self._task = None

    def _tell(self, path: Path) -> None:
        self._memory.keep(_FOLDER, str(path.parent))
        self.note.say(
            f"已保存到 {path}",
            [
                ("打开文件", lambda: self._open(path)),
                ("打开文件夹", lambda: self._open(path.parent)),
            ],
        )
        self.ended.emit(True)

    def _fail(self, error: BaseException) -> None:
        fault_box(error, self._window).open()
        self.ended.emit(False)

    def _open(self, path: Path) -> None:
        """Open with what the system has for it; as a file's address no path means anything else."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.note.say(f"系统没有打开 {path}，请在文件管理器中打开它。")
