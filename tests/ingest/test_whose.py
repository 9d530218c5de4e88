import pytest

from duty_desktop.ingest.whose import Whose, date_in, place_in, whose

PLACES = [
    (
        "新疆维吾尔自治区昌吉回族自治州昌吉市三工镇履职事项清单",
        "三工镇 昌吉市 昌吉回族自治州 新疆维吾尔自治区",
    ),
    ("昌吉州昌吉市三工镇基本履职事项清单", "三工镇 昌吉市 昌吉州"),
    ("附件2：大理市喜洲镇上级部门收回事项清单", "喜洲镇 大理市"),
    ("2026年3月三工镇清单", "三工镇"),
    ("城关街道办事处履职事项清单（2026年版）", "城关街道"),
    ("郑州市中原区航海西路街道履职事项清单", "航海西路街道 中原区 郑州市"),
    ("关于印发《大理市喜洲镇履职事项清单》的通知", "喜洲镇 大理市"),
    ("制表单位：三工镇人民政府", "三工镇"),
    ("北京市海淀区中关村街道", "中关村街道 海淀区  北京市"),
    ("全市乡镇履职事项清单", ""),
    ("全市", ""),
    ("全州县", " 全州县"),
    ("各乡镇履职事项清单", ""),
    ("乡镇（街道）履职事项清单", ""),
    ("填表说明", ""),
    ("", ""),
    ("《" * 100_000, ""),
]


@pytest.mark.parametrize(("text", "parts"), PLACES)
def test_the_place_that_a_title_names(text: str, parts: str) -> None:
    assert place_in(text) == Whose(*parts.split(" "))


DATES = [
    ("2025 年 7 月", "2025-07"),
    ("2026.3", "2026-03"),
    ("2026-03-15", "2026-03"),
    ("2026/12/1", "2026-12"),
    ("清单20260301", "2026-03"),
    ("二〇二六年三月", "2026-03"),
    ("二○二五年十二月", "2025-12"),
    ("二零二五年十月", "2025-10"),
    ("2026年版", ""),
    ("2026年13月", ""),
    ("1.2.3", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "month"), DATES)
def test_the_month_that_a_text_names(text: str, month: str) -> None:
    assert date_in(text) == month


def test_a_cover_on_several_lines() -> None:
    lines = ["云南省大理白族自治州", "大理市", "喜 洲 镇", "履职事项清单", "二〇二六年三月"]

    assert whose(lines) == Whose("喜洲镇", "大理市", "大理白族自治州", "云南省", "2026-03")


def test_places_of_two_counties_are_not_mixed() -> None:
    own, other = Whose("甲镇", "乙县"), Whose("丙镇", "丁县", "戊市", "己省", "2026-01")

    assert own.filled_from(other) == Whose("甲镇", "乙县", "", "", "2026-01")


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        ("昌吉州", "昌吉回族自治州", "昌吉回族自治州"),
        ("昌吉回族自治州", "昌吉州", "昌吉回族自治州"),
        ("", "昌吉州", "昌吉州"),
        ("昌吉州", "", "昌吉州"),
        ("甲市", "乙地区", "甲市"),
    ],
)
def test_a_prefectures_short_name_gives_way(own: str, other: str, said: str) -> None:
    filled = Whose("三工镇", "昌吉市", own).filled_from(Whose("三工镇", "昌吉市", other))
    assert filled.prefecture == said
