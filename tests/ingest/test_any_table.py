"""Whatever rows a file holds: lists that import again as the same, or one sentence."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.understanding import UnderstoodList, understand
from duty_desktop.ingest.whose import Whose
from tests.fixtures.make_lists import HEADERS, Row

WORDS = st.sampled_from(
    [
        *sorted({heading for header in HEADERS for heading in header}),
        *[
            "编号",
            "牵头部门",
            "街道职责",
            "承接部门",
            "工作方式",
            "备注",
            "乡镇",
            "清单",
            "配合",
            "基本",
            "合计",
            "示例",
            "注：无",
        ],
        *[
            "1",
            "2",
            "3",
            "0",
            "（1）",
            "１",
            "12（新增）",
            "一、党的建设",
            "党的建设",
            "1.甲；\n2.乙。",
            "<p>丁</p>",
            "a<b",
        ],
        *["大理市喜洲镇基本履职事项清单", "双廊镇配合履职事项清单（2026年3月）"],
        *["上级部门收回事项清单", "大理市公安局、大理市民政局", "大理市公安局：办理。"],
        *("", "", "", "", "甲\t乙", "\u3000丙", "x\x0by", "第 3 页"),
    ]
)
ROWS = st.one_of(
    st.sampled_from(HEADERS),
    st.lists(WORDS, min_size=1, max_size=7),
    st.tuples(st.sampled_from("123456789"), *[WORDS] * 5),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(ROWS, max_size=14))
def test_any_table_is_lists_or_one_sentence(
    tmp_path_factory: pytest.TempPathFactory, rows: Sequence[Row]
) -> None:
    made = io.StringIO()
    csv.writer(made).writerows(rows)
    path = tmp_path_factory.getbasetemp() / "任意.csv"
    path.write_text(made.getvalue(), encoding="utf-8", newline="")
    said = ""
    lists: tuple[UnderstoodList, ...] = ()
    try:
        lists = understand([path], Whose(county="大理市", date="2026-03")).lists
    except SourceDocumentError as refused:
        said = str(refused)

    assert bool(lists) != said.endswith("。")
    assert "\n" not in said
    for each in lists:
        if each.duty_list:
            path.write_text(each.duty_list.source_text(), encoding="utf-8", newline="")
            (again,) = understand([path]).lists
            assert again.duty_list == each.duty_list
