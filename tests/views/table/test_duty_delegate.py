import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from duty_desktop.domain.duty import DutyList
from duty_desktop.models.columns import NAME_COLUMN
from duty_desktop.views.browser import Browser
from duty_desktop.views.table.duty_delegate import DutyDelegate
from duty_desktop.views.tips import as_plain_tip
from tests.views.conftest import WindowMaker


def option(browser: Browser, width: int = 240) -> QStyleOptionViewItem:
    made = QStyleOptionViewItem()
    made.initFrom(browser.table)
    made.rect = QRect(0, 0, width, 60)
    return made


def delegate(browser: Browser) -> DutyDelegate:
    found = browser.table.itemDelegate()
    assert isinstance(found, DutyDelegate)
    return found


def test_a_tip_shows_the_whole_name_only_where_it_is_cut(
    browser: Browser, duty_list: DutyList
) -> None:
    longest = max(duty_list.duties, key=lambda duty: len(duty.name))
    row = browser.rows.row_of(longest)
    assert row is not None
    name = browser.rows.index(row, NAME_COLUMN)

    assert delegate(browser).tip(option(browser), name) == longest.name
    assert delegate(browser).tip(option(browser, 6000), name) == ""


def test_a_tip_is_never_read_as_markup() -> None:
    assert as_plain_tip("<b>养犬</b> & ") == "<p>&lt;b&gt;养犬&lt;/b&gt; &amp; </p>"
    assert as_plain_tip("") == ""


@pytest.mark.parametrize("words", ["养犬", "b", "%"])
def test_painting_marks_and_cuts_without_complaint(
    make_window: WindowMaker, hostile: DutyList, words: str
) -> None:
    window = make_window(hostile)
    assert window.content is not None
    browser = window.content.browser
    plain = painted(browser)

    browser.field.setText(words)

    assert painted(browser) != plain


def painted(browser: Browser) -> QImage:
    """The name of 配合 1 as it is drawn, not selected."""
    image = QImage(240, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    browser.table.clearSelection()
    row = next(
        row
        for row in range(browser.rows.rowCount())
        if browser.rows.duty_at(row).id == "cooperative-1"
    )
    painter = QPainter(image)
    delegate(browser).paint(painter, option(browser), browser.rows.index(row, NAME_COLUMN))
    painter.end()
    return image
