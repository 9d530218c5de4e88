"""从包文件取入: what a pack holds and what would happen, then it is taken in."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QModelIndex, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from duty_desktop import tasks
from duty_desktop.errors import PersonError
from duty_desktop.files import is_file
from duty_desktop.models.overriding import override
from duty_desktop.models.pack_rows import PackRow, PackRowsModel, rows_of
from duty_desktop.models.roles import RecordRole
from duty_desktop.store.library import Library
from duty_desktop.store.pack import ENDING
from duty_desktop.store.pack_reading import Pack, read_pack
from duty_desktop.store.pack_taking import Outlook, Taken, Taking, outlook, take_in
from duty_desktop.views.faults import fault_box
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.packing.choices import TakingChoices
from duty_desktop.views.plain import plain_button, plain_label
from duty_desktop.views.side_window import SideWindow

_FOLDER = "folder/packed"

_INTRO = "先核对包里有什么，确认后再取入；文件损坏或来历不明时，什么也不会取入。"


class UnpackDialog(SideWindow):
    """A pack's contents with their checksums, what taking them in would do, and doing it.

    Attributes:
        table: what the pack holds.
        checksum: that of the row the keyboard is at, to be copied.
        choices: what of it is taken in.
        note: says what went wrong or what was taken in.
        progress: how far reading or taking in is.
        take_button: takes in what is chosen.
        pack: what was read, ``None`` before that.

    Signals:
        looked: a pack was looked through, or could not be.
        took: what was chosen is taken in, or could not be.
    """

    looked = Signal()
    took = Signal()

    def __init__(
        self,
        library: Library,
        user_data: Path,
        memory: WindowMemory,
        parent: QWidget | None = None,
        *,
        lists_changed: Callable[[], object] = lambda: None,
        notebook_changed: Callable[[], object] = lambda: None,
    ) -> None:
        """Take in to ``library`` and the notebook in ``user_data``; who shows them is told."""
        super().__init__("从包文件取入", "unpack", memory, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._library = library
        self._user_data = user_data
        self._lists_changed = lists_changed
        self._notebook_changed = notebook_changed
        self._task: tasks.Task | None = None
        self._is_taking = False
        self.pack: Pack | None = None
        self._size = 0
        self._model = PackRowsModel(self)
        self.table = QTableView()
        self._about = plain_label(_INTRO)
        self.checksum = QLineEdit()
        self.choices = TakingChoices()
        self.note = NoteLine("取入结果")
        self.progress = QProgressBar()
        self._open = plain_button("选择包文件(&O)…")
        self.take_button = plain_button("取入(&T)")
        self._close = plain_button("关闭(&C)")
        self._set_up()
        self._lay_out()
        self._wire()
        self._open_where_left(54, 36)

    def ask_which(self) -> None:
        """Let the user choose a pack."""
        if self._task is not None:
            return
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        folder = self._memory.text(_FOLDER) or QStandardPaths.writableLocation(documents)
        dialog = QFileDialog(self, "从包文件取入", folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"履职清单包 (*.{ENDING})", "所有文件 (*)"])
        dialog.fileSelected.connect(lambda chosen: self.open_file(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Look through a pack and show what is in it; nothing is taken in."""
        if self._task is not None:
            return
        self._memory.keep(_FOLDER, str(path.parent))
        self._forget()

        # The worker holds nothing of the dialog, which may be closed meanwhile.
        library, user_data = self._library, self._user_data

        def look(job: tasks.Job) -> tuple[Pack, Outlook, int]:
            size = path.stat().st_size if is_file(path) else 0
            pack = read_pack(path, job.progress, job.cancelled)
            return pack, outlook(pack, library, user_data), size

        self._run(look, self._show, self._refuse)

    def take(self) -> None:
        """Take in what is chosen."""
        pack = self.pack
        if pack is None or self._task is not None:
            return
        lists, notebook = self.choices.lists.isChecked(), self.choices.notebook
        library, user_data = self._library, self._user_data

        def work(_job: tasks.Job) -> Taken:
            now = datetime.now(UTC).astimezone()
            return take_in(pack, library, user_data, now, lists=lists, notebook=notebook)

        self._is_taking = True
        self._run(work, self._show_taken, self._fail)

    @property
    def is_running(self) -> bool:
        """Whether a pack is being read or taken in."""
        return self._task is not None

    @override
    def reject(self) -> None:
        """Stop reading, or else close; what is being taken in is taken in whole first."""
        if self._is_taking:
            return
        if self._task is not None:
            self._task.cancel()
        else:
            super().reject()

    def _set_up(self) -> None:
        self.table.setModel(self._model)
        self.table.setAccessibleName("包里的内容")
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.checksum.setReadOnly(True)
        self.checksum.setAccessibleName("所选一行的校验码（SHA-256）")
        self.progress.setAccessibleName("进度")
        self.progress.hide()
        self.take_button.setEnabled(False)
        self.take_button.setDefault(True)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self._about, 1)
        above.addWidget(self._open)
        checked = QHBoxLayout()
        label = QLabel("所选一行的校验码(&K)：")
        label.setBuddy(self.checksum)
        checked.addWidget(label)
        checked.addWidget(self.checksum, 1)
        below = QHBoxLayout()
        below.addWidget(self.progress, 1)
        below.addStretch()
        below.addWidget(self.take_button)
        below.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.addLayout(above)
        rows.addWidget(self.table, 1)
        rows.addLayout(checked)
        rows.addWidget(self.choices)
        rows.addWidget(self.note)
        rows.addLayout(below)

    def _wire(self) -> None:
        self._open.clicked.connect(self.ask_which)
        self.take_button.clicked.connect(self.take)
        self._close.clicked.connect(self.reject)
        self.choices.changed.connect(self._enable)
        self.table.selectionModel().currentChanged.connect(self._show_checksum)

    def _run(
        self,
        op: Callable[[tasks.Job], object],
        success: Callable[..., None],
        failure: Callable[[BaseException], None],
    ) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self._open.setEnabled(False)
        self.choices.setEnabled(False)
        self._close.setText("停止(&C)")
        self._close.setEnabled(not self._is_taking)
        self._task = tasks.run(self, op, success, failure)
        self._task.progressed.connect(self._show_progress)
        self._task.finished.connect(self._end)
        self._enable()

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _end(self) -> None:
        self._task = None
        self._is_taking = False
        self.progress.hide()
        self._open.setEnabled(True)
        self.choices.setEnabled(True)
        self._close.setText("关闭(&C)")
        self._close.setEnabled(True)
        self._enable()

    def _forget(self) -> None:
        self.pack = None
        self._model.show(())
        self._about.setText(_INTRO)
        self.checksum.clear()
        self.choices.hide()
        self.note.hide()
        self._enable()

    def _show(self, found: tuple[Pack, Outlook, int]) -> None:
        self.pack, expected, self._size = found
        contents = self.pack.contents
        made_at = f"，打包时间 {contents.made_at}" if contents.made_at else ""
        self._about.setText(
            f"{self.pack.name}：核对无误，由 {contents.program} 版程序打成{made_at}。"
        )
        self._model.show(rows_of(self.pack, expected, self._size))
        self._measure()
        self.choices.offer(self.pack, expected)
        self._enable()
        self.table.setCurrentIndex(self._model.index(0, 0))
        self.table.setFocus()
        self.looked.emit()

    def _measure(self) -> None:
        """Columns as wide as their words; the checksums have what is left, and a line of theirs."""
        for column in range(self._model.columnCount() - 1):
            self.table.resizeColumnToContents(column)

    def _show_checksum(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = current.data(RecordRole)
        self.checksum.setText(row.sha256 if isinstance(row, PackRow) else "")
        self.checksum.home(False)

    def _enable(self) -> None:
        wanted = self.choices.lists.isChecked() or self.choices.notebook is not Taking.NONE
        self.take_button.setEnabled(
            self.pack is not None
            and self._task is None
            and wanted
            and self.choices.isVisibleTo(self)
        )

    def _show_taken(self, taken: Taken) -> None:
        if self.pack is not None:
            self._model.show(rows_of(self.pack, taken, self._size))
        self.choices.hide()
        self._enable()
        self.note.say("\n".join(_lines(taken)))
        self._close.setFocus()
        if taken.new:
            self._lists_changed()
        if taken.notebook is not Taking.NONE:
            self._notebook_changed()
        self.took.emit()

    def _refuse(self, error: BaseException) -> None:
        """A pack that is none is told in the dialog: another may be chosen."""
        if isinstance(error, PersonError):
            self.note.say(str(error), loud=True)
        else:
            fault_box(error, self).open()
        self.looked.emit()

    def _fail(self, error: BaseException) -> None:
        fault_box(error, self).open()
        self.took.emit()


def _lines(taken: Taken) -> list[str]:
    said = []
    if taken.new:
        said.append(
            f"已取入：{len(taken.new)} 份清单存入清单库。要改用它，请到“文件 → 当前清单”里选。"
        )
    if taken.old:
        said.append(f"{len(taken.old)} 份清单这里已有，没有改动。")
    if taken.notebook is Taking.REPLACE:
        said.append("记事本已换成包里的。")
    if taken.merging is not None:
        said.append(f"记事本已补入 {len(taken.merging.edit.changes)} 处。")
    if taken.backup is not None:
        said.append(f"取入前的记事本备份在 {taken.backup.path}")
    return said
