"""What opens the dialogs of packs, and tells the window what was taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from duty_desktop.errors import NotebookError
from duty_desktop.store.library import Library
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.window import MainWindow


class Packing(QObject):
    """The commands 打包到 U 盘 and 从包文件取入, and packs that are dropped on the window."""

    def __init__(
        self,
        window: MainWindow,
        library: Library,
        memory: WindowMemory,
        lists_changed: Callable[[], object],
    ) -> None:
        """Serve ``window``; ``lists_changed`` is told when lists came into ``library``."""
        super().__init__(window)
        self._window = window
        self._library = library
        self._memory = memory
        self._lists_changed = lists_changed
        window.filled.connect(self.wire)
        window.dropped.connect(self._take_dropped)

    def pack(self) -> None:
        """Open the dialog that packs lists and notes; what is being written is noted first."""
        from duty_desktop.views.packing.pack_dialog import PackDialog

        if self._is_settled():
            user_data = self._window.town.user_data
            PackDialog(self._library, user_data, self._memory, self._window).open()

    def unpack(self, path: Path | None = None) -> None:
        """Open the dialog that takes a pack in: the one at ``path``, or one that is asked for."""
        from duty_desktop.views.packing.unpack_dialog import UnpackDialog

        if not self._is_settled():
            return
        dialog = UnpackDialog(
            self._library,
            self._window.town.user_data,
            self._memory,
            self._window,
            lists_changed=self._lists_changed,
            notebook_changed=self._read_again,
        )
        dialog.open()
        if path is None:
            dialog.ask_which()
        else:
            dialog.open_file(path)

    def _is_settled(self) -> bool:
        content = self._window.content
        return content is None or content.may_leave()

    def _read_again(self) -> None:
        """Show what was taken into the notebook."""
        try:
            self._window.town.refresh()
        except NotebookError as error:
            from duty_desktop.views.faults import person_box

            person_box(error, self._window).open()

    def wire(self) -> None:
        """Serve the commands of the frame, which is a new one with every list."""
        commands = self._window.frame.commands
        commands["pack"].triggered.connect(lambda: self.pack())
        commands["unpack"].triggered.connect(lambda: self.unpack())

    def _take_dropped(self, files: Sequence[Path]) -> None:
        from duty_desktop.store.pack import ENDING

        packs = [path for path in files if path.suffix.lower() == f".{ENDING}"]
        open_already = [d for d in self._window.findChildren(QDialog) if d.isVisible()]
        if packs and not any(dialog.isModal() for dialog in open_already):
            self.unpack(packs[0])
