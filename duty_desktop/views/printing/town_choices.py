"""Which of the town's offices and people a document is of."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from duty_desktop.domain.assignment import Assignment, Key
from duty_desktop.domain.roster import offices_of, people_of
from duty_desktop.errors import PrintError
from duty_desktop.reports.order import DocumentKind
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.memory import PrintMemory
from duty_desktop.views.printing.name_pick import NamePick
from duty_desktop.views.printing.titled import titled

_HEAD_ROWS = 6

_HEADS_LEFT = ("",) * 8
"""Columns of the office matrix to fill in by hand where no office is named."""


class TownChoices(QWidget):
    """The choices of offices and people; what a document does not ask for is not there.

    Attributes:
        offices: the town's offices to tick.
        people: its people to tick, those of one name told apart.
        heads: names of offices to type, one to a line, where the notebook has none.

    Signals:
        changed: somebody else is chosen.
    """

    changed = Signal()

    def __init__(self, matter: PrintMatter, list_key: str) -> None:
        """Choose from the notes in ``matter``, at first those whom it is about.

        ``list_key`` is the list of its duties.
        """
        super().__init__()
        notes = matter.notes
        offices, people = offices_of(notes).labels, people_of(notes).labels
        about = Assignment(list_key, "")
        if matter.current is not None:
            about = notes.assignment((list_key, matter.current.id))
        self._ticked: dict[DocumentKind, tuple[str, ...]] = {
            DocumentKind.OFFICE_MATRIX: tuple(offices.values()),
            DocumentKind.OFFICES: _labels(offices, matter.offices or about.offices),
            DocumentKind.PEOPLE: _labels(people, matter.people or about.people),
        }
        self._kind: DocumentKind | None = None
        self.offices = NamePick("科室(&K)", tuple(offices.values()))
        self.people = NamePick("人员(&B)", tuple(people.values()))
        self.heads = QPlainTextEdit()
        self._typed = titled("科室名称，每行一个（空着的由人手填）(&K)", self.heads, "科室名称")
        self._lay_out()
        self.offices.changed.connect(self._tell)
        self.people.changed.connect(self._tell)
        self.heads.textChanged.connect(self.changed)

    def offer(self, kind: DocumentKind, options: frozenset[str], memory: PrintMemory) -> None:
        """Show what a document asks for, as it was chosen the last time."""
        self._kind = kind
        asked, typed = "offices" in options, not self._picks_heads(kind)
        if asked and typed:
            self.heads.blockSignals(True)
            self.heads.setPlainText("\n".join(memory.words("offices") or ()))
            self.heads.blockSignals(False)
        self._typed.setVisible(asked and typed)
        self.offices.setVisible(asked and not typed)
        self.offices.choose(self._ticked.get(kind, ()))
        self.people.setVisible("people" in options)
        self.people.choose(self._ticked.get(kind, ()))
        self.setVisible(asked or "people" in options)

    def keep(self, memory: PrintMemory) -> None:
        """Remember the names that were typed."""
        if not self._typed.isHidden():
            memory.keep("offices", self.heads.toPlainText().split("\n"))

    def chosen_offices(self) -> tuple[str, ...]:
        """The names of the chosen offices; raises ``PrintError`` where none is."""
        if self._kind is not None and not self._picks_heads(self._kind):
            return self._typed_heads()
        return _some(self.offices, "科室")

    def chosen_people(self) -> tuple[str, ...]:
        """The names of the chosen people; raises ``PrintError`` where nobody is."""
        return _some(self.people, "人员")

    def _picks_heads(self, kind: DocumentKind) -> bool:
        """Whether offices are ticked; the matrix has them typed where the notebook has none."""
        return kind is DocumentKind.OFFICES or bool(self.offices.names)

    def _typed_heads(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.heads.toPlainText().split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return tuple(lines) or _HEADS_LEFT

    def _lay_out(self) -> None:
        self.heads.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self.offices, self.people, self._typed):
            rows.addWidget(widget)
        line = self.fontMetrics().lineSpacing()
        self.heads.setFixedHeight(round((_HEAD_ROWS + 0.6) * line))

    def _tell(self) -> None:
        if self._kind is not None:
            pick = self.people if self._kind is DocumentKind.PEOPLE else self.offices
            self._ticked[self._kind] = pick.chosen
        self.changed.emit()


def _labels(labels: Mapping[Key, str], keys: Iterable[Key]) -> tuple[str, ...]:
    return tuple(labels[key] for key in keys if key in labels)


def _some(pick: NamePick, what: str) -> tuple[str, ...]:
    if not pick.names:
        raise PrintError(f"记事本中还没有{what}：请先填写分工，再打印。")
    if not pick.chosen:
        raise PrintError(f"还没有选{what}：请在左边勾选要打印的{what}。")
    return pick.chosen
