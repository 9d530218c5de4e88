"""Undoing and doing again what was noted, from the menu and by keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStatusBar

from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town

if TYPE_CHECKING:
    from duty_desktop.store.notebook_history import PastEdit

_SHOWN = 8000
"""Milliseconds that the status line says what was undone."""

_LONGEST = 40
"""Characters of an edit's title in the menu."""


class Turning(QObject):
    """Keeps the two actions at what can be undone and done again, and does it."""

    def __init__(
        self,
        town: Town,
        undo: QAction,
        redo: QAction,
        settle: Callable[[], bool],
        status: QStatusBar,
        parent: QObject,
    ) -> None:
        """Turn edits of ``town``; ``settle`` first notes what is just being written."""
        super().__init__(parent)
        self._town = town
        self._undo, self._redo = undo, redo
        self._settle = settle
        self._status = status
        undo.triggered.connect(lambda: self._turn(town.undo, "已撤销"))
        redo.triggered.connect(lambda: self._turn(town.redo, "已重做"))
        town.changed.connect(self._show)
        self._show()

    def _turn(self, turn: "Callable[[], PastEdit | None]", done: str) -> None:
        self._settle()
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
            turns = self._town.turns
        except NotebookError:
            return
        for action, name, past in (
            (self._undo, "撤销(&U)", turns.undo if turns else None),
            (self._redo, "重做(&R)", turns.redo if turns else None),
        ):
            action.setEnabled(past is not None)
            action.setText(name if past is None else f"{name}：{_short(past.title)}")


def _short(title: str) -> str:
    """An edit's title as a menu may show it."""
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return shown.replace("&", "&&")
