"""From what stands in the window to a file for Excel, Word or another program."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from duty_desktop import tasks
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.views.exporting.menu import ExportForm, ExportMenu
from duty_desktop.views.file_names import safe_name, suggested_name
from duty_desktop.views.file_saving import Content, FileKind, FileSaving
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.menu_width import keep_whole
from duty_desktop.views.note_line import NoteLine
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.scope import Scope

if TYPE_CHECKING:
    from duty_desktop.domain.assignment import TownNotes
    from duty_desktop.export.making import ExportOrder

_KINDS = {
    ExportForm.EXCEL: FileKind("导出为 Excel 表格", "Excel 表格", "xlsx", "已导出到"),
    ExportForm.WORD_LIST: FileKind("导出为 Word 清单", "Word 文档", "docx", "已导出到"),
    ExportForm.WORD_SHEETS: FileKind("导出为 Word 事项单", "Word 文档", "docx", "已导出到"),
    ExportForm.CSV: FileKind("导出为 CSV 文本", "CSV 文本", "csv", "已导出到"),
}


_WITH_NOTES = "export/notes"


class Exporting(QObject):
    """Asks for a file and writes it, with progress at the foot of the window.

    Attributes:
        saving: makes and writes the file, and says where it is.
        progress: how far it is.
    """

    def __init__(
        self,
        duty_list: DutyList,
        memory: WindowMemory,
        menu: ExportMenu,
        matter: Callable[[], PrintMatter],
        place: QWidget,
    ) -> None:
        """Export from ``duty_list`` what ``menu`` asks for of ``matter``; tell it in ``place``."""
        super().__init__(place)
        self._duty_list = duty_list
        self._matter = matter
        note = NoteLine("导出结果")
        self.saving = FileSaving(memory, "folder/exported", note, place)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("导出进度")
        self.progress.setFormat("%p%")
        self.progress.hide()
        note.add(self.progress)
        rows = place.layout()
        if isinstance(rows, QVBoxLayout):
            rows.addWidget(note)
        self._menu = menu
        menu.with_notes.setChecked(memory.number(_WITH_NOTES, 0) == 1)
        menu.with_notes.toggled.connect(lambda ticked: memory.keep(_WITH_NOTES, int(ticked)))
        menu.aboutToShow.connect(lambda: menu.offer(matter()))
        keep_whole(menu)
        menu.wanted.connect(self.open)
        menu.offer(matter())
        self.saving.started.connect(self._show_start)
        self.saving.progressed.connect(self._show_progress)
        self.saving.ended.connect(lambda saved: self._show_end(saved=saved))

    def open(self, scope: Scope, form: ExportForm) -> None:
        """Ask where to, and export; nothing while another file is made."""
        matter = self._matter()
        duties = matter.duties(scope)
        if duties and not self.saving.is_running:
            with_notes = matter.notes.assignments and self._menu.with_notes.isChecked()
            make = maker(self._duty_list, duties, form, matter.notes if with_notes else None)
            self.saving.ask_where(_KINDS[form], export_name(self._duty_list, duties, form), make)

    def cancel(self) -> None:
        """Give up what is made: nobody waits for it any more."""
        self.saving.cancel()

    def _show_start(self) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.saving.note.say("正在导出…", [("取消", self.cancel)])

    def _show_progress(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show_end(self, *, saved: bool) -> None:
        self.progress.hide()
        note = self.saving.note
        if saved:
            note.add_way("关闭", note.hide)
        else:
            note.hide()


def maker(
    duty_list: DutyList,
    duties: Sequence[Duty],
    form: ExportForm,
    notes: "TownNotes | None" = None,
) -> Callable[[tasks.Job], Content]:
    """What makes the file of these duties, with ``notes`` if any, on a thread of its own."""

    def make(job: tasks.Job) -> Content:
        from duty_desktop.export import making

        order = _order(duty_list, tuple(duties), form, notes)
        exported = making.make(order, duty_list, job.progress, job.cancelled)
        return Content(exported.data, exported.notes)

    return make


def _order(
    duty_list: DutyList, duties: tuple[Duty, ...], form: ExportForm, notes: "TownNotes | None"
) -> "ExportOrder":
    from duty_desktop.domain.assigning import handlings
    from duty_desktop.export.making import ExportOrder, FileFormat
    from duty_desktop.export.word_document import WordLayout

    layout = WordLayout.SHEETS if form is ExportForm.WORD_SHEETS else WordLayout.LIST
    assignments = None if notes is None else handlings(notes, duty_list.source_sha256)
    return ExportOrder(FileFormat(_KINDS[form].ending), duties, layout, assignments)


def export_name(duty_list: DutyList, duties: Sequence[Duty], form: ExportForm) -> str:
    """A file's name to suggest: 昌吉市三工镇履职事项清单（2025年7月）.xlsx."""
    ending = f".{_KINDS[form].ending}"
    if form is ExportForm.WORD_SHEETS or len(duties) == 1:
        return suggested_name(duties, ending)
    name = duty_list.full_title
    if len(duties) < len(duty_list.duties):
        name = f"{name} 选取{len(duties)}项"
    return safe_name(name) + ending
