"""What a town calls itself: 本镇 in a town's papers, 本街道 in a street's, 本乡 in a township's."""

import datetime
import html
import io
import zipfile
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QApplication

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.export.making import ExportOrder, FileFormat
from duty_desktop.export.making import make as make_file
from duty_desktop.export.word_document import WordLayout
from duty_desktop.models.results import nowhere
from duty_desktop.reports.making import make as make_pdf
from duty_desktop.reports.order import DocumentKind, PrintOrder, SheetBlock
from duty_desktop.views.detail.duty_page import DutyPage, PageLook
from duty_desktop.views.detail.duty_words import duty_as_text
from tests.reports.reading import squeezed, whole_text

_NOTED = Handling(office="党政综合办", basis="《条例》第三条")


@pytest.fixture(scope="module")
def street(duty_list: DutyList) -> DutyList:
    """A street's list, of duties whose official words do not speak of 本镇 themselves."""
    town = replace(duty_list.town, name="北京南路街道")
    plain = [duty for duty in duty_list.duties if not any("本镇" in each for each in duty.cells)]
    some = [duty for kind in ListKind for duty in plain if duty.kind is kind][::12]
    return replace(duty_list, town=town, duties=tuple(some), findings=())


@pytest.fixture(scope="module")
def noted(street: DutyList) -> dict[str, Handling]:
    return {duty.id: _NOTED for duty in street.duties}


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("三工镇", "本镇"),
        ("阿什里哈萨克民族乡", "本乡"),
        ("北京南路街道", "本街道"),
        ("北京南路街道办事处", "本街道"),
        ("乌兰苏木", "本苏木"),
        ("高新区管委会", "本单位"),
        ("", "本单位"),
    ],
)
def test_the_end_of_its_name_says_what_it_is(duty_list: DutyList, name: str, own: str) -> None:
    assert replace(duty_list.town, name=name).own == own


def test_every_kind_of_duty_is_there(street: DutyList) -> None:
    assert {duty.kind for duty in street.duties} == {*ListKind}


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (DocumentKind.SHEETS, ["本街道自记", "由本街道自行记录", "本街道不再承担本事项"]),
        (DocumentKind.DEPARTMENT_MATRIX, ["本街道主责", "本街道配合"]),
        (DocumentKind.OFFICE_MATRIX, ["本街道主责", "科室各栏为本街道分工"]),
    ],
)
def test_printed_pages_say_so(
    street: DutyList, noted: dict[str, Handling], kind: DocumentKind, said: list[str]
) -> None:
    order = PrintOrder(
        kind, duties=street.duties, blocks=frozenset({SheetBlock.OWN}), assignments=noted
    )
    pages = make_pdf(order, street, datetime.date(2026, 11, 23)).pdf
    text = squeezed(whole_text(pages))
    assert [each for each in said if each not in text] == []
    assert "本镇" not in text


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (ExportOrder(FileFormat.XLSX), ["本街道分工（自行记录", "本街道主责"]),
        (ExportOrder(FileFormat.DOCX), ["本街道分工（自行记录"]),
        (
            ExportOrder(FileFormat.DOCX, layout=WordLayout.SHEETS),
            ["本街道分工（自行记录", "本街道不再承担本事项"],
        ),
        (ExportOrder(FileFormat.CSV), ["本街道分工（自行记录"]),
    ],
    ids=["xlsx", "docx", "docx-sheets", "csv"],
)
def test_files_for_other_programs_say_so(
    street: DutyList, noted: dict[str, Handling], order: ExportOrder, said: list[str]
) -> None:
    made = make_file(replace(order, assignments=noted), street)
    text = _words(made.data)
    assert [each for each in said if each not in text] == []
    assert "本镇" not in text


def _words(data: bytes) -> str:
    if not zipfile.is_zipfile(io.BytesIO(data)):
        return data.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        xml = [parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")]
    return html.unescape("".join(xml))


def test_the_screen_and_the_clipboard_say_so(qapp: QApplication, street: DutyList) -> None:
    look = PageLook(qapp.font(), qapp.palette(), beside=True)

    def shown(duty: Duty) -> str:
        document = QTextDocument()
        DutyPage(document, look, nowhere).write(street, duty)
        return document.toPlainText() + duty_as_text(street, duty)

    texts = {duty.kind: shown(duty) for duty in street.duties}
    assert "本街道主责" in texts[ListKind.BASIC]
    assert texts[ListKind.RECLAIMED].count("本街道不再承担此事项") == 2
    assert not any("本镇" in text for text in texts.values())
