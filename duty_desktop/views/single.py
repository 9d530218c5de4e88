"""One running window: a second start raises the first.

A lock file tells whether there is a first one. A second start lays a call beside it, a file that
the first takes away when it comes forward. Both cost next to nothing; a local socket would need
QtNetwork, 3 MB in memory for as long as the window lives.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, QTimer, Signal

from duty_desktop.views.digest import sha256

_PATIENCE = 2.0
"""Seconds that a second start waits for the first, which may itself be starting or have hung."""

_PAUSE = 0.05
"""Seconds between two looks whether a call was answered."""

_AGAIN = 100
"""Milliseconds until a call that could not be taken away is tried again: on Windows nobody can
remove a file that its writer, or a virus scanner, still holds open."""


class SingleWindow(QObject):
    """The claim to be the only window of this user, on this machine, on this database.

    A crash leaves no claim: the system's process table tells a dead owner (``QLockFile``).

    Signals:
        raised: somebody started the program again.
    """

    raised = Signal()

    def __init__(self, folder: Path, database: Path, parent: QObject | None = None) -> None:
        """Claim nothing yet; ``folder`` is the user's own.

        Where no ``database`` is named, the folder stands for whichever list is current in it.
        """
        super().__init__(parent)
        self.name = _name(folder, database)
        self._folder = folder
        self._call = folder / f"{self.name}.call"
        self._lock: QLockFile | None = None
        self._watcher: QFileSystemWatcher | None = None

    def claim(self) -> bool:
        """Whether this is the only window; also where no lock can be written at all."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            return True
        lock = QLockFile(str(self._folder / f"{self.name}.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._lock = lock
            return True
        return lock.error() is not QLockFile.LockError.LockFailedError

    def raise_first(self) -> bool:
        """Ask the first window to come to the front; false where it does not answer in time."""
        _let_others_come_forward()
        try:
            self._call.touch()
        except OSError:
            return False
        end = time.monotonic() + _PATIENCE
        while self._call.exists():
            if time.monotonic() > end:
                return self._taken_back()
            time.sleep(_PAUSE)
        return True

    def _taken_back(self) -> bool:
        """Take the call away again, as this start opens a window of its own.

        True where that was not needed any more: the first has answered after all.
        """
        try:
            self._call.unlink()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        return False

    def listen(self) -> None:
        """Answer later starts from now on; nothing where this window has no claim."""
        if self._lock is None:
            return
        # What the system cannot watch (some network folders) Qt looks at once a second.
        self._watcher = QFileSystemWatcher([str(self._folder)], self)
        self._watcher.directoryChanged.connect(self._answer)
        self._answer()

    def release(self) -> None:
        """Give the claim up."""
        if self._watcher is not None:
            self._watcher.deleteLater()
            self._watcher = None
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _answer(self) -> None:
        if self._watcher is None or not self._call.exists():
            return
        try:
            self._call.unlink()
        except OSError:
            QTimer.singleShot(_AGAIN, self, self._answer)
        else:
            self.raised.emit()


def _name(folder: Path, database: Path) -> str:
    """The same for one user, machine and database, different for others, short.

    A folder may be shared by several machines, on each of which there may be a window.
    """
    said = f"{folder.absolute()}\n{database.absolute()}\n{QSysInfo.machineHostName()}"
    return f"duty-desktop-{sha256([said.encode()])[:16]}"


def _let_others_come_forward() -> None:
    """On Windows only the program in front may bring another to the front: pass that right on."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
