"""Contents and indices: lines that end in a page number, behind a row of dots."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from duty_desktop.domain.duty import Duty, DutyList, ListKind
from duty_desktop.reports import official_page
from duty_desktop.reports.booklet_lists import titled, under_title
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.cell_words import cut
from duty_desktop.reports.dotted_lines import DottedLines, Reference
from duty_desktop.reports.roles import Role
from duty_desktop.reports.ruled_table import TableRow
from duty_desktop.reports.typesetting import Piece, SetLine, Typesetter
from duty_desktop.reports.watching import Watch

BY_DEPARTMENT = "按部门索引"
BY_CATEGORY = "按类别索引"

_CONTENTS = "目　录"
_PART = Style(Role.HEADING, 14.0, 32.0)
_CHAPTER = Style(Role.BODY, 12.0, 22.0)
_GROUP = Style(Role.HEADING, 12.0, 26.0)
_ENTRY = Style(Role.BODY, 10.5, 17.0)

_CHAPTER_INDENT = 28.0
_LABEL = 58.0
"""Width of the numbers before an index's entries, in pt."""

_HOW = "（编排以清单先后为序，数字为该事项起始页码）"


@dataclass(frozen=True, slots=True)
class IndexRows:
    """Sets contents and indices, once it is known on which page everything begins."""

    setter: Typesetter
    duty_list: DutyList
    pages: Mapping[str, int]
    """The number of the page on which each anchor stands."""

    def contents(self) -> Iterator[TableRow]:
        """The three lists with their categories, and the indices."""
        yield titled(self.setter, _CONTENTS, official_page.TYPE_WIDTH)
        for at, kind in enumerate(ListKind):
            title = f"{_NUMBERS[at]}、{kind.official_name}清单"
            yield self._line(Reference(title, kind.value), _PART, keep=True)
            runs = groupby(self.duty_list.of_kind(kind), lambda duty: duty.category)
            for category, duties in runs:
                entry = Reference(category, next(duties).id)
                yield self._line(entry, _CHAPTER, indent=_CHAPTER_INDENT)
        for at, title in enumerate((BY_DEPARTMENT, BY_CATEGORY), start=len(ListKind)):
            yield self._line(Reference(f"{_NUMBERS[at]}、{title}", title), _PART)

    def by_department(self, watch: Watch) -> Iterator[TableRow]:
        """Each department with the duties that name it."""
        yield from self._opening(BY_DEPARTMENT)
        named: dict[str, list[Duty]] = {each.name: [] for each in self.duty_list.departments}
        for duty in self.duty_list.duties:
            for name in dict.fromkeys(department.name for department in duty.departments):
                named.setdefault(name, []).append(duty)
        for name, duties in named.items():
            yield from self._group(name, duties, watch)

    def by_category(self, watch: Watch) -> Iterator[TableRow]:
        """Each category with its duties of all three lists."""
        yield from self._opening(BY_CATEGORY)
        held: dict[str, list[Duty]] = {}
        for duty in self.duty_list.duties:
            held.setdefault(duty.category, []).append(duty)
        for category, duties in held.items():
            printed = dict.fromkeys(duty.category_as_printed for duty in duties)
            others = "、".join(name for name in printed if name != category)
            name = f"{category}（原文另写作：{others}）" if others else category
            yield from self._group(name, duties, watch)

    def _opening(self, title: str) -> Iterator[TableRow]:
        yield replace(titled(self.setter, title, official_page.TYPE_WIDTH), anchor=title)
        yield under_title(self.setter, _HOW, official_page.TYPE_WIDTH)

    def _group(self, name: str, duties: Iterable[Duty], watch: Watch) -> Iterator[TableRow]:
        """A heading, repeated where its entries go on overleaf, and the entries."""
        duties = list(duties)
        watch.check()
        counted = [(kind, sum(duty.kind is kind for duty in duties)) for kind in ListKind]
        counts = "、".join(f"{kind.short_name} {count} 项" for kind, count in counted if count)
        heading = self._heading(name, f"　{counts}" if counts else "")
        continued = self._heading(name, "（续）")
        yield heading
        for duty in duties:
            entry = Reference(duty.name, duty.id, duty.label)
            yield replace(self._line(entry, _ENTRY), head=(continued,))

    def _heading(self, name: str, more: str) -> TableRow:
        measure = official_page.TYPE_WIDTH
        small = replace(_GROUP, size=_ENTRY.size, face=_ENTRY.face)
        room = measure - self.setter.width(more, small)
        text = cut(self.setter, name, _GROUP, room)
        after = Piece(self.setter.width(text, _GROUP), more, small)
        line = SetLine((Piece(0.0, text, _GROUP), after), _GROUP.pitch, keep=True)
        return self._lines.plain(line, keep=True)

    def _line(
        self, entry: Reference, style: Style, *, indent: float = 0.0, keep: bool = False
    ) -> TableRow:
        """What is meant, dots, and its page at the right edge."""
        return self._lines.row(entry, self.pages[entry.anchor], style, indent=indent, keep=keep)

    @property
    def _lines(self) -> DottedLines:
        return DottedLines(self.setter, official_page.TYPE_WIDTH, _LABEL)


_NUMBERS = "一二三四五"
