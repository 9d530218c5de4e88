"""The cover: whose list it is, what it is called and of which month."""

import re
from collections.abc import Sequence

from duty_desktop.domain.duty import Town
from duty_desktop.errors import SourceDocumentError

PLACE = re.compile(
    r"(?P<region>(?:.{2,8}?(?:省|自治区)|(?:北京|天津|上海|重庆)市)?)"
    r"(?P<prefecture>(?:.{2,12}?(?:自治州|地区|盟|市|州))?)"
    r"(?P<county>.{1,12}?(?:自治县|自治旗|市|县|区|旗))"
    r"(?P<name>.{1,12}?(?:镇|乡|街道|苏木))(?:党委|党工委|人民政府|办事处)?"
)
"""Levels of administration by the endings of their names (行政区划管理条例)."""

_TITLE = re.compile(r"履职事项清单")
_DATE = re.compile(r"(?P<year>\d{4})\s*年\s*(?P<month>\d{1,2})\s*月")


def read_cover(lines: Sequence[str]) -> tuple[Town, str, str]:
    """The town, the list's title and its date (``2025-07``).

    Raises ``SourceDocumentError`` where the cover does not say one of them.
    """
    joined = ["".join(line.split()).lstrip("\ufeff") for line in lines]
    title_at = next((i for i, line in enumerate(joined) if _TITLE.search(line)), None)
    if title_at is None:
        raise SourceDocumentError("封面上没有“履职事项清单”字样，请核对是否选对了文件。")
    title = _TITLE.search(joined[title_at])
    before = joined[title_at][: title.start()] if title else ""
    place = PLACE.fullmatch("".join(joined[:title_at]) + before)
    if not place:
        raise SourceDocumentError("封面上没有写明是哪个县（市、区）的哪个乡镇，请核对原文件。")
    date = _DATE.search("\n".join(lines[title_at:]))
    if not date or not 1 <= int(date["month"]) <= 12:
        raise SourceDocumentError("封面上没有写明年月，请核对原文件。")
    town = Town(place["name"], place["county"], place["prefecture"], place["region"])
    return town, "履职事项清单", f"{date['year']}-{int(date['month']):02}"
