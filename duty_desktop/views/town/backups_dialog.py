"""Backups of the notebook: made, restored, taken from elsewhere; nothing is lost by it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.errors import NotebookError, PersonError
from duty_desktop.models.town import Town, clock
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow

if TYPE_CHECKING:
    from duty_desktop.store.notebook_backups import Backup

_PATH = Qt.ItemDataRole.UserRole


class BackupsDialog(SideWindow):
    """The notebook's backups, the newest first.

    Attributes:
        shown: the list of backups.
        making, restoring, choosing, opening: the buttons.
        note: what was done, and how to take it back.
    """

    def __init__(
        self, town: Town, memory: WindowMemory, settle: Callable[[], bool], parent: QWidget
    ) -> None:
        """Keep the notebook of ``town``; ``settle`` first notes what is just being written."""
        super().__init__("记事本备份与恢复", "backups", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._town = town
        self._settle = settle
        self.shown = QListWidget()
        self.shown.setAccessibleName("备份")
        self.making = plain_button("现在备份(&B)")
        self.restoring = plain_button("恢复选中的备份(&R)")
        self.choosing = plain_button("从其他文件恢复(&O)…")
        self.opening = plain_button("打开备份文件夹(&F)")
        self.note = NoteLine("备份提示")
        self._lay_out()
        self.making.clicked.connect(self._make)
        self.restoring.clicked.connect(self._restore_chosen)
        self.choosing.clicked.connect(self._choose)
        self.opening.clicked.connect(self._open_folder)
        self.shown.itemDoubleClicked.connect(self._restore_chosen)
        self.shown.itemSelectionChanged.connect(self._enable)
        self._fill()

    def restore(self, source: Path) -> None:
        """Put the backup ``source`` in the notebook's place, and say how to take it back."""
        from duty_desktop.store.notebook_backups import called

        self._settle()
        try:
            undoable = self._town.restore(source)
            number = self._town.last
        except PersonError as error:
            self.note.say(str(error), loud=True)
        else:
            ways = [("撤销恢复", lambda: self._undo(number))] if undoable else []
            self.note.say(f"已恢复“{called(source)}”。恢复前的记事本也已备份。", ways)
        self._fill()

    def _make(self) -> None:
        from duty_desktop.store.notebook_backups import Reason, backup
        from duty_desktop.store.notebook_places import FILE_NAME

        self._settle()
        user_data = self._town.user_data
        if not (user_data / FILE_NAME).exists():
            self.note.say("还没有填写过分工，没有可备份的内容。")
            return
        self.making.setEnabled(False)
        tasks.run(
            self, lambda _: backup(user_data, Reason.ASKED, clock()), self._made, self._failed
        )

    def _made(self, backup: "Backup") -> None:
        self.making.setEnabled(True)
        self.note.say(f"已备份到“{backup.path}”。", [("打开文件夹", self._open_folder)])
        self._fill()

    def _failed(self, error: BaseException) -> None:
        self.making.setEnabled(True)
        if not isinstance(error, PersonError):
            raise error
        self.note.say(str(error), loud=True)

    def _restore_chosen(self) -> None:
        for item in self.shown.selectedItems():
            self.restore(Path(item.data(_PATH)))

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "从文件恢复记事本", "", "记事本备份 (*.db);;所有文件 (*)"
        )
        if chosen:
            self.restore(Path(chosen))

    def _undo(self, number: int | None) -> None:
        try:
            self._town.undo_only(number)
        except NotebookError as error:
            self.note.say(str(error), loud=True)
        else:
            self.note.say("已撤销恢复，记事本与恢复前一样。")

    def _open_folder(self) -> None:
        from duty_desktop.store.notebook_places import BACKUPS

        folder = self._town.user_data / BACKUPS
        if not folder.is_dir():
            self.note.say("还没有备份文件夹：还没有备份过。")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _fill(self) -> None:
        from duty_desktop.store.notebook_backups import listed

        chosen = [item.data(_PATH) for item in self.shown.selectedItems()]
        self.shown.clear()
        try:
            backups = listed(self._town.user_data)
        except NotebookError as error:
            self.note.say(str(error), loud=True)
            backups = ()
        for backup in backups:
            item = QListWidgetItem(f"{backup.words}　{max(1, backup.size // 1024)} KB")
            item.setData(_PATH, str(backup.path))
            self.shown.addItem(item)
            if not self.shown.selectedItems() or item.data(_PATH) in chosen:
                # The newest, until the user chooses another.
                self.shown.setCurrentItem(item)
        if not backups:
            empty = QListWidgetItem("还没有备份。填写分工以后，每天会自动备份一次。")
            empty.setFlags(Qt.ItemFlag.NoItemFlags)
            self.shown.addItem(empty)
        self._enable()

    def _enable(self) -> None:
        self.restoring.setEnabled(bool(self.shown.selectedItems()))

    def _lay_out(self) -> None:
        said = plain_label(
            "分工记在记事本里，每天自动备份；备份按天、周、月保留。恢复以后还可以撤销，清单原文不受影响。"
        )
        buttons = QHBoxLayout()
        for button in (self.making, self.restoring, self.choosing, self.opening):
            buttons.addWidget(button)
        buttons.addStretch()
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        rows = QVBoxLayout(self)
        rows.addWidget(said)
        rows.addWidget(self.shown, 1)
        rows.addWidget(self.note)
        rows.addLayout(buttons)
        rows.addWidget(close)
        self._open_where_left(34, 20)
