"""Text from bytes of unknown make: UTF-8, UTF-16 or GB18030, with or without a byte order mark."""

_LEAST_COMMON = 0.6
"""Of the Chinese characters of a real text at least so many are among the 3755 common ones."""

_JUDGED = 100_000
"""Characters at a text's beginning that tell its encoding; a list has as many."""


def decoded(data: bytes) -> str | None:
    """The text, in whichever encoding makes it the most plausible; ``None`` where it is no text."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8"),
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ):
        if data.startswith(mark):
            return _as(data[len(mark) :], encoding)
    if reads_as_utf_8(data):
        return data.decode("utf-8")
    readings = (_as(data, encoding) for encoding in ("gb18030", "utf-16-le", "utf-16-be"))
    likely = [(_plausibility(each[:_JUDGED]), each) for each in readings if each is not None]
    worth, best = max(likely, default=(0.0, ""), key=lambda each: each[0])
    return best if worth >= _LEAST_COMMON else None


def reads_as_utf_8(data: bytes) -> bool:
    """Whether the bytes are text in UTF-8."""
    text = _as(data, "utf-8")
    return text is not None and "\0" not in text


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
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
