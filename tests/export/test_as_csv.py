import csv
import io

import pytest

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.office_text import text_of_csv
from duty_desktop.domain.words import paragraphs
from duty_desktop.export.as_csv import as_csv
from duty_desktop.export.selection import select
from tests.export import hostile


def rows_of(data: bytes) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    return [[text_of_csv(cell) for cell in row] for row in rows]


def expected(duty_list: DutyList) -> list[list[str]]:
    rows = [[line] for line in select(duty_list).cover]
    for kind in ListKind:
        rows += [[], [duty_list.titles[kind]], list(duty_list.headings[kind])]
        rows += [
            ["\n".join(paragraphs(cell)) for cell in duty.cells] for duty in duty_list.of_kind(kind)
        ]
    return rows


def test_the_tables_stand_one_after_another(duty_list: DutyList) -> None:
    data = as_csv(select(duty_list)).data

    assert rows_of(data) == expected(duty_list)
    assert len(rows_of(data)) == 4 + 3 * 3 + 242
    assert data.startswith(b"\xef\xbb\xbf")
    assert data == as_csv(select(duty_list)).data


def test_lines_end_in_crlf_and_paragraphs_in_lf(duty_list: DutyList) -> None:
    text = as_csv(select(duty_list, [duty_list.duty("cooperative-2")])).data.decode("utf-8-sig")

    assert text.count("\r\n") == text.count("\r") == 4 + 4
    assert "；\n2." in text


@pytest.mark.parametrize(
    "duty_list",
    [
        hostile.formulas(),
        hostile.long(),
        hostile.list_of(("类别", hostile.CONTROLS, "局", '"甲","乙"', "\U0001f600")),
    ],
    ids=["formulas", "long", "controls"],
)
def test_hostile_words_come_back_and_none_runs(duty_list: DutyList) -> None:
    data = as_csv(select(duty_list)).data
    text = data.decode("utf-8-sig")

    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [[text_of_csv(cell) for cell in row] for row in rows] == expected(duty_list)
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@＝\t\r")]
