"""Under the detail: who in the town answers for the duty, written down where it is read."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
)

from duty_desktop.domain.assignment import DutyKey, Edit
from duty_desktop.domain.duty import Duty
from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine, Way
from duty_desktop.views.tips import as_plain_tip

if TYPE_CHECKING:
    from duty_desktop.views.town.form import AssignmentForm

_OPENED = "town/opened"

_PAUSE = 60
"""Milliseconds that the line waits, as the page above it does: the table comes first while the user
types or holds an arrow key down."""

_NOTHING = "还没有填写"

_LONGEST = 240
"""Characters of the line that are shown at once: the duty itself wants the room."""

_LONGEST_TIP = 2000

_STAR, _NO_STAR = "★ 已收藏", "☆ 收藏"


class AssignmentPanel(QFrame):
    """One line that says what is noted of a duty; opened, the fields to write it in.

    Attributes:
        form: the fields, ``None`` until they are first opened.
        opener: folds the fields out and in.
        star: makes the duty a favourite.
        note: says what happened and what can be done.

    Signals:
        written_in: something is being written about the duty, or no more.
        folded_out(opened): the fields are shown, or no more.
    """

    written_in = Signal()
    folded_out = Signal(bool)

    def __init__(self, town: Town, list_key: str, called: str, memory: WindowMemory) -> None:
        """Show nothing yet of the list with this ``list_key``; ``called`` is 本镇分工."""
        super().__init__()
        self._town = town
        self._list_key = list_key
        self._memory = memory
        self._duty: Duty | None = None
        self._noting = False
        self._past = ""
        self.form: AssignmentForm | None = None
        self.note = NoteLine("分工提示")
        self.opener = QToolButton()
        self.star = QToolButton()
        self._summary = QLabel()
        self._state = QLabel()
        self._rows = QVBoxLayout(self)
        self._showing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._showing.timeout.connect(self._show_line)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(called)
        self._lay_out()
        self.opener.toggled.connect(self._open)
        self.star.clicked.connect(self._star)
        town.changed.connect(self._follow_others)
        self.opener.setChecked(memory.number(_OPENED, 0) == 1)
        self._show_opener()
        self._show_line()

    @property
    def text(self) -> str:
        """What is said of the duty in one line."""
        if self._showing.isActive():
            self._show_line()
        return self._summary.text()

    @property
    def is_folded_out(self) -> bool:
        """Whether the fields are shown."""
        return self.opener.isChecked()

    @property
    def pending(self) -> bool:
        """Whether something is written that is not noted."""
        return self.form is not None and self.form.pending

    @property
    def is_written_in(self) -> bool:
        """Whether something is written about this duty that is not noted."""
        return self.form is not None and bool(self.form.written)

    def show_duty(self, duty: Duty | None) -> None:
        """Show what is noted of a duty; what is written about the last one is noted first."""
        if duty is not self._duty:
            if self.form is not None:
                self.form.show_duty(duty)
            was_empty, self._duty = self._duty is None, duty
            if was_empty:
                self._show_line()
            else:
                self._showing.start()

    def write(self) -> None:
        """Fold the fields out and go to the first: the user wants to write."""
        self.opener.setChecked(True)
        if self.form is not None:
            next(iter(self.form.fields.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def settle(self) -> bool:
        """Note what is written and not noted; whether all of it could be."""
        return self.form is None or self.form.settle()

    def give_back(self) -> bool:
        """Give up what is written about this duty and cannot be noted; whether there was any."""
        given = self.form.give_back() if self.form is not None else ()
        if given:
            called = "".join(f"“{note.called}”" for note in given)
            self._say_past(f"{called}里没有存成的内容已撤回，之前的改动没有撤销。")
        return bool(given)

    @property
    def _key(self) -> DutyKey:
        return self._list_key, self._duty.id if self._duty is not None else ""

    def _do(self, edit: Edit) -> bool:
        """Do an edit; where that cannot be, say why."""
        self._noting = True
        try:
            self._town.edit(edit)
        except NotebookError as error:
            said = str(error)
        else:
            said = ""
        finally:
            self._noting = False
        if said:
            # What another window wrote is read by now; what is being written here stays.
            self._follow()
            self.note.say(said)
            return False
        self.note.hide()
        self._follow()
        return True

    def _undo(self, number: int | None) -> None:
        """Undo the edit that is spoken of."""
        try:
            self._town.undo_only(number)
        except NotebookError as error:
            self.note.say(str(error))
        else:
            self.note.hide()

    def _star(self) -> None:
        from duty_desktop.domain.noting import starred

        if self._duty is not None:
            wanted = not self._town.notes.assignment(self._key).favourite
            self._do(starred(self._town.notes, [self._key], self._duty.label, wanted=wanted))
            self._show_line()

    def _tell(self, sentence: str, undoable: bool) -> None:  # noqa: FBT001 - a signal's argument
        if not undoable:
            self.note.say(sentence)
            return
        try:
            number = self._town.last
        except NotebookError as error:
            self.note.say(str(error))
        else:
            self._say_past(sentence, [("撤销", lambda: self._undo(number))])

    def _say_past(self, sentence: str, ways: Sequence[Way] = ()) -> None:
        """Say what has happened, or how it is, until something else happens."""
        self._past = sentence
        self.note.say(sentence, ways)

    def _follow_others(self) -> None:
        """Show what was noted or undone elsewhere; what was said before that may be so no more."""
        if not self._noting:
            self.note.take_back(self._past)
        self._follow()

    def _follow(self) -> None:
        """Show what is noted now, unless it is just being noted."""
        if not self._noting:
            if self.form is not None:
                self.form.show_notes()
            self._show_line()

    def _show_line(self) -> None:
        self._showing.stop()
        assignment = self._town.notes.assignment(self._key)
        said = "" if self._duty is None else _NOTHING
        if not assignment.is_blank:
            from duty_desktop.views.town.words import summary

            said = summary(self._town.notes, assignment) or _NOTHING
        self._summary.setText(said if len(said) <= _LONGEST else f"{said[: _LONGEST - 1]}…")
        self._summary.setToolTip(as_plain_tip(said[:_LONGEST_TIP]))
        self.star.setChecked(assignment.favourite)
        self.star.setText(_STAR if assignment.favourite else _NO_STAR)
        why_not = self._town.read_only
        self.star.setEnabled(not why_not and self._duty is not None)
        if why_not:
            self._say_past(why_not)

    def _open(self) -> None:
        opened = self.is_folded_out
        if opened and self.form is None:
            from duty_desktop.views.town.form import AssignmentForm

            self.form = AssignmentForm(self._town, self._list_key, self._do)
            self.form.said.connect(self._tell)
            self.form.state.connect(self._state.setText)
            self.form.state.connect(self.written_in)
            self._rows.insertWidget(1, self.form)
            self.form.show_duty(self._duty)
        if self.form is not None:
            self.form.setVisible(opened)
        self._memory.keep(_OPENED, int(opened))
        self._show_opener()
        self.folded_out.emit(opened)

    def _show_opener(self) -> None:
        opened = self.is_folded_out
        self._summary.setVisible(not opened)
        self.opener.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.opener.setToolTip("收起分工" if opened else "填写分工（F4）")

    def _lay_out(self) -> None:
        self.opener.setText(self.accessibleName())
        self.opener.setCheckable(True)
        self.opener.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.star.setCheckable(True)
        self.star.setToolTip("收藏的事项在左边的“收藏”里")
        for button in (self.opener, self.star):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for label in (self._summary, self._state):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._summary.setWordWrap(True)
        self._summary.setAccessibleName("分工")
        head = QHBoxLayout()
        head.addWidget(self.opener)
        head.addWidget(self._summary, 1)
        head.addStretch()
        head.addWidget(self._state)
        head.addWidget(self.star)
        self._rows.setContentsMargins(2, 0, 2, 2)
        self._rows.setSpacing(2)
        self._rows.addLayout(head)
        self._rows.addWidget(self.note)
        self._rows.addStretch()
