"""The text of a notice that somebody opens or pastes, from a file of unknown make.

Text files are UTF-8, UTF-16 or GB18030, with or without a byte order mark; Word files are .docx.
Anything else is refused with what to do instead.
"""

import re
import unicodedata
from pathlib import Path

from duty_desktop.errors import SourceDocumentError

MAX_CHARACTERS = 200_000
"""Some 300 printed pages; what is longer is no notice."""

MAX_BYTES = 24 * 1024 * 1024
"""A .docx may carry pictures; what is larger is no notice."""

_LEAST_COMMON = 0.6
"""Of the Chinese characters of a real text at least so many are among the 3755 common ones."""

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
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        sentence = f"来文“{path}”打不开，请核对文件名和读取权限。"
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
        if data.startswith(beginning) and not (beginning == b"BM" and _reads_as_text(data)):
            raise SourceDocumentError(sentence)
    return clean_notice(decoded(data))


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


def decoded(data: bytes) -> str:
    """The text, in whichever encoding makes it the most plausible.

    Raises ``SourceDocumentError`` where it is no text in any of them.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ):
        if data.startswith(mark):
            text = _as(data[len(mark) :], encoding)
            if text is None:
                raise _no_text()
            return text
    text = _as(data, "utf-8")
    if text is not None and "\0" not in text:
        return text
    readings = (_as(data, encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be"))
    likely = [(plausibility(each), each) for each in readings if each is not None]
    best = max(likely, default=(0.0, ""), key=lambda each: each[0])
    if best[0] < _LEAST_COMMON:
        raise _no_text()
    return best[1]


def _reads_as_text(data: bytes) -> bool:
    text = _as(data, "utf-8")
    return text is not None and "\0" not in text


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def plausibility(text: str) -> float:
    """How much of what is not ASCII is common Chinese: 1 for a real text, near 0 for a wrong guess.

    Common are the characters of GB 2312's first level and its marks; a text decoded wrongly is
    mostly others. Text without any of them is as plausible as it is free of control characters.
    """
    steering = sum(char < " " and char not in "\t\r\n\f\v" for char in text)
    others = [char for char in text if char > "\x7f"]
    common = sum(map(_is_common, others))
    share = common / len(others) if others else 1.0
    return share - steering / max(1, len(text))


def _is_common(char: str) -> bool:
    try:
        row = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return char in "—·〔〕〇"
    # Rows A1-A9 are marks, B0-D7 the characters of the first level.
    return 0xA1 <= row <= 0xA3 or 0xB0 <= row <= 0xD7
