import pytest

from duty_desktop.domain.duty import Town
from duty_desktop.errors import SourceDocumentError
from duty_desktop.ingest.cover import read_cover

PLACES = [
    (
        ["新疆维吾尔自治区昌吉回族自治州", "昌吉市三工镇"],
        Town("三工镇", "昌吉市", "昌吉回族自治州", "新疆维吾尔自治区"),
    ),
    (["海南省文昌市龙楼镇"], Town("龙楼镇", "文昌市", "", "海南省")),
    (["上海市青浦区练塘镇人民政府"], Town("练塘镇", "青浦区", "", "上海市")),
    (["江西省赣州市", "于都县", "贡江镇"], Town("贡江镇", "于都县", "赣州市", "江西省")),
    (
        ["内蒙古自治区锡林郭勒盟", "正蓝旗上都镇"],
        Town("上都镇", "正蓝旗", "锡林郭勒盟", "内蒙古自治区"),
    ),
    (["大理市喜洲镇"], Town("喜洲镇", "大理市", "", "")),
]


@pytest.mark.parametrize(("lines", "town"), PLACES)
def test_the_place_is_read_level_by_level(lines: list[str], town: Town) -> None:
    cover = [*lines, "履职事项清单", "", "2025 年 7 月"]

    assert read_cover(cover) == (town, "履职事项清单", "2025-07")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (["某镇", "2025年7月"], "没有“履职事项清单”"),
        (["履职事项清单", "2025年7月"], "哪个乡镇"),
        (["大理市喜洲镇", "履职事项清单"], "没有写明年月"),
        (["大理市喜洲镇", "履职事项清单", "2025年13月"], "没有写明年月"),
    ],
)
def test_a_cover_that_does_not_say_is_refused(lines: list[str], sentence: str) -> None:
    with pytest.raises(SourceDocumentError, match=sentence):
        read_cover(lines)
