"""What is exported: a list's duties, all or some, and the words that say so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from duty_desktop.domain.assigning import Handling
from duty_desktop.domain.duty import Duty, DutyList, Field, Finding, ListKind
from duty_desktop.domain.words import paragraphs
from duty_desktop.domain.workload import Task, tasks


@dataclass(frozen=True, slots=True)
class Selection:
    """Duties of one list, in official order, each once."""

    duty_list: DutyList
    duties: tuple[Duty, ...]
    assignments: Mapping[str, Handling] | None = field(default=None, hash=False)
    """What the town noted, by the duties' ids; ``None`` where that is not exported."""

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole list."""
        return len(self.duties) == len(self.duty_list.duties)

    @property
    def kinds(self) -> tuple[ListKind, ...]:
        """The lists that have duties here."""
        return tuple(kind for kind in ListKind if self.of_kind(kind))

    @property
    def extent(self) -> str:
        """How many duties there are, of how many, in words: 全部 242 项：基本 107 项……."""
        each = "、".join(f"{kind.short_name} {len(self.of_kind(kind))} 项" for kind in self.kinds)
        total = len(self.duty_list.duties)
        return f"全部 {total} 项：{each}" if self.is_whole else f"选取 {self._count}：{each}"

    @property
    def _count(self) -> str:
        return f"{len(self.duties)} 项（清单共 {len(self.duty_list.duties)} 项）"

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found odd in these duties, and in the list as a whole."""
        chosen = {duty.id for duty in self.duties}
        return tuple(
            finding
            for finding in self.duty_list.findings
            if finding.duty_id is None or finding.duty_id in chosen
        )

    @property
    def cover(self) -> tuple[str, ...]:
        """The lines of a cover: where, whose list, its title, its month."""
        town = self.duty_list.town
        lines = (
            town.region + town.prefecture,
            town.county + town.name,
            self.duty_list.title,
            self.duty_list.date_in_words,
        )
        return tuple(line for line in lines if line)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The duties with what the town noted; none where that is not exported."""
        return () if self.assignments is None else tasks(self.duties, self.assignments)

    def of_kind(self, kind: ListKind) -> tuple[Duty, ...]:
        """The duties of one list."""
        return tuple(duty for duty in self.duties if duty.kind is kind)

    def title(self, kind: ListKind) -> str:
        """The list's title as printed above its table."""
        return self.duty_list.titles[kind]

    def heading(self, kind: ListKind, field: Field) -> str:
        """A column's heading as printed."""
        return self.duty_list.headings[kind][kind.fields.index(field)]


def select(
    duty_list: DutyList,
    duties: Iterable[Duty] | None = None,
    assignments: Mapping[str, Handling] | None = None,
) -> Selection:
    """The chosen duties of a list whatever their order, by default all of them.

    ``assignments``, by the duties' ids, go out with them.
    """
    if duties is None:
        return Selection(duty_list, duty_list.duties, assignments)
    wanted = {duty.id for duty in duties}
    chosen = tuple(duty for duty in duty_list.duties if duty.id in wanted)
    return Selection(duty_list, chosen, assignments)


def cell_words(duty: Duty, field: Field) -> str:
    """The words of one of the duty's cells, a line for each paragraph."""
    return "\n".join(paragraphs(duty.cell(field)))
