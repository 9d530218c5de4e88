"""What pages to read are written with: words stay as they are, hits are marked."""

import pytest
from PySide6.QtGui import QFont, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from duty_desktop.search.folding import fold
from duty_desktop.views.page_writer import PageWriter

HOSTILE = "<b>养犬</b> & %s"


class Page(PageWriter):
    """A page of one paragraph."""

    def write(self, text: str, phrases: list[str], folded: str = "") -> None:
        self._marked(self._cursor, text, phrases, self._plain, folded)


def runs(document: QTextDocument) -> list[tuple[str, bool]]:
    """Every run of text, and whether it is marked."""
    found, at = [], document.begin().begin()
    while not at.atEnd():
        fragment = at.fragment()
        found.append((fragment.text(), fragment.charFormat().fontWeight() == QFont.Weight.Bold))
        at += 1
    return found


@pytest.mark.parametrize(
    ("text", "phrases", "marked"),
    [
        ("", ["养犬"], []),
        ("养犬管理", [], [("养犬管理", False)]),
        ("养犬管理", [""], [("养犬管理", False)]),
        ("养犬管理", ["养猫"], [("养犬管理", False)]),
        ("养犬管理", ["养犬管理"], [("养犬管理", True)]),
        (
            "文明养犬、养犬",
            ["养犬"],
            [("文明", False), ("养犬", True), ("、", False), ("养犬", True)],
        ),
        ("天天天地", ["天天"], [("天天天", True), ("地", False)]),
        ("城市管理", ["城市", "市管"], [("城市管", True), ("理", False)]),
        (HOSTILE, ["<b>"], [("<b>", True), (HOSTILE[3:], False)]),
    ],
)
def test_phrases_are_marked(
    qapp: QApplication, text: str, phrases: list[str], marked: list[tuple[str, bool]]
) -> None:
    document = QTextDocument()

    Page(document, qapp.palette(), 10).write(text, phrases)

    assert document.toPlainText() == text
    assert runs(document) == marked


def test_what_is_found_folded_is_written_as_it_is(qapp: QApplication) -> None:
    document = QTextDocument()
    text = "辦理ＡＢ证"

    Page(document, qapp.palette(), 10).write(text, [fold("办理AB")], fold(text))

    assert runs(document) == [("辦理ＡＢ", True), ("证", False)]


def test_a_table_heads_two_texts_and_is_left(qapp: QApplication) -> None:
    class Table(PageWriter):
        def write(self) -> None:
            table = self._two_columns(2, ("旧", "新"))
            table.cellAt(1, 0).firstCursorPosition().insertText(HOSTILE)
            self._leave_table()
            self._cursor.insertText("完")

    document = QTextDocument()

    Table(document, qapp.palette(), 10).write()

    assert document.toPlainText().split() == ["旧", "新", *HOSTILE.split(), "完"]
    end = QTextCursor(document)
    end.movePosition(QTextCursor.MoveOperation.End)
    assert end.currentTable() is None
