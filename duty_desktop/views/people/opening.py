"""The dialogs of 分工, each made when it is first opened."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.models.town import Town
from duty_desktop.views.memory import WindowMemory

if TYPE_CHECKING:
    from duty_desktop.domain.assignment import Office, Person
    from duty_desktop.views.people.checks_dialog import ChecksDialog
    from duty_desktop.views.people.several_dialog import SeveralDialog
    from duty_desktop.views.people.staff_dialog import StaffDialog


class People(QObject):
    """Opens 科室与人员, 填写选中事项的分工 and 分工检查.

    Attributes:
        staff, checks: the dialogs, ``None`` until first opened.
        several: what was opened last to write for several duties, ``None`` before.
    """

    def __init__(
        self,
        duty_list: DutyList,
        town: Town,
        memory: WindowMemory,
        print_duties: Callable[[Sequence[Duty]], None],
        show_duty: Callable[[Duty], None],
        window: QWidget,
    ) -> None:
        """Note about ``duty_list`` in ``town``.

        ``print_duties`` opens the print dialog on duty sheets, ``show_duty`` shows a duty in the
        ``window``.
        """
        super().__init__(window)
        self._duty_list = duty_list
        self._town = town
        self._memory = memory
        self._print = print_duties
        self._show_duty = show_duty
        self._window = window
        self.staff: StaffDialog | None = None
        self.checks: ChecksDialog | None = None
        self.several: SeveralDialog | None = None

    def open_staff(self) -> "StaffDialog":
        """Open 科室与人员, or bring it forward."""
        if self.staff is None:
            from duty_desktop.views.people.staff_dialog import StaffDialog

            self.staff = StaffDialog(
                self._duty_list,
                self._town,
                self._memory,
                self._print,
                self._show_duty,
                self._window,
            )
        self.staff.bring_forward()
        return self.staff

    def settle(self) -> bool:
        """Note what is being written in a cell of 科室与人员; whether it could be."""
        return self.staff is None or self.staff.settle()

    def may_leave(self) -> bool:
        """Whether no cell holds what was refused, or the user has seen that it does."""
        return self.staff is None or self.staff.may_leave()

    def give_back(self) -> bool:
        """Give up what a cell holds and was refused; whether there was any."""
        return self.staff is not None and self.staff.give_back()

    def open_checks(self) -> None:
        """Open 分工检查, or bring it forward."""
        if self.checks is None:
            from duty_desktop.views.people.checks_dialog import ChecksDialog

            self.checks = ChecksDialog(self._duty_list, self._town, self._memory, self._window)
            self.checks.duty_wanted.connect(self._show_duty)
            self.checks.record_wanted.connect(self._show_record)
        self.checks.bring_forward()

    def fill_in(self, duties: Sequence[Duty]) -> None:
        """Open the dialog that writes for these duties together."""
        if not duties:
            return
        from duty_desktop.views.people.several_dialog import SeveralDialog

        self.several = SeveralDialog(
            duties, self._duty_list.source_sha256, self._town, self._memory, self._window
        )
        self.several.open()

    def _show_record(self, record: "Office | Person") -> None:
        self.open_staff().show_record(record)
