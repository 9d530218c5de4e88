"""The parts of an .xlsx or .docx file, unpacked within bounds.

The file comes from anywhere: how much it unpacks to is bounded before and while it is unpacked,
document types and entities are refused, and so are macros and what leads to other files.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO
from xml.parsers import expat

from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.grid import quoted

_MOST_MEMBERS = 4096
_MOST_UNPACKED = 96 * 1024 * 1024
"""Files, and bytes of all parts together; a county of twenty towns unpacks to some 10 MB."""

_MOST_ELEMENTS = 2_000_000
"""XML elements that are read in all, some seconds of work; a part may stand under many names. A
county of twenty towns has some 200,000 as a workbook."""

_MOST_RATIO = 200
_RATIO_FROM = 4 * 1024 * 1024
"""How often a part larger than this may be its packed size: sheets reach 30."""

_DEEPEST = 256
"""Elements within elements; tables within tables reach some 30."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How parts may be packed (ECMA-376-2). LZMA takes whatever memory a file asks for."""

_CHUNK = 1 << 16

_MACROS = re.compile(r"(?:.*/)?(?:vbaProject|vbaData)[^/]*|xl/macrosheets/.*", re.IGNORECASE)
_OTHER_FILES = re.compile(r"xl/externalLinks/.*", re.IGNORECASE)
_RELATIONS = re.compile(r"(?:word|xl)/(?:.*/)?_rels/[^/]*\.rels", re.IGNORECASE)
_HARMLESS = ("/hyperlink", "/attachedTemplate")
"""What may lead outside: links to click on and the writer's own template, neither is followed."""

SAVE_AS = "请用 Excel、Word 或 WPS 打开后另存为 .xlsx 或 .docx，再导入。"

Handlers = tuple[
    Callable[[str, dict[str, str]], None], Callable[[str], None], Callable[[str], None]
]
"""What is called with an element's local name and attributes, its end, and its characters."""


class OfficeZip:
    """An office file, opened and found harmless.

    Attributes:
        names: the parts it holds.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at every part's name and size; raises ``SourceDocumentError``."""
        self._archive = archive
        self._elements = 0
        members = archive.infolist()
        self._parts = {member.filename: member for member in members}
        self.names = tuple(self._parts)
        _check_sizes(members)
        _check_names(self.names)
        for name in filter(_RELATIONS.fullmatch, self.names):
            self._check_relations(name)

    def stream(self, name: str, handlers: Handlers) -> None:
        """Read the part ``name`` as XML; namespaces are left out of names."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        start, end, characters = handlers
        depth = 0

        def start_element(name: str, given: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            self._elements += 1
            if self._elements > _MOST_ELEMENTS:
                raise SourceDocumentError(
                    "这个文件里的东西太多，不像是履职事项清单，请核对后重试。"
                )
            if depth > _DEEPEST:
                raise ValueError("elements within elements without end")
            start(_local(name), {_local(key): value for key, value in given.items()})

        def end_element(name: str) -> None:
            nonlocal depth
            depth -= 1
            end(_local(name))

        parser.StartElementHandler = start_element
        parser.EndElementHandler = end_element
        parser.CharacterDataHandler = characters
        parser.StartDoctypeDeclHandler = _refuse_types
        part = self._parts.get(name)
        if part is None:
            raise SourceDocumentError(f"这个文件不完整，缺少“{quoted(name)}”。{SAVE_AS}")
        with self._archive.open(part) as body:
            for chunk in _chunks(body):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def relations(self, name: str) -> dict[str, str]:
        """Where the relations of the part ``name`` lead, by their ids."""
        folder, _, last = name.rpartition("/")
        found: dict[str, str] = {}

        def start(element: str, given: dict[str, str]) -> None:
            if element == "Relationship":
                target = given.get("Target", "")
                inside = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
                found[given.get("Id", "")] = inside

        self.stream(f"{folder}/_rels/{last}.rels", (start, nothing, nothing))
        return found

    def _check_relations(self, name: str) -> None:
        def start(element: str, given: dict[str, str]) -> None:
            outside = element == "Relationship" and given.get("TargetMode") == "External"
            if outside and not given.get("Type", "").endswith(_HARMLESS):
                raise _leads_outside()

        self.stream(name, (start, nothing, nothing))


@contextmanager
def opened(data: bytes) -> Iterator[OfficeZip]:
    """The office file in ``data``; every fault of it becomes a ``SourceDocumentError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield OfficeZip(archive)
    except RuntimeError as error:
        raise SourceDocumentError("这个文件设了密码。请去掉密码后再导入。", str(error)) from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        expat.ExpatError,
        EOFError,
        LookupError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise SourceDocumentError(
            f"这个文件已经损坏，读不出内容。{SAVE_AS}", repr(error)
        ) from error


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > _MOST_MEMBERS:
        raise SourceDocumentError("这个文件里的东西太多，不像是履职事项清单，请核对后重试。")
    swollen = any(
        member.file_size > max(_RATIO_FROM, _MOST_RATIO * member.compress_size)
        for member in members
    )
    if swollen or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise SourceDocumentError(
            "这个文件解开后大得异常（可能是“压缩炸弹”），为安全起见没有读取，请核对文件来源。"
        )
    if any(member.compress_type not in _METHODS for member in members):
        raise ValueError("packed as no office file is")
    if any(member.flag_bits & 1 for member in members):
        raise SourceDocumentError("这个文件设了密码。请去掉密码后再导入。")


def _check_names(names: tuple[str, ...]) -> None:
    if any(map(_MACROS.fullmatch, names)):
        raise SourceDocumentError(
            "这个文件带有宏程序，为安全起见没有读取。请另存为不带宏的 .xlsx 或 .docx，再导入。"
        )
    if any(map(_OTHER_FILES.fullmatch, names)):
        raise _leads_outside()


def _leads_outside() -> SourceDocumentError:
    return SourceDocumentError(
        "这个文件引用了别的文件（外部链接），为安全起见没有读取。请断开链接、另存一份后再导入。"
    )


def _chunks(body: IO[bytes]) -> Iterator[bytes]:
    while chunk := body.read(_CHUNK):
        yield chunk


def _refuse_types(*_declaration: object) -> None:
    """Refuse a document type: with it come entities that grow without bound."""
    raise SourceDocumentError(
        f"这个文件里有不该有的内容（实体定义），为安全起见没有读取。{SAVE_AS}"
    )


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def nothing(*_given: object) -> None:
    """What is called for what nobody wants to know."""
