"""One running window: a second start raises the first.

A lock file tells whether there is a first one, because that costs next to nothing; the local
socket that raises it needs QtNetwork, which is loaded by the first only once its window is painted.
"""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from duty_desktop.views.digest import sha256

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_ANSWER = b"raised"
_PATIENCE = 2.0
"""Seconds that a second start waits for the first, which may itself be starting or have hung."""

_PAUSE = 0.05
"""Seconds between two attempts."""


class SingleWindow(QObject):
    """The claim to be the only window of this user on this database.

    A crash leaves no claim: the system's process table tells a dead owner (``QLockFile``).

    Signals:
        raised: somebody started the program again.
    """

    raised = Signal()

    def __init__(self, folder: Path, database: Path, parent: QObject | None = None) -> None:
        """Claim nothing yet; ``folder`` is the user's own."""
        super().__init__(parent)
        self.name = _name(folder, database)
        self._folder = folder
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None

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
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_forward()
        end = time.monotonic() + _PATIENCE
        while (left := end - time.monotonic()) > 0:
            socket = QLocalSocket()
            socket.connectToServer(self.name)
            milliseconds = max(1, round(left * 1000))
            if socket.waitForConnected(milliseconds) and socket.waitForReadyRead(milliseconds):
                return bool(socket.readAll().data() == _ANSWER)
            time.sleep(_PAUSE)
        return False

    def listen(self) -> None:
        """Answer later starts from now on; nothing where this window has no claim."""
        if self._lock is None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        # Whoever holds the lock is alone: a socket that is still there belongs to a dead process.
        QLocalServer.removeServer(self.name)
        self._server.listen(self.name)

    def release(self) -> None:
        """Give the claim up."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            caller = self._server.nextPendingConnection()
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_ANSWER)
            caller.flush()
            caller.disconnectFromServer()
            self.raised.emit()


def _name(folder: Path, database: Path) -> str:
    """The same for one user and one database, different for others, short enough for a socket."""
    digest = sha256([f"{folder.absolute()}\n{database.absolute()}".encode()])
    return f"duty-desktop-{digest[:16]}"


def _let_others_come_forward() -> None:
    """On Windows only the program in front may bring another to the front: pass that right on."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
