"""The text of a Word document (.docx, ECMA-376): its paragraphs and tables in order.

The file comes from anywhere: what is unpacked is bounded, document types and entities are refused,
macros, pictures, fields and deleted words are passed over.
"""

import io
import re
import zipfile
import zlib
from typing import IO
from xml.parsers import expat

from duty_desktop.errors import SourceDocumentError

_MOST_MEMBERS = 4096
_MOST_UNPACKED = 64 * 1024 * 1024
_MOST_TEXT = 1_000_000
"""Files, bytes of XML and characters; no notice comes near them."""

_CHUNK = 1 << 16

_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
"""WordprocessingML, transitional and strict; expat puts the space before an element's name."""

_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006 "
_BODY = re.compile(r"word/document\d*\.xml", re.IGNORECASE)

_PASSED_OVER = frozenset(("pPr", "rPr", "moveFrom", "rt", "instrText", "delText", "del"))
_SPOKEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ENDS = {"p": "\n", "tc": "\t"}

_DO = "请用 Word 或 WPS 另存为 .docx 再打开，或者把文字复制后粘贴进来。"


def docx_text(data: bytes) -> str:
    """The words of the document in ``data``; raises ``SourceDocumentError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(_body(archive)) as body:
            return _Reader().read(body)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise SourceDocumentError(f"这个文件已经损坏，读不出文字。{_DO}", str(error)) from error
    except (RuntimeError, expat.ExpatError) as error:
        raise SourceDocumentError(
            f"这个文件读不懂，可能加了密或已损坏。{_DO}", str(error)
        ) from error


def _body(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The part that holds the document's words."""
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS:
        raise SourceDocumentError(f"这个文件里的东西太多，不像一份来文。{_DO}")
    names = {member.filename: member for member in members}
    found = next((names[name] for name in sorted(names) if _BODY.fullmatch(name)), None)
    if found is None:
        if any(name.casefold() == "ofd.xml" for name in names):
            raise SourceDocumentError("这是 OFD 版式文件。请用阅读器打开它，把文字复制后粘贴进来。")
        raise SourceDocumentError(f"这是压缩包、表格或别的文件，不是 Word 文档。{_DO}")
    if found.flag_bits & 1:
        raise SourceDocumentError(f"这个文件加了密。请先去掉密码，{_DO[1:]}")
    if found.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise SourceDocumentError(f"这个文件的压缩方式读不懂。{_DO}")
    return found


class _Reader:
    """Collects the words while the XML streams past."""

    def __init__(self) -> None:
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._refuse_types
        self._words: list[str] = []
        self._length = 0
        self._skipping = 0
        self._in_text = False

    def read(self, body: IO[bytes]) -> str:
        unpacked = 0
        while chunk := body.read(_CHUNK):
            unpacked += len(chunk)
            if unpacked > _MOST_UNPACKED or self._length > _MOST_TEXT:
                raise SourceDocumentError("文件太大，不像一份来文。请把正文复制后粘贴进来。")
            self._parser.Parse(chunk, False)
        self._parser.Parse(b"", True)
        return "".join(self._words)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        local = _local(name)
        if self._skipping or local in _PASSED_OVER or name == f"{_COMPATIBILITY}Fallback":
            self._skipping += 1
        elif local in _SPOKEN:
            self._say(_SPOKEN[local])
        elif local == "t":
            self._in_text = True

    def _end(self, name: str) -> None:
        local = _local(name)
        if self._skipping:
            self._skipping -= 1
        elif local in _ENDS:
            self._say(_ENDS[local])
        elif local == "t":
            self._in_text = False

    def _characters(self, text: str) -> None:
        if self._in_text and not self._skipping:
            self._say(text)

    def _say(self, text: str) -> None:
        self._words.append(text)
        self._length += len(text)

    def _refuse_types(self, *_declaration: object) -> None:
        """Refuse a document type: with it come entities that grow without bound."""
        raise SourceDocumentError(f"这个文件里有不该有的内容，为安全起见没有读取。{_DO}")


def _local(name: str) -> str:
    """The element's name where it is one of WordprocessingML, else nothing."""
    for namespace in _NAMESPACES:
        if name.startswith(namespace):
            return name[len(namespace) :]
    return ""
