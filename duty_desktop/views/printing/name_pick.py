"""Which departments, offices or people: a list to tick off, with a filter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.models.checklist import ChecklistModel
from duty_desktop.models.overriding import override
from duty_desktop.views.plain import plain_button

_ROWS = 7
"""Names seen at a time."""


class NamePick(QWidget):
    """Names to tick.

    Attributes:
        view: what shows them.
        filter: narrows the list; what is ticked stays ticked out of sight.
        all_button, none_button: tick or untick what the filter leaves.

    Signals:
        changed: other names are ticked.
    """

    changed = Signal()

    def __init__(self, title: str, names: Sequence[str]) -> None:
        """None of ``names`` is ticked; ``&`` in the title marks the letter for Alt."""
        super().__init__()
        self._model = ChecklistModel(names, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._model)
        what = title.split("(")[0]
        self._count = QLabel()
        self.filter = _FilterField()
        self.filter.setPlaceholderText(f"筛选{what}…")
        self.filter.setAccessibleName(f"筛选{what}")
        self.filter.setClearButtonEnabled(True)
        self.view = QListView()
        self.view.setAccessibleName(what)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setModel(self._shown)
        self.all_button = plain_button("全选")
        self.none_button = plain_button("全不选")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._lay_out(title)
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.all_button.clicked.connect(lambda: self._tick(self._seen()))
        self.none_button.clicked.connect(lambda: self._untick(self._seen()))
        self._model.ticked.connect(self._tell)
        self._measure()
        self._show_count()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ticked names, in the list's order."""
        return self._model.chosen

    @property
    def names(self) -> tuple[str, ...]:
        """Every name there is."""
        return self._model.names

    def choose(self, names: Collection[str]) -> None:
        """Tick these and no others, and bring the first of them into sight, without a signal."""
        self._model.blockSignals(True)
        self._model.choose(names)
        self._model.blockSignals(False)
        self._show_count()
        self.view.viewport().update()
        first = next(iter(self._model.chosen), None)
        if first is not None:
            row = self._model.index(self._model.names.index(first))
            self.view.scrollTo(self._shown.mapFromSource(row))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _lay_out(self, title: str) -> None:
        above = QHBoxLayout()
        label = QLabel(title)
        label.setBuddy(self.view)
        above.addWidget(label)
        above.addStretch()
        above.addWidget(self._count)
        below = QHBoxLayout()
        below.addWidget(self.all_button)
        below.addWidget(self.none_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2)
        rows.addLayout(above)
        rows.addWidget(self.filter)
        rows.addWidget(self.view)
        rows.addLayout(below)

    def _measure(self) -> None:
        line = max(self.view.sizeHintForRow(0), self.fontMetrics().height())
        self.view.setFixedHeight(_ROWS * line + 2 * self.view.frameWidth())

    def _seen(self) -> set[str]:
        rows = range(self._shown.rowCount())
        return {str(self._shown.index(row, 0).data()) for row in rows}

    def _tick(self, names: set[str]) -> None:
        self._model.choose({*self._model.chosen, *names})

    def _untick(self, names: set[str]) -> None:
        self._model.choose(set(self._model.chosen) - names)

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        self._count.setText(f"已选 {len(self.chosen)} / {len(self.names)}")


class _FilterField(QLineEdit):
    """A field in which Enter and Esc mean the filter, not the dialog."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
