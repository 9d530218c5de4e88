"""The town's notebook as the window has it: begun when first needed, edited, undone, told about."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from duty_desktop.errors import NotebookConflictError, NotebookError

if TYPE_CHECKING:
    from datetime import datetime

    from duty_desktop.domain.assignment import Edit, TownNotes
    from duty_desktop.store.notebook import Notebook
    from duty_desktop.store.notebook_history import PastEdit, Turns
    from duty_desktop.store.notebook_recovery import Lost

_LATER = "之后又有别的改动，没有撤销。请用“编辑”菜单里的“撤销”一步一步退回。"

_NOT_RECOVERED = "记事本还没有恢复，暂时不能填写分工。请重新打开本程序，再决定怎样恢复。"


def clock() -> "datetime":
    """The time on this machine's clock, with its zone."""
    from datetime import datetime

    return datetime.now().astimezone()


class Town(QObject):
    """What the town noted, for everything in the window that shows or changes it.

    A town that never noted anything has no file: it is begun by the first edit. All of it happens
    on the window's thread; an edit is in the file when ``edit`` returns.

    Attributes:
        user_data: the folder of the notebook and its backups.

    Signals:
        changed: the notes, or what can be undone, are others than before.
    """

    changed = Signal()

    def __init__(
        self, user_data: Path, now: "Callable[[], datetime]" = clock, parent: QObject | None = None
    ) -> None:
        """Nothing noted, until ``start``."""
        super().__init__(parent)
        self.user_data = user_data
        self._notes: TownNotes | None = None
        self._now = now
        self._notebook: Notebook | None = None
        self._why_not = ""

    @property
    def notes(self) -> "TownNotes":
        """What is noted, as it was last read."""
        if self._notes is None:
            # Not before the window is painted: records take as long to load as the frame to make.
            from duty_desktop.domain.assignment import TownNotes

            self._notes = TownNotes()
        return self._notes

    @property
    def read_only(self) -> str:
        """The sentence why nothing can be changed; empty where it can."""
        return self._notebook.read_only if self._notebook else self._why_not

    @property
    def is_open(self) -> bool:
        """Whether there is a notebook, and it is open."""
        return self._notebook is not None

    @property
    def turns(self) -> "Turns | None":
        """What can be undone and done again; ``None`` where nothing can be changed or ever was."""
        return None if self._notebook is None or self.read_only else self._notebook.turns()

    def past(self) -> "Sequence[PastEdit]":
        """The last edits, the newest first; raises ``NotebookError``."""
        return () if self._notebook is None else self._notebook.past()

    def past_edit(self, past: "PastEdit") -> "Edit | None":
        """What one of them changed; ``None`` without a notebook; raises ``NotebookError``."""
        return None if self._notebook is None else self._notebook.past_edit(past)

    def start(self) -> "Lost | None":
        """Open the notebook; what is said where it is lost, and the user is to be asked.

        Raises ``NotebookError`` where it cannot be opened; nothing can be changed then.
        """
        from duty_desktop.store.notebook_places import may_be_begun

        self.close()
        if not may_be_begun(self.user_data):
            return None
        # Only now: most towns begin without a notebook, and it takes half a megabyte.
        from duty_desktop.store import notebook_recovery
        from duty_desktop.store.notebook_recovery import Lost

        try:
            if not notebook_recovery.was_begun(self.user_data):
                return None
            found = notebook_recovery.start(self.user_data, self._now())
        except NotebookError as error:
            self._why_not = str(error)
            self.changed.emit()
            raise
        if isinstance(found, Lost):
            self._why_not = _NOT_RECOVERED
            self.changed.emit()
            return found
        self._use(found)
        return None

    def begin_anew(self) -> None:
        """Begin an empty notebook where there is none; raises ``NotebookError``."""
        from duty_desktop.store import notebook_recovery

        self._use(notebook_recovery.begin_anew(self.user_data))

    def restore(self, source: Path) -> bool:
        """Put the backup ``source`` in the notebook's place; whether that can be undone.

        Over a sound notebook it is an edit like others; one that was lost is made anew. Raises
        ``NotebookError``.
        """
        from duty_desktop.store import notebook_recovery

        before = self.turns
        notebook_recovery.restore(self.user_data, source, self._now())
        if self._notebook is None:
            self.start()
        else:
            self.refresh()
        return before is not None and self.turns != before

    def edit(self, edit: "Edit") -> None:
        """Do an edit. Raises ``NotebookError`` where it cannot be written; nothing is changed then.

        ``NotebookConflictError`` says that another window was first; its words are read by then.
        """
        if self.read_only:
            raise NotebookError(self.read_only)
        if not edit.changes:
            return
        if self._notebook is None:
            self.begin_anew()
        self._do(lambda notebook: notebook.apply(edit, self._now()))

    def undo(self) -> "PastEdit | None":
        """Undo the last edit; which one it was. Raises as ``edit``."""
        turns = self.turns
        return self._turn(turns.undo if turns else None)

    @property
    def last(self) -> int | None:
        """The number of the edit that would be undone; raises ``NotebookError``."""
        turns = self.turns
        return turns.undo.number if turns and turns.undo else None

    def undo_only(self, number: int | None) -> "PastEdit | None":
        """Undo the edit of this number; raises ``NotebookConflictError`` where another came since.

        For a button beside a sentence about one edit. Raises as ``edit``.
        """
        if number is None or self.last != number:
            raise NotebookConflictError(_LATER)
        return self.undo()

    def redo(self) -> "PastEdit | None":
        """Do again what was undone last; which edit it was. Raises as ``edit``."""
        turns = self.turns
        return self._turn(turns.redo if turns else None)

    def refresh(self) -> None:
        """Read what another window wrote since; raises ``NotebookError``."""
        if self._notebook is None:
            if not self._why_not:
                self.start()
        elif self._notebook.refresh():
            self._take()

    def close(self) -> None:
        """Let go of the file; what was read stays."""
        if self._notebook is not None:
            self._notebook.close()
            self._notebook = None

    def _use(self, notebook: "Notebook") -> None:
        self._notebook = notebook
        self._why_not = ""
        self._take()

    def _turn(self, past: "PastEdit | None") -> "PastEdit | None":
        if past is not None:
            self._do(lambda notebook: notebook.turn(past, self._now()))
        return past

    def _do(self, write: "Callable[[Notebook], object]") -> None:
        notebook = self._notebook
        if notebook is None:
            raise NotebookError(self._why_not)
        try:
            write(notebook)
        except NotebookConflictError:
            self._take()
            raise
        self._take()

    def _take(self) -> None:
        if self._notebook is not None:
            self._notes = self._notebook.notes
        self.changed.emit()
