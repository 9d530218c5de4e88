"""The fields in which an assignment is written, and what becomes of what was written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from duty_desktop.domain.assignment import Attachment, DutyKey, Edit
from duty_desktop.domain.duty import Duty
from duty_desktop.domain.noting import (
    Note,
    TooManyNamesError,
    attached,
    detached,
    noted,
    text_of,
)
from duty_desktop.domain.roster import AmbiguousNameError, offices_of, people_of
from duty_desktop.models.town import Town
from duty_desktop.views.town.attachments import Attachments
from duty_desktop.views.town.entry import EntryField
from duty_desktop.views.town.field_grid import FieldGrid
from duty_desktop.views.town.remark import RemarkField
from duty_desktop.views.town.words import ambiguous, newly_named


@dataclass(frozen=True, slots=True)
class _Draft:
    """What was written about a duty and could not be noted."""

    label: str
    texts: dict[Note, str]


class AssignmentForm(QWidget):
    """A field for each note of a duty.

    What is written in a field is noted when the user leaves it, as one edit that can be undone.
    What cannot be noted stays where it is, and is there again when the duty is shown again.

    Attributes:
        fields: an editor for each note.
        attachments: the duty's files.

    Signals:
        said(sentence, undoable): something is to be told.
        state(words): what is written and not noted yet; empty where nothing is.
    """

    said = Signal(str, bool)
    state = Signal(str)

    def __init__(self, town: Town, list_key: str, do: Callable[[Edit], bool]) -> None:
        """Show nothing yet; ``do`` does an edit, or says why not and is false."""
        super().__init__()
        self._town = town
        self._list_key = list_key
        self._do = do
        self._duty: Duty | None = None
        self._drafts: dict[DutyKey, _Draft] = {}
        self._being_noted: frozenset[Note] = frozenset()
        self.fields = {note: _field_of(note) for note in Note}
        self.attachments = Attachments()
        titled = [(note.called, field) for note, field in self.fields.items()]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(FieldGrid([*titled, ("附件", self.attachments)]))
        for note, field in self.fields.items():
            field.left.connect(lambda note=note: self._leave(note))
            field.typed.connect(self._tell_state)
        self.attachments.added.connect(self._attach)
        self.attachments.removed.connect(self._detach)
        self.attachments.failed.connect(lambda sentence: self.said.emit(sentence, False))

    @property
    def pending(self) -> bool:
        """Whether something is written that is not noted, here or about another duty."""
        return bool(self._drafts) or bool(self.written)

    @property
    def written(self) -> tuple[Note, ...]:
        """The fields in which something is written about this duty that is not noted."""
        return tuple(note for note, field in self.fields.items() if field.pending)

    def show_duty(self, duty: Duty | None) -> None:
        """Show what is noted of a duty; what is written about the last one is noted first."""
        if duty is not self._duty:
            self.settle()
            self._keep_draft()
            self._duty = duty
        self.show_notes()

    def show_notes(self) -> None:
        """Show what is noted now; what is being written stays."""
        notes, duty = self._town.notes, self._duty
        people, offices = people_of(notes), offices_of(notes)
        assignment = notes.assignment(self._key)
        draft = self._drafts.pop(self._key, None)
        overtaken: list[Note] = []
        for note, field in self.fields.items():
            stored = text_of(notes, assignment, note) if duty is not None else ""
            written = field.written if field.pending and draft is None else None
            if written is not None and stored not in (field.stored, written.strip()):
                overtaken.append(note)
            field.put(stored, draft.texts.get(note) if draft else written)
            if isinstance(field, EntryField) and (note.names_people or note.names_offices):
                roster = people if note.names_people else offices
                field.offer(list(roster.labels.values()))
        self._hint_phone()
        self.attachments.show_files(assignment.attachments if duty is not None else ())
        possible = not self._town.read_only and duty is not None
        for field in self.fields.values():
            field.setReadOnly(not possible)
        self.attachments.adding.setEnabled(possible)
        self._tell_state()
        if called := "、".join(n.called for n in overtaken if n not in self._being_noted):
            self.said.emit(
                f"“{called}”刚在别处改过，这里写的还没有保存。"
                "按 Esc 改用新的；离开这一栏就保存这里写的。",
                False,
            )

    def settle(self) -> bool:
        """Note what is written and not noted; whether all of it could be."""
        # What an input method still holds is no text of the field yet.
        QGuiApplication.inputMethod().commit()
        pending = {note: self.fields[note].written for note in self.written}
        return (not pending or self._note(pending)) and not self._drafts

    def give_back(self) -> tuple[Note, ...]:
        """Show what is noted in the fields whose words cannot be; which those are.

        One field's words may have kept another's from being noted with them: those are noted.
        """
        for note in self.written:
            self._leave(note)
        given = self.written
        for note in given:
            self.fields[note].give_back()
        return given

    @property
    def _key(self) -> DutyKey:
        return self._list_key, self._duty.id if self._duty is not None else ""

    def _note(self, entries: dict[Note, str]) -> bool:
        """Note these; where that cannot be, say why."""
        if self._duty is None:
            return False
        try:
            made = noted(self._town.notes, [self._key], entries, self._duty.label)
        except AmbiguousNameError as error:
            self.said.emit(ambiguous(error), False)
            return False
        except TooManyNamesError as error:
            self.said.emit(f"“{error.args[0].called}”只能写一个，现在还没有保存。", False)
            return False
        self._being_noted = frozenset(entries)
        try:
            if not self._do(made.edit):
                return False
        finally:
            self._being_noted = frozenset()
        notes = self._town.notes
        for note in entries:
            self.fields[note].put(text_of(notes, notes.assignment(self._key), note))
        if news := newly_named(made):
            self.said.emit(news, True)
        return True

    def _leave(self, note: Note) -> None:
        field = self.fields[note]
        if field.pending:
            self._note({note: field.written})

    def _keep_draft(self) -> None:
        """Keep what could not be noted of the duty that is left."""
        texts = {note: self.fields[note].written for note in self.written}
        if texts and self._duty is not None:
            self._drafts[self._key] = _Draft(self._duty.label, texts)
        for field in self.fields.values():
            field.put("")

    def _tell_state(self) -> None:
        waiting = "、".join(each.label for each in self._drafts.values())
        parts = ("未保存" if self.written else "", f"{waiting} 未保存" if waiting else "")
        self.state.emit("；".join(filter(None, parts)))

    def _hint_phone(self) -> None:
        """In the empty field, the phones that are meant where none is noted."""
        people = self._town.notes.people
        handlers = self._town.notes.assignment(self._key).handlers
        phones = dict.fromkeys(people[key].phone for key in handlers if people[key].phone)
        self.fields[Note.PHONE].setPlaceholderText("、".join(phones))

    def _attach(self, files: Sequence[Attachment]) -> None:
        if self._duty is not None:
            self._do(attached(self._town.notes, self._key, files, self._duty.label))

    def _detach(self, file: Attachment) -> None:
        if self._duty is not None and self._do(
            detached(self._town.notes, self._key, file, self._duty.label)
        ):
            self.said.emit(f"已移除附件“{file.name}”，文件没有删除。", True)


def _field_of(note: Note) -> EntryField | RemarkField:
    if note is Note.REMARK:
        return RemarkField(note.called)
    return EntryField(note.called, several=note.takes_several)
