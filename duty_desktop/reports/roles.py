"""The typefaces that official documents are set in, by what they are for. Loads nothing.

GB/T 9704-2012 names the faces: 仿宋 for running text, 小标宋 for titles, 黑体 and 楷体 for
headings, 宋体 for page numbers. Which font of the machine each is, ``installed_fonts`` finds
out; what stands in where there is none, ``faces`` says.
"""

from enum import StrEnum


class Role(StrEnum):
    """What a face is for; the value is the name that its font has in a PDF."""

    BODY = "FangSong"
    """Running text (仿宋)."""
    SONG = "SimSun"
    """Page numbers (宋体)."""
    HEADING = "SimHei"
    """Headings of the first level and labels (黑体)."""
    KAI = "KaiTi"
    """Headings of the second level (楷体)."""
    TITLE = "XiaoBiaoSong"
    """Titles (小标宋)."""
    RARE = "SimSun-ExtB"
    """For single characters that no other face has; nothing is set in it."""

    @property
    def chinese_name(self) -> str:
        """As clerks call it."""
        return FAMILIES[self][0]


FAMILIES = {
    Role.BODY: ("仿宋", "FangSong", "仿宋_GB2312", "FangSong_GB2312", "华文仿宋", "STFangsong"),
    Role.SONG: ("宋体", "SimSun", "华文宋体", "STSong"),
    Role.HEADING: ("黑体", "SimHei", "华文黑体", "STHeiti"),
    Role.KAI: ("楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "华文楷体", "STKaiti"),
    Role.TITLE: (
        "小标宋",
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "方正小标宋_GBK",
        "FZXiaoBiaoSong-B05",
        "方正小标宋_GB18030",
        "FZXiaoBiaoSong-B05-GB18030",
    ),
    Role.RARE: ("宋体-ExtB", "SimSun-ExtB"),
}
"""The family names, Chinese and English, by which a font is known for a role; the first that the
machine has is taken."""
