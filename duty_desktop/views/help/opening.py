"""What the menu 帮助 opens."""

from PySide6.QtCore import QObject

from duty_desktop.domain.duty import DutyList
from duty_desktop.views.frame import Frame


class Help(QObject):
    """Opens the guide and what explains the list, the search and the program."""

    def __init__(self, duty_list: DutyList, frame: Frame) -> None:
        """Explain ``duty_list`` in the window's ``frame``."""
        super().__init__(frame)
        self._duty_list = duty_list
        self._frame = frame
        commands = frame.commands
        commands["findings"].triggered.connect(self._show_findings)
        commands["guide"].triggered.connect(self._show_guide)
        commands["search_help"].triggered.connect(self._show_search_help)
        commands["about"].triggered.connect(self._show_about)

    def _show_findings(self) -> None:
        from duty_desktop.views.help.about import findings_dialog

        findings_dialog(self._duty_list, self._frame).open()

    def _show_guide(self) -> None:
        from duty_desktop.views.help.guide_dialog import show_guide

        show_guide(self._frame.window())

    def _show_search_help(self) -> None:
        from duty_desktop.views.help.search_help import search_help_dialog

        search_help_dialog(self._frame).open()

    def _show_about(self) -> None:
        from duty_desktop.views.help.about import about_dialog

        about_dialog(self._duty_list, self._frame).open()
