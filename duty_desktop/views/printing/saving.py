"""Saving a document as a PDF file, and showing where it went."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from duty_desktop.views.file_saving import Content, FileKind, FileSaving
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.note_line import NoteLine

_PDF = FileKind("另存为 PDF", "PDF 文件", "pdf")


class PdfSaving(FileSaving):
    """Asks where to save, saves in the background, and says so."""

    def __init__(self, memory: WindowMemory, parent: QWidget) -> None:
        """Remember folders in ``memory``; ``parent`` is the dialog that saves."""
        super().__init__(memory, "folder/saved", NoteLine("保存结果"), parent)

    def ask(self, pdf: bytes, name: str) -> None:
        """Let the user choose a file, ``name`` suggested, and write ``pdf`` to it."""
        self.ask_where(_PDF, name, lambda _job: Content(pdf))

    def save(self, pdf: bytes, path: Path) -> None:
        """Write ``pdf`` to ``path``, whole or not at all; nothing while another is written."""
        self.save_as(_PDF, path, lambda _job: Content(pdf))
