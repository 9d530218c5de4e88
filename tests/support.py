"""Small documents and lists that tests build by hand."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "sources" / "sangong-2025-07.txt"
DATABASE = ROOT / "data" / "duties.db"

ODD = "数 据#%" if sys.platform == "win32" else "数 据#?%"
"""A name of what means something else in an address; Windows has no "?" in names."""

MARKUP = "&lt;b&gt;x" if sys.platform == "win32" else "<b>x<b>"
"""A name that looks like markup; Windows has no "<" in names."""

_IN_THE_LIST = re.compile(rb"(PK\x01\x02\x14.\x14\x00)\x00\x00", re.DOTALL)
"""A zip file's entry in its list of entries; the point is the system it was packed on."""

COVER = "云南省大理白族自治州大理市\n喜洲镇\n履职事项清单\n\n2025 年 6 月\n"
BASIC_HEADER = "序号\t事项类别\t事项名称"
COOPERATIVE_HEADER = "序号\t事项分类\t事项名称\t对应上级部门\t上级部门职责\t乡镇配合职责"
RECLAIMED_HEADER = "序号\t事项分类\t事项名称\t承接部门及工作方式"

Rows = Sequence[Sequence[str]]


def document(
    basic: Rows = (("1", "党的建设", "开展基层理论宣讲"),),
    cooperative: Rows = (
        ("1", "平安法治", "文明养犬", "大理市公安局", "1.负责办证。", "报送线索。"),
    ),
    reclaimed: Rows = (("1", "民生服务", "出具婚姻证明", "大理市民政局： 出具证明。"),),
    ending: str = "\n",
) -> bytes:
    """A whole source document of another town with these rows."""
    lines = COVER.split("\n")
    for title, header, rows in (
        ("大理市喜洲镇基本履职事项清单", BASIC_HEADER, basic),
        ("大理市喜洲镇配合履职事项清单", COOPERATIVE_HEADER, cooperative),
        ("大理市喜洲镇上级部门收回事项清单", RECLAIMED_HEADER, reclaimed),
    ):
        lines += ["", title, "", header, *("\t".join(row) for row in rows)]
    return ending.join(lines).encode("utf-8")


def encrypted(packed: bytes) -> bytes:
    """The zip file with every entry said to be encrypted."""
    found, entries = _IN_THE_LIST.subn(lambda entry: entry[1] + b"\x01\x00", packed)
    assert entries
    return found
