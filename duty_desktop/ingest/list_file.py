"""A file that may hold lists, of whatever make, as grids; the one place that tells makes apart."""

from dataclasses import dataclass
from pathlib import Path

from duty_desktop.errors import SourceDocumentError
from duty_desktop.files import after_not_opened, read_at_most
from duty_desktop.ingest.docx_grid import BODY, read_document
from duty_desktop.ingest.grid import Grid
from duty_desktop.ingest.office_zip import SAVE_AS, opened
from duty_desktop.ingest.text_grid import read_text
from duty_desktop.ingest.watching import Watch
from duty_desktop.ingest.xlsx_grid import BOOK, read_workbook

MAX_BYTES = 32 * 1024 * 1024
"""A list with its pictures; what is larger is some other file."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURE = (
    "这是图片或扫描件，程序认不出图中的文字。请先做文字识别，存成 Excel 或 Word 文件后再导入。"
)
_PACKED = "这是压缩包。请先解压，再导入里面的清单文件。"

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "这是 PDF 文件，程序读不出其中的表格。请先转成 Excel 或 Word 文件，再导入。"),
    (b"{\\rtf", f"这是 RTF 文件。{SAVE_AS}"),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"SQLite format 3\x00", "这是数据库文件，不是清单文档；已经生成的清单请用 --database 打开。"),
)
"""How files that cannot be read begin, and what to tell the user."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file as it was read: its bytes are known by their checksum, its words stand in grids."""

    name: str
    sha256: str
    grids: tuple[Grid, ...]
    hidden: tuple[str, ...]
    """Names of sheets that the workbook hides: they were not read."""
    data: bytes


def read_list_file(path: Path, watch: Watch) -> ListFile:
    """The file at ``path``.

    Raises ``SourceDocumentError`` with what to do, where it is no document that can be read.
    """
    import hashlib

    data = _bytes(path)
    try:
        grids, hidden = _grids(data, path.name, watch)
    except SourceDocumentError as error:
        raise SourceDocumentError(f"“{path.name}”没有读成：{error}", error.details) from error
    sha256 = hashlib.sha256(data).hexdigest()
    shown = tuple(grid.harmless() for grid in grids)
    return ListFile(path.name, sha256, shown, tuple(hidden), data)


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise SourceDocumentError(f"“{path}”是一个文件夹，请选择一个清单文件。")
        return read_at_most(path, MAX_BYTES + 1)
    except OSError as error:
        sentence = f"文件“{path}”打不开，{after_not_opened(error)}"
        raise SourceDocumentError(sentence, str(error)) from error


def _grids(data: bytes, file: str, watch: Watch) -> tuple[list[Grid], list[str]]:
    if len(data) > MAX_BYTES:
        raise SourceDocumentError("这个文件太大，不像是履职事项清单，请核对后重试。")
    if not data.strip():
        raise SourceDocumentError("这个文件是空的，请换一份履职事项清单。")
    if data.startswith(_OLD_OFFICE):
        raise SourceDocumentError(_old_office(data))
    if data.startswith(b"PK"):
        return _office(data, file, watch)
    for beginning, sentence in _OTHERS:
        if data.startswith(beginning):
            raise SourceDocumentError(sentence)
    return [read_text(data, file, watch)], []


def _office(data: bytes, file: str, watch: Watch) -> tuple[list[Grid], list[str]]:
    with opened(data) as office:
        if BOOK in office.names:
            return read_workbook(office, file, watch)
        body = next(filter(BODY.fullmatch, sorted(office.names)), None)
        if body:
            return [read_document(office, body, file, watch)], []
        folded = {name.casefold() for name in office.names}
    if "xl/workbook.bin" in folded:
        raise SourceDocumentError(f"这是 .xlsb 文件，程序读不了。{SAVE_AS}")
    if "content.xml" in folded:
        raise SourceDocumentError(f"这是 .ods 或 .odt 文件，程序读不了。{SAVE_AS}")
    if "ofd.xml" in folded:
        raise SourceDocumentError(
            "这是 OFD 版式文件，程序读不出其中的表格。请先转成 Excel 或 Word 文件，再导入。"
        )
    raise SourceDocumentError("这是压缩包或别的文件，不是 Excel 或 Word 文件，请核对文件。")


def _old_office(data: bytes) -> str:
    """What an old compound file is: its streams' names stand in it in UTF-16."""
    if _named(data, "EncryptedPackage"):
        return "这个文件设了密码。请打开它、去掉密码并另存后，再导入。"
    if _named(data, "WordDocument"):
        return f"这是旧版 Word 文件（.doc），只改扩展名不行。{SAVE_AS}"
    if _named(data, "Workbook") or _named(data, "Book"):
        return f"这是旧版 Excel 文件（.xls），只改扩展名不行。{SAVE_AS}"
    return f"这是旧版 Office 或加密的文件，程序读不了。{SAVE_AS}"


def _named(data: bytes, stream: str) -> bool:
    return stream.encode("utf-16-le") in data
