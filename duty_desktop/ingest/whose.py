"""Whose list it is and of which month, from titles, sheets' names and files' names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from duty_desktop.ingest.cover import PLACE
from duty_desktop.ingest.grid import squeezed

_LONGEST = 200
"""Characters of a title; longer lines are no titles."""

_FIRST_WORDS = re.compile(
    r"^(?:(?:附件|附表|表)[\d一二三四五六七八九十]*[:.、]?|\d{4}年(?:\d{1,2}月)?(?:版)?|\d+[.、]"
    r"|[^:]{0,4}单位:)+"
)
_OTHER_WORDS = re.compile(
    r"[\d(\[【《_\-—]|(?:基本|配合|上级|收回|履职|职责|权责|事项|清单|目录|三单|等)"
)
_COUNTY = re.compile(
    r"(?P<region>(?:.{2,8}?(?:省|自治区)|(?:北京|天津|上海|重庆)市)?)"
    r"(?P<prefecture>(?:.{2,12}?(?:自治州|地区|盟|市|州))?)"
    r"(?P<county>.{1,12}?(?:自治县|自治旗|市|县|区|旗))"
)
_TOWN = re.compile(r"(?P<name>.{1,10}?(?:镇|乡|街道|苏木))(?:党委|党工委|人民政府|办事处)?")
_NOBODY = re.compile(r"[各本全所该]|乡镇|镇街|街镇|镇$|乡$|街道$|[^\u3400-\u9fff]")
"""What towns in general are called, and what no town's name begins with."""

_NO_COUNTY = re.compile(r"[各本全该所][市县区旗]")
"""What files of a whole county are called: 全市; a name may begin so (全州县)."""

_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*[年./\-．]\s*(?P<month>1[0-2]|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>20\d{2})(?P<month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"),
    re.compile(
        r"(?P<year>[一二][零〇○O0一二三四五六七八九]{3})年(?P<month>十[一二]|[一二三四五六七八九十])月"
    ),
)
_DIGITS = str.maketrans("零〇○O一二三四五六七八九", "0000123456789")
_MONTHS = {word: str(number) for number, word in enumerate("一二三四五六七八九十", 1)}
_MONTHS |= {"十一": "11", "十二": "12"}


@dataclass(frozen=True, slots=True)
class Whose:
    """A town and a month, as far as they are known; what is not is empty."""

    town: str = ""
    county: str = ""
    prefecture: str = ""
    region: str = ""
    date: str = ""
    """``2026-03``"""

    def filled_from(self, other: "Whose") -> "Whose":
        """The same with what it lacks taken from ``other``; two counties are not mixed.

        A prefecture's short name (昌吉州) gives way to its whole one (昌吉回族自治州).
        """
        same = not self.county or not other.county or self.county == other.county
        return Whose(
            self.town or other.town,
            self.county or other.county,
            _fuller(self.prefecture, other.prefecture) if same else self.prefecture,
            self.region or (other.region if same else ""),
            self.date or other.date,
        )


def whose(lines: Sequence[str]) -> Whose:
    """What the lines of a cover or title say, the fullest place among them winning."""
    places = [place_in(text) for text in _joined(lines)]
    best = max(places, key=_fullness, default=Whose())
    dates = [date for line in lines if (date := date_in(line))]
    return best.filled_from(Whose(date=dates[0] if dates else ""))


def place_in(text: str) -> Whose:
    """The place whose list a title names; empty where it names none."""
    if len(text) > _LONGEST:
        return Whose()
    plain = _FIRST_WORDS.sub("", squeezed(text).lstrip("《"))
    named = re.search(r"《(.+?清单)", plain)
    plain = named[1] if named else plain
    other = _OTHER_WORDS.search(plain)
    front = plain[: other.start()] if other else plain
    for pattern in (PLACE, _COUNTY, _TOWN):
        match = pattern.fullmatch(front)
        parts = match.groupdict() if match else {}
        if match and not _NOBODY.match(parts.get("name") or ""):
            said = (parts.get(key) or "" for key in ("name", "county", "prefecture", "region"))
            return Whose(*("" if _NO_COUNTY.fullmatch(name) else name for name in said))
    return Whose()


def date_in(text: str) -> str:
    """The first month that the text names, as ``2026-03``; empty where it names none."""
    for pattern in _DATES:
        if match := pattern.search(text):
            year = match["year"].translate(_DIGITS)
            month = _MONTHS.get(match["month"], match["month"])
            return f"{year}-{int(month):02}"
    return ""


def _fuller(name: str, other: str) -> str:
    """The name, or ``other`` where that is the same written out, or where there is none."""
    is_short = not name or (len(other) > len(name) and other.startswith(name[:-1]))
    return other if is_short else name


def _joined(lines: Sequence[str]) -> Iterable[str]:
    """Each line, and neighbours together: a cover sets one name on several lines."""
    plain = [line for line in map(squeezed, lines) if line]
    for start in range(len(plain)):
        for end in range(start + 1, min(start + 4, len(plain)) + 1):
            yield "".join(plain[start:end])


def _fullness(place: Whose) -> int:
    return sum(map(bool, (place.town, place.county, place.prefecture, place.region)))
