import pytest
from PySide6.QtGui import QFont, QPalette, QTextDocument

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.models.results import Spans, nowhere
from duty_desktop.search.engine import SearchEngine
from duty_desktop.views.detail.duty_page import DutyPage, PageLook
from duty_desktop.views.detail.duty_words import sides


def written(
    duty_list: DutyList, duty_id: str, spans: Spans = nowhere, *, beside: bool = True
) -> QTextDocument:
    document = QTextDocument()
    page = DutyPage(document, PageLook(QFont(), QPalette(), beside), spans)
    page.write(duty_list, duty_list.duty(duty_id))
    return document


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("beside", [True, False])
@pytest.mark.usefixtures("qapp")
def test_every_official_word_stands_on_the_page_in_order(
    duty_list: DutyList, *, beside: bool
) -> None:
    for duty in duty_list.duties:
        text = squeezed(written(duty_list, duty.id, beside=beside).toPlainText())
        at = text.index(squeezed(duty.name))
        if duty.departments and duty.township_text:
            at = text.index(squeezed(words(duty.cells[3])), at)
        for side in sides(duty):
            for step in duty.side(side):
                at = text.index(squeezed(step.marker + step.text), at)


@pytest.mark.usefixtures("qapp")
def test_the_sides_stand_next_to_each_other_or_one_under_the_other(duty_list: DutyList) -> None:
    document = written(duty_list, "cooperative-21")
    table = document.find("组织各村").currentTable()
    assert (table.rows(), table.columns()) == (1, 2)

    document = written(duty_list, "cooperative-21", beside=False)
    alone = document.find("组织各村")
    assert not alone.isNull()
    assert alone.currentTable() is None


@pytest.mark.usefixtures("qapp")
def test_the_reclaimed_banner(duty_list: DutyList) -> None:
    document = written(duty_list, "reclaimed-3")

    assert document.find("本镇不再承担此事项").currentTable() is not None
    assert "本镇不再承担此事项\n由 昌吉市农业农村局 承接" in document.toPlainText()


@pytest.mark.usefixtures("qapp")
def test_findings_about_words_stand_below(duty_list: DutyList) -> None:
    text = written(duty_list, "cooperative-17").toPlainText()

    assert text.index("原文说明") < text.index("昌吉市城市管理委员会”，归入")
    assert "原文说明" not in written(duty_list, "cooperative-21").toPlainText()


@pytest.mark.usefixtures("qapp")
def test_hits_are_bold_on_a_ground(duty_list: DutyList) -> None:
    document = written(
        duty_list, "cooperative-21", SearchEngine(duty_list.duties).search("养犬").spans
    )
    marked = document.find("养犬").charFormat()
    assert marked.fontWeight() == QFont.Weight.Bold
    assert marked.background().style().value

    plain = document.find("流浪犬").charFormat()
    assert not plain.background().style().value


@pytest.mark.usefixtures("qapp")
def test_words_that_look_like_markup_stay_words(hostile: DutyList) -> None:
    text = written(hostile, "cooperative-1").toPlainText()

    for word in (hostile.duty("cooperative-1").name, "<u>公安局</u>", "1.<script>办证</script>。"):
        assert word in text
