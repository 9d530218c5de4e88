"""What the print dialog calls things."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from duty_desktop.reports.order import DocumentKind, Look, SheetBlock

DOCUMENTS: Mapping[DocumentKind, str] = {
    DocumentKind.SHEETS: "履职事项单",
    DocumentKind.LIST: "履职事项一览表",
    DocumentKind.DEPARTMENTS: "部门履职事项单",
    DocumentKind.DEPARTMENT_MATRIX: "责任矩阵（按部门）",
    DocumentKind.CATEGORY_MATRIX: "责任矩阵（按类别）",
    DocumentKind.OFFICE_MATRIX: "责任矩阵（按科室）",
    DocumentKind.BOOKLET: "整本清单",
    DocumentKind.OFFICES: "科室履职事项单",
    DocumentKind.PEOPLE: "个人履职事项单",
    DocumentKind.UNASSIGNED: "未分工清单",
    DocumentKind.REPRINT: "需重新打印的事项单",
}

LOOKS: Mapping[Look, str] = {Look.OFFICIAL: "公文版", Look.COMPACT: "工作版（省纸）"}

BLOCKS: Mapping[SheetBlock, str] = {
    SheetBlock.RECEIPT: "签收栏",
    SheetBlock.HANDLING: "承办栏",
    SheetBlock.SEAL: "盖章栏",
    SheetBlock.NOTES: "原文说明",
    SheetBlock.OWN: "自记（依据、备注、附件）",
}

TICKS: Mapping[str, str] = {
    "steps": "注明各部门职责条数",
    "odd_start": "每份从奇数页开始",
    "contents": "前面加目录",
    "bundled_only": "只用程序自带的字体",
}
"""Fields of a print order that are ticked or not."""


class Sides(StrEnum):
    """On which sides of the paper is printed."""

    ONE = "one"
    LONG = "long"
    """Both, turned over like a book."""
    SHORT = "short"
    """Both, turned over like a calendar."""


SIDES: Mapping[Sides, str] = {
    Sides.ONE: "单面",
    Sides.LONG: "双面（长边翻页）",
    Sides.SHORT: "双面（短边翻页）",
}


def extent(pages: int, sides: Sides, replaced: Sequence[str] = ()) -> str:
    """How much paper a document takes, and which faces it lacks: 共 242 页，121 张纸."""
    paper = "" if sides is Sides.ONE else f"，{(pages + 1) // 2} 张纸"
    faces = "、".join(replaced[:2]) + (f"等{len(replaced)}种字体" if replaced[2:] else "")
    lacking = f" · 本机没有{faces}，以自带字体代替" if faces else ""
    return f"共 {pages} 页{paper}{lacking}"


def turn(*, lying: bool) -> str:
    """How the paper lies."""
    return "横向" if lying else "纵向"
