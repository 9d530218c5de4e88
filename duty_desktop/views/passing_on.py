"""What tree, table and detail pass on: typing to the search field, Ctrl+wheel to the zoom."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent

from duty_desktop.models.overriding import override
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractScrollArea as _Widget
else:
    # Beside a widget's class, never alone: Qt knows only the methods.
    _Widget = object


class PassesOn(_Widget):
    """Stands before a widget's class: whatever is typed there searches.

    Attributes:
        _field: takes keys and compositions.
        _zoom: takes Ctrl+wheel.
    """

    _field: SearchField
    _zoom: Zoom

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._field.take_key(event):
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._field.take_composition(event)

    @override
    def inputMethodQuery(self, query: Qt.InputMethodQuery, _argument: object = None) -> Any:
        return self._field.answer(self, query)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._zoom.take_wheel(event):
            super().wheelEvent(event)
