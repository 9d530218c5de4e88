"""Tables of whole rows: their heads."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from duty_desktop.views.plain import choose_rows


def rows_to_choose(qtbot: QtBot, *heads: str) -> QTableWidget:
    table = QTableWidget(1, len(heads))
    qtbot.addWidget(table)
    choose_rows(table)
    table.setHorizontalHeaderLabels(heads)
    table.show()
    return table


def head_size(table: QTableWidget, section: int) -> QSize:
    return table.horizontalHeader().sectionSizeFromContents(section)


def test_heads_have_room_for_their_words(qtbot: QtBot) -> None:
    table = rows_to_choose(qtbot, "类别", "事项名称与对应上级部门")
    metrics = QFontMetrics(table.horizontalHeader().font())
    for section, words in enumerate(("类别", "事项名称与对应上级部门")):
        size = head_size(table, section)
        assert size.width() >= metrics.horizontalAdvance(words)
        assert size.height() >= metrics.height()
    assert table.horizontalHeader().height() >= metrics.height()


def test_heads_are_measured_in_the_letters_they_are_shown_in(qtbot: QtBot) -> None:
    words = "Wide words in a head"
    table = rows_to_choose(qtbot, words)
    header = table.horizontalHeader()
    usual, bold = header.font(), header.font()
    bold.setBold(True)
    # Where no face is found, boxes of one width are drawn for letters, bold or not.
    bold.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 2)
    wide, wider = (QFontMetrics(font).size(0, words).width() for font in (usual, bold))
    assert wide < wider
    before = head_size(table, 0).width()
    header.setFont(bold)
    assert head_size(table, 0).width() == before + wider - wide


def test_heads_leave_room_for_the_sign_of_sorting(qtbot: QtBot) -> None:
    table = rows_to_choose(qtbot, "类别")
    without = head_size(table, 0).width()
    table.setSortingEnabled(True)
    assert head_size(table, 0).width() > without


def test_heads_are_measured_again_when_they_change(qtbot: QtBot) -> None:
    table = rows_to_choose(qtbot, "类别")
    short = head_size(table, 0).width()
    table.setHorizontalHeaderLabels(["事项名称与对应上级部门"])
    assert head_size(table, 0).width() > short
