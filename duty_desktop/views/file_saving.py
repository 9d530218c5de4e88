"""Saving a file that the user chooses, made in the background, and showing where it went."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from duty_desktop import tasks
from duty_desktop.files import write_whole
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine, Way


@dataclass(frozen=True, slots=True)
class FileKind:
    """What kind of file is saved."""

    title: str
    """The dialog's: 另存为 PDF."""
    name: str
    """What the files are called: PDF 文件."""
    ending: str
    """Without its dot: pdf."""
    said: str = "已保存到"
    """What is said before the path of a file that was written."""
    can_open: bool = True
    """Whether the system knows a program for such files."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is written, and what the user should know of it."""

    data: bytes
    notes: tuple[str, ...] = ()


MakeContent = Callable[[tasks.Job], Content]


class FileSaving(QObject):
    """Asks where to save, makes and saves in the background, and says so.

    Attributes:
        note: says where the file is, with buttons to open it.

    Signals:
        started: a file is being made.
        progressed(done, total): it has come further.
        ended(saved): it has been written, or could not be, or is not wanted any more.
    """

    started = Signal()
    progressed = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, memory: WindowMemory, folder: str, note: NoteLine, parent: QWidget) -> None:
        """Remember the folder in ``memory`` under the name ``folder``; ``parent`` saves."""
        super().__init__(parent)
        self._memory = memory
        self._folder = folder
        self._window = parent
        self._task: tasks.Task | None = None
        self.note = note

    @property
    def is_running(self) -> bool:
        """Whether a file is being made or written."""
        return self._task is not None

    def ask_where(self, kind: FileKind, name: str, make: MakeContent) -> None:
        """Let the user choose a file, ``name`` suggested, and save there what ``make`` gives."""
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._memory.text(self._folder) or QStandardPaths.writableLocation(documents)
        pattern = f"{kind.name} (*.{kind.ending})"
        dialog = QFileDialog(self._window, kind.title, folder, pattern)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The ending is added before the question whether a file is to be replaced.
        dialog.setDefaultSuffix(kind.ending)
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.save_as(kind, Path(chosen), make))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_as(self, kind: FileKind, path: Path, make: MakeContent) -> None:
        """Write what ``make`` gives, whole or not at all; nothing while another is written."""
        if self._task is not None:
            return

        def work(job: tasks.Job) -> Content:
            content = make(job)
            if not job.cancelled():
                write_whole(path, content.data)
            return content

        self._task = tasks.run(
            self, work, lambda content: self._tell(kind, path, content), self._fail
        )
        self._task.progressed.connect(self.progressed)
        self._task.finished.connect(self._end)
        self.started.emit()

    def cancel(self) -> None:
        """Give up what is being made; nothing is written then."""
        if self._task is not None:
            self._task.cancel()
            self.ended.emit(False)

    def _end(self) -> None:
        self._task = None

    def _tell(self, kind: FileKind, path: Path, content: Content) -> None:
        self._memory.keep(self._folder, str(path.parent))
        ways: list[Way] = [("打开文件夹", lambda: self._open(path.parent))]
        if kind.can_open:
            ways.insert(0, ("打开文件", lambda: self._open(path)))
        self.note.say("\n".join((f"{kind.said} {path}", *content.notes)), ways)
        self.ended.emit(True)

    def _fail(self, error: BaseException) -> None:
        fault_box(error, self._window).open()
        self.ended.emit(False)

    def _open(self, path: Path) -> None:
        """Open with what the system has for it; as a file's address no path means anything else."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.note.say(f"系统没有打开 {path}，请在文件管理器中打开它。")
