"""Undoing and doing again what was noted, from the menu and by keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStatusBar

from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town

if TYPE_CHECKING:
    from duty_desktop.store.notebook_history import PastEdit, Turns

_SHOWN = 8000
"""Milliseconds that the status line says what was undone."""

_LONGEST = 40
"""Characters of an edit's title in the menu."""


_WRITING = "正在填写的内容"


class Writing(Protocol):
    """Where something is being written that is not noted yet."""

    @property
    def is_writing(self) -> bool:
        """Whether something is."""

    def settle(self) -> bool:
        """Note it; whether all of it could be."""

    def give_back(self) -> bool:
        """Give it up and say so; whether there was any."""


class Turning(QObject):
    """Keeps the two actions at what can be undone and done again, and does it.

    What is just being written is undone first. It is noted for that, so that it can be done again;
    what cannot be noted is given up, and nothing else is undone then.
    """

    def __init__(
        self,
        town: Town,
        undo: QAction,
        redo: QAction,
        writing: Writing,
        status: QStatusBar,
        parent: QObject,
    ) -> None:
        """Turn edits of ``town``; ``writing`` is where the user may be in the middle of one."""
        super().__init__(parent)
        self._town = town
        self._undo, self._redo = undo, redo
        self._writing = writing
        self._turns: Turns | None = None
        self._status = status
        undo.triggered.connect(self._undo_last)
        redo.triggered.connect(self._redo_last)
        town.changed.connect(self._show)
        self._show()

    def tell(self) -> None:
        """Say in the actions what would be undone and done again."""
        turns = self._turns
        _tell(self._undo, "撤销(&U)", turns.undo if turns else None)
        _tell(self._redo, "重做(&R)", turns.redo if turns else None)
        if self._writing.is_writing:
            self._undo.setEnabled(True)
            self._undo.setText(f"撤销(&U)：{_WRITING}")

    def _undo_last(self) -> None:
        if self._writing.settle() or not self._writing.give_back():
            self._turn(self._town.undo, "已撤销")

    def _redo_last(self) -> None:
        self._writing.settle()
        self._turn(self._town.redo, "已重做")

    def _turn(self, turn: "Callable[[], PastEdit | None]", done: str) -> None:
        try:
            past = turn()
        except NotebookError as error:
            from duty_desktop.views.faults import person_box

            person_box(error, self._status).open()
        else:
            if past is not None:
                self._status.showMessage(f"{done}：{past.title}", _SHOWN)

    def _show(self) -> None:
        try:
            self._turns = self._town.turns
        except NotebookError:
            return
        self.tell()


def _tell(action: QAction, name: str, past: "PastEdit | None") -> None:
    action.setEnabled(past is not None)
    action.setText(name if past is None else f"{name}：{_short(past.title)}")


def _short(title: str) -> str:
    """An edit's title as a menu may show it."""
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return shown.replace("&", "&&")
