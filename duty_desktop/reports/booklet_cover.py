"""The booklet's cover: whose list it is, what it is called and of which month."""

from duty_desktop.domain.duty import DutyList, LineKind
from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.official_page import TYPE_HEIGHT, TYPE_WIDTH, OfficialPage
from duty_desktop.reports.roles import Role
from duty_desktop.reports.typesetting import Typesetter

_REGION = Style(Role.KAI, 18.0, 30.0)
_TOWN = Style(Role.TITLE, 26.0, 42.0)
_TITLE = Style(Role.TITLE, 42.0, 64.0)
_DATE = Style(Role.KAI, 18.0, 30.0)

_AT = {"region": 0.14, "town": 0.20, "title": 0.33, "date": 0.90}
"""How far down the type area each line's upper edge lies, as a part of its height."""


def draw_cover(paper: Paper, setter: Typesetter, duty_list: DutyList) -> None:
    """Draw the cover's lines, centred, each on one line."""
    page = OfficialPage(1)
    town = duty_list.town
    for name, text, style in (
        ("region", town.region + town.prefecture, _REGION),
        ("town", town.county + town.name, _TOWN),
        ("title", duty_list.title, _TITLE),
        ("date", cover_date(duty_list), _DATE),
    ):
        text, fitted = setter.fitted(text, style, TYPE_WIDTH)
        for line in setter.centred(text, fitted, TYPE_WIDTH)[:1]:
            line.draw(paper, page.left, page.top - _AT[name] * TYPE_HEIGHT)


def cover_date(duty_list: DutyList) -> str:
    """The date in the words of the source's cover: 2025 年 7 月."""
    wanted = duty_list.date_in_words
    for line in duty_list.lines:
        if line.kind is not LineKind.TEXT:
            break
        if "".join(line.text.split()) == wanted:
            return line.text.strip()
    return wanted
