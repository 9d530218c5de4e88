"""What was understood of one list, written out to be read before it is stored."""

from collections.abc import Iterable, Sequence
from itertools import islice

from PySide6.QtGui import (
    QFont,
    QPalette,
    QTextCharFormat,
    QTextDocument,
)

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.ingest.headings import Column
from duty_desktop.ingest.list_rows import Doubt
from duty_desktop.ingest.understanding import Aside, TakenTable, Understanding, UnderstoodList
from duty_desktop.views.page_writer import PageWriter

_MOST = 200
"""Lines of one kind; who has more doubts than that does not read them one by one."""

_MOST_CHARACTERS = 1000
"""Of one line: a hostile file's heading may be as long as a book."""

_MOST_ASIDES = 5
_LONGEST = 60
"""Words beside the duties are shown as a sample, each so many characters long."""

_MEANING = {
    Column.SERIAL: "序号",
    Column.CATEGORY: "事项类别",
    Column.NAME: "事项名称",
    Column.DEPARTMENTS: "对应上级部门",
    Column.SUPERIOR: "上级部门职责",
    Column.TOWNSHIP: "乡镇配合职责",
    Column.METHOD: "承接部门及工作方式",
    Column.TAKER: "承接部门",
    Column.WAY: "工作方式",
    Column.TOWN: "所属乡镇",
    Column.LIST: "所属清单",
}


class UnderstoodPage(PageWriter):
    """Writes what was understood of a list."""

    def __init__(self, document: QTextDocument, font: QFont, palette: QPalette) -> None:
        """Write in ``font`` and the colours of ``palette``."""
        document.clear()
        super().__init__(document, palette, font.pointSizeF() * 1.3)
        document.setDocumentMargin(0.6 * self._em)

    def write(self, understanding: Understanding, each: UnderstoodList) -> None:
        """Write one of the lists that were understood."""
        self._cursor.insertText(f"{title_of(each)}：{counts_of(each)}", self._strong)
        if each.lacking:
            lacking = "、".join(each.lacking)
            self._line(f"还不知道{lacking}，请在上面填写，再按“重新识别”。", self._strong)
        self._heading("识别到的表")
        for table in each.tables:
            self._table(table)
        self._doubts("文件中没有取用的内容", understanding.doubts)
        self._doubts("疑点（请对照原文件核对）", each.doubts)
        self._asides(each.asides)
        if each.duty_list is not None:
            self._findings(each.duty_list)

    def _table(self, table: TakenTable) -> None:
        kind = table.kind.official_name
        self._line(f"{kind} {table.count} 项　{table.place}", self._plain, above=0.3)
        columns = "、".join(_column(heading, column) for heading, column in table.columns)
        self._line(f"列：{columns}", self._small)
        if table.others:
            self._line(f"没有取用的列：{'、'.join(table.others)}", self._small)

    def _doubts(self, title: str, doubts: Sequence[Doubt]) -> None:
        if doubts:
            self._heading(f"{title} {len(doubts)} 处")
            self._lines(map(str, doubts), len(doubts))

    def _asides(self, asides: Sequence[Aside]) -> None:
        if not asides:
            return
        names = "、".join(f"“{name}”" for name in dict.fromkeys(a.heading for a in asides))
        self._heading(f"清单以外的列 {len(asides)} 处文字")
        self._line(
            f"{names}不是清单的列，其中的文字不存入清单；存入清单以后，可以记入记事本。如：",
            self._plain,
        )
        for aside in asides[:_MOST_ASIDES]:
            kind, _, serial = aside.duty_id.partition("-")
            text = " ".join(aside.text.split())
            text = f"{text[:_LONGEST]}…" if len(text) > _LONGEST else text
            self._line(f"{ListKind(kind).short_name} {serial} {aside.heading}：{text}", self._small)

    def _findings(self, duty_list: DutyList) -> None:
        findings = duty_list.findings
        if not findings:
            return
        self._heading(f"原文中的问题 {len(findings)} 处（原文照录，不改动）")
        said = (
            f"{duty_list.duty(each.duty_id).label} {each.message}"
            if each.duty_id and each.duty_id in duty_list
            else each.message
            for each in findings
        )
        self._lines(said, len(findings))

    def _lines(self, lines: Iterable[str], count: int) -> None:
        for line in islice(lines, _MOST):
            self._line(line, self._plain)
        if count > _MOST:
            self._line(f"……另有 {count - _MOST} 处没有列出。", self._small)

    def _heading(self, text: str) -> None:
        self._line(text, self._strong, above=0.8)

    def _line(self, text: str, looks: QTextCharFormat, *, above: float = 0.1) -> None:
        if len(text) > _MOST_CHARACTERS:
            text = f"{text[:_MOST_CHARACTERS]}……"
        self._block(text, looks, above=above)


def title_of(each: UnderstoodList) -> str:
    """昌吉市三工镇（2025年7月）, saying what is not known."""
    said = each.whose
    county, town = said.county or "（县未写明）", said.town or "（乡镇未写明）"
    return f"{said.region}{said.prefecture}{county}{town}（{month_of(each) or '年月未写明'}）"


def month_of(each: UnderstoodList) -> str:
    """2025年7月; empty where it is not known."""
    year, _, month = each.whose.date.partition("-")
    return f"{year}年{int(month)}月" if month else ""


def counts_of(each: UnderstoodList) -> str:
    """基本 107 项、配合 101 项、收回 34 项，共 242 项."""
    counts = "、".join(f"{kind.short_name} {each.count(kind)} 项" for kind in ListKind)
    return f"{counts}，共 {sum(map(each.count, ListKind))} 项"


def _column(heading: str, column: Column) -> str:
    heading = " ".join(heading.split()) or "（无表头）"
    meaning = _MEANING[column]
    return heading if heading == meaning else f"{heading} → {meaning}"
