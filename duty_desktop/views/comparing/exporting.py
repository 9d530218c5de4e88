"""From a comparison to a file for Excel or another program."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from duty_desktop import tasks
from duty_desktop.domain.changes import Comparison
from duty_desktop.views.comparing.printing import changes_name
from duty_desktop.views.file_names import safe_name
from duty_desktop.views.file_saving import Content, FileKind, FileSaving
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.menu_width import keep_whole
from duty_desktop.views.note_line import NoteLine


class ChangesForm(StrEnum):
    """What a file of a comparison is made for; the value is its ending."""

    EXCEL = "xlsx"
    TEXT = "txt"
    JSON = "json"


_TITLE = "导出调整对照表"
_KINDS = {
    ChangesForm.EXCEL: FileKind(_TITLE, "Excel 表格", "xlsx", "已导出到"),
    ChangesForm.TEXT: FileKind(_TITLE, "文本", "txt", "已导出到"),
    ChangesForm.JSON: FileKind(_TITLE, "JSON", "json", "已导出到"),
}
_WORDS = {
    ChangesForm.EXCEL: "Excel 表格(&E)…",
    ChangesForm.TEXT: "文本(&T)…",
    ChangesForm.JSON: "JSON（供其他程序使用）(&J)…",
}


class ChangesExporting(QObject):
    """Asks for a file and writes a comparison to it.

    Attributes:
        menu: the kinds of files.
        saving: makes and writes the file, and says where it is.
    """

    def __init__(self, memory: WindowMemory, window: QWidget) -> None:
        """Export for ``window``; there is nothing to export yet."""
        super().__init__(window)
        self.comparison: Comparison | None = None
        self.saving = FileSaving(memory, "folder/exported", NoteLine("导出结果"), window)
        self.menu = QMenu(window)
        keep_whole(self.menu)
        for form, words in _WORDS.items():
            self.menu.addAction(words).triggered.connect(partial(self.start, form))

    def start(self, form: ChangesForm, _checked: object = None) -> None:
        """Ask where to, and export; nothing while another file is made."""
        comparison = self.comparison
        if comparison is not None and not self.saving.is_running:
            name = f"{safe_name(changes_name(comparison))}.{form}"
            self.saving.ask_where(_KINDS[form], name, lambda job: exported(comparison, form, job))


def exported(comparison: Comparison, form: ChangesForm, job: tasks.Job) -> Content:
    """The file's contents, made on a thread of its own."""
    from duty_desktop.comparing.carrying import carried_over
    from duty_desktop.export.changes_file import ChangesFormat, changes_file

    carried = carried_over(comparison)
    made = changes_file(comparison, carried, ChangesFormat(form), job.progress, job.cancelled)
    return Content(made.data, made.notes)
