"""What the town notes about the list in the window: the panel, and what the menu 分工 opens."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.models.town import Town
from duty_desktop.views.browser import Browser
from duty_desktop.views.frame import Frame
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.people.opening import People
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.town.turning import Turning


class Noting(QObject):
    """Everything by which notes about the duties of one list are written.

    Attributes:
        panel: what is noted of the duty that is read.
        people: opens what is about offices, people and their duties.
    """

    def __init__(
        self,
        duty_list: DutyList,
        town: Town,
        memory: WindowMemory,
        browser: Browser,
        print_sheets: Callable[[Sequence[Duty]], None],
        show_duty: Callable[[Duty], None],
        frame: Frame,
    ) -> None:
        """Note about ``duty_list`` in ``town``, in the window's ``frame``.

        ``print_sheets`` opens the print dialog on duty sheets; ``show_duty`` shows a duty.
        """
        super().__init__(frame)
        self._town = town
        self._memory = memory
        self._browser = browser
        self._frame = frame
        self._list_key = duty_list.source_sha256
        called = f"{duty_list.town.own}分工"
        self.panel = AssignmentPanel(town, self._list_key, called, memory)
        frame.detail.put_below(self.panel)
        frame.detail.make_room(writing=self.panel.is_folded_out)
        self.panel.folded_out.connect(self._make_room)
        self.people = People(duty_list, town, memory, print_sheets, show_duty, frame)
        commands = frame.commands
        turning = Turning(town, commands["undo"], commands["redo"], self, frame.status, self)
        self.panel.written_in.connect(turning.tell)
        browser.reading.connect(self.panel.show_duty)
        browser.changed.connect(self._enable)
        commands["assign"].triggered.connect(self.panel.write)
        commands["fill_in"].triggered.connect(self._fill_in)
        commands["staff"].triggered.connect(self._show_staff)
        commands["checks"].triggered.connect(self.people.open_checks)
        commands["past"].triggered.connect(self._show_past)
        commands["backups"].triggered.connect(self._show_backups)
        self.panel.show_duty(browser.detail.duty)
        self._enable()

    def _make_room(self, opened: bool) -> None:  # noqa: FBT001 - a signal's argument
        self._frame.detail.make_room(writing=opened)

    def settle(self) -> bool:
        """Note what is written and not noted; whether all of it could be."""
        settled = [self.people.settle(), self.panel.settle()]
        return all(settled)

    @property
    def is_writing(self) -> bool:
        """Whether something is written about the duty that is read and not noted."""
        return self.panel.is_written_in

    def give_back(self) -> bool:
        """Give up what is being written and cannot be noted, and say so; whether there was any."""
        given = [self.people.give_back(), self.panel.give_back()]
        return any(given)

    def may_leave(self) -> bool:
        """Whether nothing written would be lost, or the user lets it go."""
        if not self.people.may_leave():
            return False
        if self.panel.settle():
            return True
        from duty_desktop.views.town.leaving import lets_go

        return lets_go(self._frame.window())

    def _enable(self) -> None:
        """Many duties are filled in where some are selected."""
        selected = self._browser.table.selected_duties()
        self._frame.commands["fill_in"].setEnabled(bool(selected))

    def _fill_in(self) -> None:
        self.settle()
        self.people.fill_in(self._browser.table.selected_duties())

    def _show_staff(self) -> None:
        self.settle()
        self.people.open_staff()

    def _show_past(self) -> None:
        from duty_desktop.views.town.past_dialog import PastDialog

        self.settle()
        PastDialog(self._town, self._list_key, self._memory, self._frame).open()

    def _show_backups(self) -> None:
        from duty_desktop.views.town.backups_dialog import BackupsDialog

        BackupsDialog(self._town, self._memory, self.settle, self._frame).open()
