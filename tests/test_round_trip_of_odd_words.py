"""Words that look like something else go out to Excel, Word or CSV and come in as they were."""

from pathlib import Path

import pytest

from duty_desktop.domain.words import paragraphs
from duty_desktop.export.making import ExportOrder, FileFormat, make
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.ingest.understanding import understand
from tests.support import document

LONG = {
    "one sentence over and over": "负责。" * 20_000,
    "beyond the BMP": "\U0001f600" * 20_000,
    "blanks around the cuts": "甲乙\u3000" * 9_000 + "丙",
    "what looks like an escape": "_x0041_" * 5_000,
}

GUARDED = ("=1+1", "'=1", "-甲", "－甲", "@甲", "|甲", "%", "_x0041_", "_x005F_x0001_", "（续）甲")
ODD = ('"甲"', '甲"乙', "\u3000甲", "甲\xa0", "\U00020000e\u0301\ue000\u202e", "甲" * 999)

PARTED = ("甲;" * 99, "甲|" * 99, "<p>" + "</p> <p>".join(["负责监督检查。"] * 300) + "</p>")
"""More marks than commas, and more lines in one cell than a stray quotation mark may swallow."""


@pytest.mark.parametrize("said", LONG.values(), ids=LONG)
def test_what_a_row_of_excel_cannot_hold_is_put_together_again(said: str, tmp_path: Path) -> None:
    check(said, "xlsx", tmp_path)


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
@pytest.mark.parametrize("said", [*GUARDED, *ODD], ids=ascii)
def test_words_come_back_whatever_they_look_like(said: str, form: str, tmp_path: Path) -> None:
    check(said, form, tmp_path)


@pytest.mark.parametrize("said", PARTED, ids=["semicolons", "bars", "lines"])
def test_what_cells_hold_does_not_part_them(said: str, tmp_path: Path) -> None:
    check(said, "csv", tmp_path)


def check(said: str, form: str, tmp_path: Path) -> None:
    """Hold a list that says it in every column, alone and behind others, against its import."""
    department = "大理市公安局"
    whole = read_duty_list(
        document(
            [("1", "类别", f"甲{said}"), ("2", "类别", said), ("3", "类别", "丙")],
            [
                ("1", "平安法治", "文明养犬", department, said, f"乙{said}"),
                ("3", "平安法治", "甲", department, f"丙{said}", said),
            ],
            [("1", "民生服务", "出具证明", f"{department}：{said}")],
        )
    )
    path = tmp_path / f"list.{form}"
    path.write_bytes(make(ExportOrder(FileFormat(form)), whole).data)

    understood = understand([path])

    (only,) = understood.lists
    assert only.duty_list is not None
    again = [list(map(paragraphs, duty.cells)) for duty in only.duty_list.duties]
    assert again == [list(map(paragraphs, duty.cells)) for duty in whole.duties]
    assert understood.all_doubts == ()
