"""沿用分工: what the town noted of the old list is reviewed and taken over for the new one."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.domain.assignment import Edit, TownNotes, applied
from duty_desktop.domain.carrying_over import Landing
from duty_desktop.domain.changes import Comparison
from duty_desktop.errors import NotebookError
from duty_desktop.models.carry_table import COLUMNS, WORDY_COLUMNS, CarryTableModel
from duty_desktop.views.comparing.carry_page import CarryPage
from duty_desktop.views.comparing.row_table import RowTable
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.pick import Pick
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import PageWindow
from duty_desktop.views.zoom import Zoom

_WIDTHS = (6.0, 5.5, 12.0, 12.0, 4.0, 14.0)
"""Of the columns, in ems."""

_Led = tuple[int, bool]
"""Whose notes lead where duties were merged, and whether the others join."""


class CarryDialog(PageWindow):
    """A row for each decision, what it means below, and the result in one sentence.

    Attributes:
        model: the decisions.
        table: shows them.
        leading: of merged duties, whose notes are taken.
        outcome: how many notes are taken over, and how many are left to people.
        note: what was done, with a button to undo it.
        apply_button: takes over what is chosen.
    """

    def __init__(
        self,
        comparison: Comparison,
        notes: TownNotes,
        apply: Callable[[Edit], None],
        memory: WindowMemory,
        zoom: Zoom,
        parent: QWidget | None = None,
    ) -> None:
        """Review ``notes`` of the comparison's old list.

        ``apply`` writes an edit, whole or not at all; where it raises ``NotebookError`` that is
        told, and nothing is taken for done.
        """
        super().__init__("沿用分工", "carrying", memory, zoom, "沿用前后的记录", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._apply = apply
        self.model = CarryTableModel(comparison, notes, self)
        self.table = RowTable(self.model, _WIDTHS, WORDY_COLUMNS)
        self.leading = Pick[_Led]("合并的事项以哪一项的分工为准(&M)")
        self.outcome = plain_label()
        self.note = NoteLine("沿用结果")
        self._intro = plain_label(_intro(comparison))
        self._set_up()
        self._lay_out()
        self._wire()
        self._open_where_left(76, 44)
        self._show_rows()
        self._show_state()

    def show_notes(self, notes: TownNotes) -> None:
        """Review these notes, in which something was changed meanwhile; what was chosen stays."""
        self.model.show_notes(notes)
        self._show_rows()

    @property
    def current(self) -> Landing | None:
        """The decision that the keyboard is at."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def _set_up(self) -> None:
        self._intro.setAccessibleName("说明")
        self.outcome.setAccessibleName("将要沿用多少")
        self.table.setAccessibleName("需要核对的分工")
        self.leading.hide()
        self._plain = QCheckBox(f"显示文字相同、自动沿用的 {self.model.plain} 项(&S)")
        self._plain.setEnabled(bool(self.model.plain))
        self._all = plain_button("全部沿用(&L)", "覆盖新清单已有记录的除外，那些要逐项勾选")
        self._none = plain_button("全部不沿用(&N)")
        self._usual = plain_button("恢复建议(&R)")
        self.apply_button = plain_button("沿用(&A)")
        self._close = plain_button("关闭(&C)")

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        for widget in (self._all, self._none, self._usual):
            choices.addWidget(widget)
        choices.addStretch()
        choices.addWidget(self._plain)
        below_table = QWidget()
        rows = QVBoxLayout(below_table)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.leading)
        rows.addWidget(self.page, 1)
        parts = self._divided(Qt.Orientation.Vertical, self.table, below_table, (3, 2))
        below = QHBoxLayout()
        below.addWidget(self.outcome, 1)
        below.addWidget(self.apply_button)
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addWidget(self._intro)
        rows.addLayout(choices)
        rows.addWidget(parts, 1)
        rows.addWidget(self.note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.model.chosen.connect(self._show_state)
        self.table.current_changed.connect(self._rewriting.start)
        self.table.toggled.connect(self._toggle)
        self.table.copy_wanted.connect(self._copy)
        self.leading.told.changed.connect(self._lead)
        self._plain.toggled.connect(self._show_plain)
        self._all.clicked.connect(self.model.take_all)
        self._none.clicked.connect(self.model.take_none)
        self._usual.clicked.connect(self.model.propose)
        self.apply_button.clicked.connect(self._take_over)
        self._close.clicked.connect(self.reject)

    def _show_rows(self) -> None:
        """Go to the first row of those that there are now."""
        if self.model.rows:
            self.table.selectRow(0)
        else:
            self._rewriting.start()

    def _show_plain(self, shown: object) -> None:
        self.model.show_plain(shown=bool(shown))
        self._show_rows()

    def _show_state(self) -> None:
        """Say what would come of it now."""
        result = self.model.outcome()
        changes = len(result.edit.changes)
        writes = f"将写入 {changes} 项新事项" if changes else "没有要写入的"
        self.outcome.setText(f"{result.in_words}；{writes}。")
        self.apply_button.setEnabled(bool(changes))
        for button in (self._all, self._none, self._usual):
            button.setEnabled(bool(self.model.rows))
        self._rewriting.start()

    def _rewrite(self) -> None:
        """Write the page of the current row, for the present font and palette."""
        self.page.clear()
        landing = self.current
        self._offer_leading(landing)
        if landing is None:
            self.page.setPlainText(
                "没有需要核对的：文字相同的事项自动沿用。"
                if self.model.plain
                else "旧清单中没有记录分工，没有可沿用的。"
            )
            return
        document = self.page.document()
        document.setDocumentMargin(0.4 * self.fontMetrics().height())
        CarryPage(document, self.font(), self.palette()).write(self.model, landing)
        self.page.verticalScrollBar().setValue(0)

    def _offer_leading(self, landing: Landing | None) -> None:
        if landing is None or len(landing.sources) < 2:
            self.leading.hide()
            return
        offered: list[tuple[_Led, str]] = []
        for number, source in enumerate(landing.sources):
            label = self.model.comparison.old.duty(source.duty_id).label
            offered.append(((number, False), f"以 {label} 的为准，其余只留在旧清单"))
            offered.append(
                ((number, True), f"以 {label} 的为准，其余的科室列为协办、承办人一并列入")
            )
        choice = self.model.choice(landing)
        self.leading.offer(offered, (choice.leading, choice.join))

    def _lead(self) -> None:
        landing, led = self.current, self.leading.value
        if landing is not None and led is not None:
            leading, join = led
            choice = self.model.choice(landing)
            self.model.choose(landing, replace(choice, leading=leading, join=join))

    def _toggle(self) -> None:
        if self.current is not None:
            self.model.toggle(self.current)

    def _copy(self) -> None:
        """Put the selected rows on the clipboard, tabs between cells."""
        lines = [
            "\t".join(
                " ".join(column.text(self.model, self.model.rows[row]).split())
                for column in COLUMNS
            )
            for row in self.table.chosen_rows()
        ]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _take_over(self) -> None:
        result = self.model.outcome()
        if self._write(result.edit):
            self.note.say(f"已{result.in_words}。", [("撤销", lambda: self._undo(result.edit))])

    def _undo(self, edit: Edit) -> None:
        if self._write(edit.inverse):
            self.note.say("已撤销，分工和沿用前一样。")

    def _write(self, edit: Edit) -> bool:
        """Write an edit and show what is noted after it; whether that was possible."""
        try:
            self._apply(edit)
        except NotebookError as error:
            fault_box(error, self).open()
            return False
        row = self.table.currentIndex().row()
        self.model.show_notes(applied(self.model.notes, edit))
        self.table.selectRow(max(0, min(row, len(self.model.rows) - 1)))
        return True


def _intro(comparison: Comparison) -> str:
    old, new = comparison.old, comparison.new
    return (
        f"从 {old.full_title} 沿用到 {new.full_title}。"
        "文字相同的事项自动沿用；其余的请逐项核对，按空格键勾选或取消。"
        "旧清单的记录不会改动。"
    )
