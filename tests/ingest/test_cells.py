import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.duty import Side
from duty_desktop.domain.words import words, words_of_steps
from duty_desktop.ingest.cells import split

HEADINGS = {"市公安局", "市水利局", "大理市民政局"}


def pieces(cell: str, side: Side = Side.SUPERIOR) -> list[tuple[str, str, str, str]]:
    """Section, heading, marker and text of each step."""
    steps = split(cell, side, HEADINGS.__contains__)
    return [(s.section or "", s.heading or "", s.marker, s.text) for s in steps]


CELLS = [
    ("向上级报送信息。", [("", "", "", "向上级报送信息。")]),
    ("<p>1.甲；</p> <p>2.乙。</p>", [("", "", "1.", "甲；"), ("", "", "2.", "乙。")]),
    (
        "<p>1.甲； 2.乙； 3.丙。</p>",
        [("", "", f"{i}.", t) for i, t in enumerate(["甲；", "乙；", "丙。"], 1)],
    ),
    ("1.甲；2.乙。", [("", "", "1.", "甲；"), ("", "", "2.", "乙。")]),
    ("1．甲；2．乙。", [("", "", "1．", "甲；"), ("", "", "2．", "乙。")]),
    ("（1）甲； （2）乙。", [("", "", "（1）", "甲；"), ("", "", "（2）", "乙。")]),
    (
        "一、综合利用 1.甲。 二、禁烧 1.乙； 2.丙。",
        [
            ("一、综合利用", "", "1.", "甲。"),
            ("二、禁烧", "", "1.", "乙；"),
            ("二、禁烧", "", "2.", "丙。"),
        ],
    ),
    (
        '<p>市公安局</p> <ol style="list-style-type: none"> 1.甲; 2.乙。 市水利局</p> <p> 1.丙。',
        [
            ("", "市公安局", "1.", "甲;"),
            ("", "市公安局", "2.", "乙。"),
            ("", "市水利局", "1.", "丙。"),
        ],
    ),
    (
        "市公安局 查处。 市水利局 巡查。",
        [("", "市公安局", "", "查处。"), ("", "市水利局", "", "巡查。")],
    ),
    ("1.上报材料。 。", [("", "", "1.", "上报材料。 。")]),
    (
        "1.支付3.5万元； 2.公示5个工作日。",
        [("", "", "1.", "支付3.5万元；"), ("", "", "2.", "公示5个工作日。")],
    ),
    ("<p>甲报送 市公安局 处理。</p>", [("", "", "", "甲报送 市公安局 处理。")]),
    ("<p>第一段没有完</p><p>接着说完。</p>", [("", "", "", "第一段没有完 接着说完。")]),
    ("<p>第一段。</p><p>第二段。</p>", [("", "", "", "第一段。"), ("", "", "", "第二段。")]),
    ("一、负责甲；二、负责乙。", [("", "", "", "一、负责甲；二、负责乙。")]),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_a_cell_is_split_where_its_items_begin(
    cell: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert pieces(cell) == expected


def test_a_method_is_split_at_its_semicolons() -> None:
    assert pieces("大理市民政局： 受理；审核；发证。", Side.METHOD) == [
        ("", "大理市民政局：", "", "受理；"),
        ("", "大理市民政局：", "", "审核；"),
        ("", "大理市民政局：", "", "发证。"),
    ]


CELL_PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<ol style='x'>",
        " ",
        "1.",
        "2.",
        "3.",
        "（1）",
        "一、",
        "二、职责",
        "市公安局",
        "市水利局",
        "：",
        "；",
        "。",
        ";",
        "、",
        "做好工作",
        "3.5",
        "\u3000",
        "<b>",
        "& x",
        "审核",
        "10.",
    ]
)


@given(st.lists(CELL_PARTS, max_size=25).map("".join), st.sampled_from(list(Side)))
def test_splitting_neither_drops_nor_adds_a_character(cell: str, side: Side) -> None:
    steps = split(cell, side, HEADINGS.__contains__)

    assert words_of_steps(steps) == "".join(words(cell).split())
    assert all(step.side is side for step in steps)


def test_the_real_list_keeps_every_character(source_bytes: bytes) -> None:
    rows = [line.split("\t") for line in source_bytes.decode().splitlines() if "\t" in line]
    cells = [cell for row in rows for cell in row]
    assert len(cells) > 1000
    for cell in cells:
        steps = split(cell, Side.SUPERIOR, HEADINGS.__contains__)
        assert words_of_steps(steps) == "".join(words(cell).split())
