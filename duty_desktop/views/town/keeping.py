"""The notebook through the window's life: opened, recovered, backed up, read again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QMainWindow, QMessageBox

from duty_desktop import tasks
from duty_desktop.errors import NotebookError, PersonError
from duty_desktop.models.overriding import override
from duty_desktop.models.town import Town, clock

if TYPE_CHECKING:
    from pathlib import Path

    from duty_desktop.store.notebook_backups import Backup
    from duty_desktop.store.notebook_recovery import Lost

_SHOWN = 15000
"""Milliseconds that the status line says that the day's backup could not be made."""


class Keeping(QObject):
    """Opens the notebook, asks what to do where it is lost, keeps backups.

    Attributes:
        question: what is asked about a lost notebook, ``None`` while nothing is.
    """

    def __init__(self, town: Town, window: QMainWindow) -> None:
        """Keep the notebook of ``town`` as long as ``window`` lives."""
        super().__init__(window)
        self._town = town
        self._window = window
        self._backing_up: tasks.Task | None = None
        self.question: QMessageBox | None = None

    def start(self) -> None:
        """Open the notebook, and make the day's backup if there is none yet."""
        self._window.installEventFilter(self)
        try:
            lost = self._town.start()
        except NotebookError as error:
            self._tell(error)
            return
        if lost is not None:
            self._ask(lost)
            return
        self._back_up()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowActivate and self.question is None:
            self._look_again()
        return super().eventFilter(watched, event)

    def _look_again(self) -> None:
        """Read what another window wrote, and back up where another day has begun."""
        try:
            self._town.refresh()
        except NotebookError as error:
            self._window.statusBar().showMessage(str(error), _SHOWN)
        else:
            self._back_up()

    def _back_up(self) -> None:
        if self._backing_up is not None or not self._town.is_open:
            return
        from duty_desktop.store.notebook_backups import keep_up

        user_data, now = self._town.user_data, clock()
        self._backing_up = tasks.run(
            self, lambda _job: keep_up(user_data, now), lambda _: None, self._could_not
        )
        self._backing_up.finished.connect(self._backed_up)

    def _backed_up(self) -> None:
        self._backing_up = None

    def _could_not(self, error: BaseException) -> None:
        if not isinstance(error, PersonError):
            raise error
        self._window.statusBar().showMessage(f"今天的自动备份没有做成：{error}", _SHOWN)

    def _ask(self, lost: "Lost") -> None:
        """Ask what to do about a lost notebook; nothing is done without an answer."""
        box = QMessageBox(self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("记事本")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(lost.sentence)
        box.setInformativeText(_what_to_do(lost.offered))
        box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        restore = None
        if lost.offered is not None:
            restore = box.addButton("恢复这份备份", QMessageBox.ButtonRole.AcceptRole)
            box.setDefaultButton(restore)
        anew = box.addButton("重新开始（空的记事本）", QMessageBox.ButtonRole.DestructiveRole)
        later = box.addButton("暂不处理", QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(later)
        box.finished.connect(
            lambda _: self._answered(
                lost,
                restored=restore is not None and box.clickedButton() is restore,
                anew=box.clickedButton() is anew,
            )
        )
        self.question = box
        box.open()

    def _answered(self, lost: "Lost", *, restored: bool, anew: bool) -> None:
        self.question = None
        try:
            if restored and lost.offered is not None:
                self._restore(lost.offered.path)
            elif anew:
                self._town.begin_anew()
                self._window.statusBar().showMessage("已开始一本空的记事本。", _SHOWN)
        except NotebookError as error:
            self._tell(error)

    def _restore(self, path: "Path") -> None:
        self._town.restore(path)
        self._window.statusBar().showMessage("记事本已从备份恢复。", _SHOWN)

    def _tell(self, error: NotebookError) -> None:
        from duty_desktop.views.faults import person_box

        person_box(error, self._window).open()


def _what_to_do(offered: "Backup | None") -> str:
    if offered is None:
        return "没有找到可用的备份。可以重新开始；清单原文不受影响。"
    return f"最近一份完好的备份：{offered.words}。要恢复它吗？清单原文不受影响。"
