"""The differences to choose from: a table, a filter by kind, and a field to type in."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from duty_desktop.models.change_rows import ChangeRow, filters_of
from duty_desktop.models.change_table import NAME_COLUMN, ChangeTableModel
from duty_desktop.models.overriding import override
from duty_desktop.views.comparing.row_table import RowTable

_WIDTHS = (5.5, 9.0, 14.0)
"""Of the columns, in ems."""


class _Field(QLineEdit):
    """A field that the arrow down leaves for the table.

    Signals:
        left_downwards: the user goes down from it.
    """

    left_downwards = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        else:
            super().keyPressEvent(event)


class ChangeList(QWidget):
    """What differs, row by row.

    Attributes:
        kinds: which kinds of differences are shown.
        field: words that must stand in them.
        table: the rows.
        model: what the table shows.

    Signals:
        current_changed: another row, or none, is the current one.
    """

    current_changed = Signal()

    def __init__(self) -> None:
        """Nothing to show yet."""
        super().__init__()
        self.model = ChangeTableModel(self)
        self.table = RowTable(self.model, _WIDTHS, [NAME_COLUMN])
        self.table.setAccessibleName("差别")
        self.kinds = QComboBox()
        self.kinds.setAccessibleName("差别的类型")
        self.kinds.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._keys: list[str] = []
        self.field = _Field()
        self.field.setAccessibleName("筛选差别")
        self.field.setPlaceholderText("筛选：编号、名称或改动的字")
        self.field.setClearButtonEnabled(True)
        self._count = QLabel()
        self._count.setTextFormat(Qt.TextFormat.PlainText)
        above = QHBoxLayout()
        above.addWidget(self.kinds)
        above.addWidget(self.field, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(above)
        rows.addWidget(self.table, 1)
        rows.addWidget(self._count)
        self.kinds.currentIndexChanged.connect(self._filter)
        self.field.textChanged.connect(self._filter)
        self.field.left_downwards.connect(self._enter)
        self.table.left_upwards.connect(self.field.setFocus)
        self.table.current_changed.connect(self.current_changed)
        self.table.copy_wanted.connect(self._copy)
        self.show_rows(())

    @property
    def current(self) -> ChangeRow | None:
        """The row that the keyboard is at."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def show_rows(self, rows: Sequence[ChangeRow]) -> None:
        """Show other rows, filters taken off."""
        filters = filters_of(rows)
        self._keys = [key for key, _ in filters]
        for widget in (self.kinds, self.field):
            widget.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItems([words for _, words in filters])
        self.field.clear()
        for widget in (self.kinds, self.field):
            widget.blockSignals(False)
            widget.setEnabled(bool(rows))
        self._show(rows)

    def want(self, key: str) -> None:
        """Show the rows of one filter only."""
        self.kinds.setCurrentIndex(self._keys.index(key))

    def enter_field(self) -> None:
        """Go to the field and select what stands in it."""
        self.field.setFocus()
        self.field.selectAll()

    def _filter(self) -> None:
        self._show(self.model.every)

    def _show(self, rows: Sequence[ChangeRow]) -> None:
        before = self.current
        place = self.kinds.currentIndex()
        self.model.show(rows, self._keys[place] if place >= 0 else "", self.field.text())
        shown = self.model.rows
        self._count.setText(f"显示 {len(shown)} 条，共 {len(rows)} 条" if rows else "")
        if shown:
            self.table.selectRow(shown.index(before) if before in shown else 0)
        else:
            self.current_changed.emit()

    def _enter(self) -> None:
        if self.model.rows:
            self.table.setFocus()

    def _copy(self) -> None:
        """Put the selected rows on the clipboard, deleted and inserted words in brackets."""
        from duty_desktop.export.change_lines import lines_of

        lines: list[str] = []
        for place in self.table.chosen_rows():
            row = self.model.rows[place]
            if row.change is None:
                lines.append(f"【{row.topic.words}】{row.name}（{row.number}）")
            else:
                lines += [f"【{row.topic.words}】", *lines_of(row.change)]
        QGuiApplication.clipboard().setText("\n".join(lines))
