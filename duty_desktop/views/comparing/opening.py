"""What opens the comparison of two lists, and from it the review of what is taken over."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from duty_desktop.domain.changes import Comparison
    from duty_desktop.views.comparing.dialog import CompareDialog


class Comparing(QObject):
    """Opens 比较两份清单 and 沿用分工.

    Attributes:
        dialog: where lists are compared, ``None`` until it is first opened.
    """

    def __init__(
        self,
        town: Town,
        settle: Callable[[], object],
        memory: WindowMemory,
        zoom: Zoom,
        place: QWidget,
    ) -> None:
        """Take over notes of ``town``; ``settle`` first notes what is just being written."""
        super().__init__(place)
        self._town = town
        self._settle = settle
        self._memory = memory
        self._zoom = zoom
        self._place = place
        self.dialog: CompareDialog | None = None

    def open(self) -> None:
        """Open the dialog, or bring it forward with what stands in it."""
        if self.dialog is None:
            from duty_desktop.views.comparing.dialog import CompareDialog
            from duty_desktop.views.comparing.offers import offered

            self.dialog = CompareDialog(
                offered, self._memory, self._zoom, carry=self.carry_over, parent=self._place
            )
        self.dialog.bring_forward()

    def carry_over(self, comparison: "Comparison") -> None:
        """Review what was noted of the old list, to take it over for the new one."""
        from duty_desktop.views.comparing.carry_dialog import CarryDialog

        self._settle()
        town = self._town
        dialog = CarryDialog(
            comparison, town.notes, town.edit, self._memory, self._zoom, self.dialog or self._place
        )

        def follow() -> None:
            dialog.show_notes(town.notes)

        town.changed.connect(follow)
        dialog.finished.connect(lambda _: town.changed.disconnect(follow))
        dialog.open()

    def cancel(self) -> None:
        """Give up what runs: the list goes."""
        if self.dialog is not None:
            self.dialog.abandon()
