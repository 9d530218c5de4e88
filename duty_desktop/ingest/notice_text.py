"""The text of a notice that somebody opens or pastes, from a file of unknown make.

Text files are UTF-8, UTF-16 or GB18030, with or without a byte order mark; Word files are .docx.
Anything else is refused with what to do instead.
"""

import re
import unicodedata
from pathlib import Path

from duty_desktop.errors import SourceDocumentError
from duty_desktop.files import after_not_opened, read_at_most
from duty_desktop.ingest.text_encoding import decoded, reads_as_utf_8

MAX_CHARACTERS = 200_000
"""Some 300 printed pages; what is longer is no notice."""

MAX_BYTES = 24 * 1024 * 1024
"""A .docx may carry pictures; what is larger is no notice."""

_MOST_CONTROLS = 0.005
"""Part of a text that may be control characters; more and it is no text."""

_PASTE = "请在原来的程序里打开它，把文字复制后粘贴进来"

_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", f"这是 PDF 文件，程序读不出其中的文字。{_PASTE}；扫描件请先做文字识别。"),
    (
        b"\xd0\xcf\x11\xe0",
        f"这是旧版 Word 或加密的文件。请用 Word 或 WPS 另存为 .docx，或者{_PASTE[1:]}。",
    ),
    (b"{\\rtf", f"这是 RTF 文件。请用 Word 或 WPS 另存为 .docx，或者{_PASTE[1:]}。"),
    (b"\x89PNG", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"\xff\xd8\xff", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"GIF8", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"BM", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"II*\x00", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"MM\x00*", "这是图片，程序认不出图中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"RIFF", "这是图片或影音文件，程序认不出其中的文字。请先做文字识别，再把文字粘贴进来。"),
    (b"Rar!", "这是压缩包。请先解压，再打开里面的 .docx 或 .txt 文件。"),
    (b"7z\xbc\xaf", "这是压缩包。请先解压，再打开里面的 .docx 或 .txt 文件。"),
)
"""How files that cannot be read begin, and what to tell the user."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def read_notice(path: Path) -> str:
    """The text of the file; raises ``SourceDocumentError`` with what to do where it has none."""
    try:
        if path.is_dir():
            raise SourceDocumentError(f"“{path}”是一个文件夹，请选择一个 .docx 或 .txt 文件。")
        data = read_at_most(path, MAX_BYTES + 1)
    except OSError as error:
        sentence = f"来文“{path}”打不开，{after_not_opened(error)}"
        raise SourceDocumentError(sentence, str(error)) from error
    return notice_text(data)


def notice_text(data: bytes) -> str:
    """The text in a file's bytes; raises ``SourceDocumentError`` with what to do instead."""
    if len(data) > MAX_BYTES:
        raise SourceDocumentError("文件太大，不像一份来文。请把正文复制后粘贴进来。")
    if data.startswith(b"PK"):
        from duty_desktop.ingest.docx_text import docx_text

        return clean_notice(docx_text(data))
    for beginning, sentence in _OTHERS:
        if data.startswith(beginning) and not (beginning == b"BM" and reads_as_utf_8(data)):
            raise SourceDocumentError(sentence)
    text = decoded(data)
    if text is None:
        raise _no_text()
    return clean_notice(text)


def clean_notice(text: str) -> str:
    """Pasted or read text with one kind of line end and no control characters.

    Raises ``SourceDocumentError`` where nothing is left, or it is too long or no text.
    """
    if len(text) > MAX_CHARACTERS:
        raise SourceDocumentError(
            f"来文超过 {MAX_CHARACTERS // 10000} 万字，不像一份通知。请只粘贴正文部分。"
        )
    text = _LINE_ENDS.sub("\n", text)
    cleaned = "".join(" " if _steers(char) else char for char in text)
    if sum(map(_steers, text)) > max(2, _MOST_CONTROLS * len(text)):
        raise _no_text()
    if not cleaned.strip():
        raise SourceDocumentError("来文是空的，没有可以比对的文字。请重新选择文件或粘贴文字。")
    return cleaned


def _steers(char: str) -> bool:
    """Whether the character steers the text instead of being read."""
    return char not in "\n\t" and unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _no_text() -> SourceDocumentError:
    return SourceDocumentError(
        "这个文件不是文字文件，或者已经损坏。请另存为 .docx，或者把文字复制后粘贴进来。"
    )
