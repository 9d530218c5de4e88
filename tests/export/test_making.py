import json

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.export import as_json
from duty_desktop.export.making import ExportOrder, FileFormat, make
from duty_desktop.export.word_document import WordLayout

BEGINS = {
    FileFormat.XLSX: b"PK",
    FileFormat.DOCX: b"PK",
    FileFormat.CSV: b"\xef\xbb\xbf",
    FileFormat.JSON: b"{",
}


@pytest.mark.parametrize("wanted", FileFormat)
def test_what_is_ordered_is_made(duty_list: DutyList, wanted: FileFormat) -> None:
    order = ExportOrder(wanted, duty_list.duties[:3])

    made = make(order, duty_list)

    assert made.data.startswith(BEGINS[wanted])
    assert made.notes == ()
    assert made.data == make(order, duty_list).data


def test_a_word_file_is_the_list_or_the_sheets(duty_list: DutyList) -> None:
    chosen = duty_list.duties[:3]

    made = {
        make(ExportOrder(FileFormat.DOCX, chosen, layout), duty_list).data for layout in WordLayout
    }

    assert len(made) == 2


def test_json_has_each_duty_whole(duty_list: DutyList) -> None:
    document = json.loads(make(ExportOrder(FileFormat.JSON), duty_list).data)

    assert document["town"]["name"] == "三工镇"
    assert document["date"] == "2025-07"
    assert document["whole"] is True
    assert document["absent"]["cooperative"] == [7, 9, 23, 25, 69, 71, 91]
    assert document["duties"] == [as_json.whole(duty) for duty in duty_list.duties]
