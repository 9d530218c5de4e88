"""打包到 U 盘: which lists, with the notebook or without, and where to."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.models.checklist import ChecklistModel
from duty_desktop.models.overriding import override
from duty_desktop.store.library import Library, LibraryList
from duty_desktop.store.notebook_file import is_there
from duty_desktop.store.notebook_places import FILE_NAME
from duty_desktop.store.pack import ENDING
from duty_desktop.views.faults import fault_box
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.file_saving import Content, FileKind, FileSaving
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow

_KIND = FileKind("打包到 U 盘", "履职清单包", ENDING, "已打包到", can_open=False)

_INTRO = (
    "选中的内容放进一个文件（.dutypack），可以存到 U 盘，"
    "在另一台电脑上用“文件 → 从包文件取入”打开。"
)
_NO_LISTS = "清单库里没有导入的清单。程序自带的清单每台电脑上都有，不用打包。"


class PackDialog(SideWindow):
    """Lists to tick and the notebook, then a file to write them to.

    Attributes:
        lists: the library's lists, to tick off.
        with_notebook: whether the notebook comes too.
        saving: makes and writes the file, and says where it is.
        progress: how far it is.
        pack_button: asks where to.
    """

    def __init__(
        self, library: Library, user_data: Path, memory: WindowMemory, parent: QWidget | None = None
    ) -> None:
        """Offer what is in ``library`` and the notebook in ``user_data``."""
        super().__init__("打包到 U 盘", "pack", memory, parent, enlarges=False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._notebook = user_data / FILE_NAME
        self._places: dict[str, LibraryList] = {}
        self.lists = ChecklistModel((), self)
        self._view = QListView()
        self._said = plain_label("正在读取清单库…")
        self._all, self._none = plain_button("全选(&A)"), plain_button("全不选(&U)")
        self.with_notebook = QCheckBox("带上记事本（分工、科室和人员，含姓名、电话）(&N)")
        self.progress = QProgressBar()
        note = NoteLine("打包结果")
        self.saving = FileSaving(memory, "folder/packed", note, self)
        self.pack_button = plain_button("打包(&P)…")
        self._close = plain_button("关闭(&C)")
        self._lay_out(note)
        self._wire()
        self._open_where_left(38, 24)
        self._reading: tasks.Task | None = tasks.run(
            self, lambda _job: (library.lists(), is_there(self._notebook)), self._offer, self._tell
        )
        self._reading.finished.connect(self._end_reading)

    @property
    def chosen(self) -> tuple[LibraryList, ...]:
        """The lists that are ticked."""
        return tuple(self._places[name] for name in self.lists.chosen)

    @property
    def is_reading(self) -> bool:
        """Whether the library is still being read."""
        return self._reading is not None

    @override
    def reject(self) -> None:
        """Stop what runs, or else close."""
        if self.saving.is_running:
            self.saving.cancel()
        else:
            super().reject()

    def _lay_out(self, note: NoteLine) -> None:
        self._view.setAccessibleName("清单库里的清单")
        self._view.setUniformItemSizes(True)
        self._view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.with_notebook.setEnabled(False)
        self.pack_button.setEnabled(False)
        self.pack_button.setDefault(True)
        self.progress.setAccessibleName("打包进度")
        self.progress.hide()
        heading = plain_label("清单库里的清单(&L)：")
        heading.setTextFormat(Qt.TextFormat.AutoText)
        heading.setBuddy(self._view)
        ticking = QHBoxLayout()
        ticking.addWidget(self._said, 1)
        ticking.addWidget(self._all)
        ticking.addWidget(self._none)
        below = QHBoxLayout()
        below.addWidget(self.progress, 1)
        below.addStretch()
        below.addWidget(self.pack_button)
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addWidget(plain_label(_INTRO))
        rows.addWidget(heading)
        rows.addWidget(self._view, 1)
        rows.addLayout(ticking)
        rows.addWidget(self.with_notebook)
        rows.addWidget(note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self.with_notebook.toggled.connect(self._enable)
        self._all.clicked.connect(lambda: self.lists.choose(self.lists.names))
        self._none.clicked.connect(lambda: self.lists.choose(()))
        self.pack_button.clicked.connect(self.pack)
        self._close.clicked.connect(self.reject)
        self.saving.started.connect(self._show_start)
        self.saving.progressed.connect(self._show_progress)
        self.saving.ended.connect(self._show_end)

    def _offer(self, found: tuple[Sequence[LibraryList], bool]) -> None:
        """Show what can be packed; all of it is ticked."""
        lists, has_notebook = found
        sound = [each for each in lists if not each.fault]
        titles = [each.title for each in sound]
        for each in sound:
            title = each.title if titles.count(each.title) == 1 else f"{each.title}（{each.name}）"
            self._places[f"{title}，{sum(each.counts)} 项"] = each
        self.lists = ChecklistModel(tuple(self._places), self)
        self.lists.choose(self.lists.names)
        self.lists.ticked.connect(self._enable)
        self._view.setModel(self.lists)
        for widget in (self._view, self._all, self._none):
            widget.setEnabled(bool(sound))
        damaged = len(lists) - len(sound)
        self._said.setText(
            f"另有 {damaged} 份已损坏，不能打包。" if damaged else "" if sound else _NO_LISTS
        )
        self.with_notebook.setEnabled(has_notebook)
        self.with_notebook.setChecked(has_notebook)
        if not has_notebook:
            self.with_notebook.setText("带上记事本（还没有记事本）(&N)")
        self._enable()
        (self._view if sound else self.with_notebook).setFocus()

    def _end_reading(self) -> None:
        self._reading = None

    def _tell(self, error: BaseException) -> None:
        self._said.setText("清单库读不出来。")
        fault_box(error, self).open()

    def pack(self) -> None:
        """Ask where to, and pack; nothing while another pack is made."""
        if self.saving.is_running:
            return
        lists = [each.path for each in self.chosen]
        notebook = self._notebook if self.with_notebook.isChecked() else None
        made_at = f"{datetime.now():%Y-%m-%d %H:%M}"  # noqa: DTZ005 - the clock on the wall

        def make(job: tasks.Job) -> Content:
            from duty_desktop.store import pack_making

            data, made = pack_making.made(
                lists,
                notebook,
                made_at=made_at,
                progress=job.progress,
                cancelled=job.cancelled,
            )
            return Content(data, (f"校验码（SHA-256）：{made.sha256}",))

        self.saving.ask_where(_KIND, self._suggested(made_at[:10]), make)

    def _suggested(self, day: str) -> str:
        """昌吉市三工镇履职事项清单（2025年7月） 2026-11-22.dutypack."""
        chosen = self.chosen
        titles = [chosen[0].title if len(chosen) == 1 else f"履职清单{len(chosen)}份"]
        parts = (titles if chosen else []) + (["记事本"] if self.with_notebook.isChecked() else [])
        return safe_name(f"{'和'.join(parts)} {day}") + f".{ENDING}"

    def _enable(self) -> None:
        something = bool(self.lists.chosen) or self.with_notebook.isChecked()
        self.pack_button.setEnabled(something and not self.saving.is_running)

    def _show_start(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.saving.note.hide()
        self._close.setText("停止(&C)")
        self._enable()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_end(self) -> None:
        self.progress.hide()
        self._close.setText("关闭(&C)")
        self._enable()
