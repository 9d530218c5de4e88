"""A copy of the real list in which forty known changes were made, by a seed.

``python -m tests.comparing.changes SEED [FILE]`` writes the copy as a source document, or to
standard output, and says on standard error what was changed.
"""

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from duty_desktop.domain.changes import Verdict
from duty_desktop.domain.duty import Duty, DutyList, Field, LineKind, ListKind
from duty_desktop.ingest.duty_list import read_duty_list
from tests.support import ROOT, SOURCE

REWORDED = ROOT / "tests" / "comparing" / "reworded.tsv"

BASIC, COOPERATIVE, RECLAIMED = ListKind

SLIGHT = (
    ("做好", "抓好"),
    ("加强", "强化"),
    ("开展", "组织开展"),
    ("负责", "承担"),
    ("落实", "贯彻落实"),
    ("监督", "督导"),
    ("宣传", "宣传教育"),
    ("处罚", "行政处罚"),
    ("管理", "日常管理"),
    ("工作", "有关工作"),
    ("服务", "服务保障"),
    ("审核", "核查"),
)
"""Words and what a new list may say instead."""

ADDED = {
    BASIC: (
        ("经济发展", "推动低空经济应用场景建设，协调无人机起降点选址，引导物流企业入驻"),
        ("文化和旅游", "扶持乡村民宿集聚区，培育网红打卡路线，举办赏花采摘节庆"),
        ("综合政务", "建设数字档案室，推行电子公文归档，开展口述史征集"),
        ("民生服务", "建立婴幼儿托位供需台账，扶持普惠托育机构发展"),
    ),
    COOPERATIVE: (
        (
            "经济发展",
            "新能源汽车充电桩布局",
            "昌吉市发展和改革委员会",
            "编制充电桩布点规划，审批建桩补贴。",
            "摸清辖区车位底数，动员村集体提供场地。",
        ),
        (
            "自然资源",
            "冰川融水径流观测站点看护",
            "昌吉市水利局",
            "架设水位雷达，校准流速仪。",
            "看护标桩，劝离攀爬者。",
        ),
    ),
    RECLAIMED: (
        (
            "民生服务",
            "殡葬用品价格公示核查",
            "昌吉市市场监督管理局： 核查寿衣、花圈、骨灰盒标价签。",
        ),
        ("综合政务", "网吧夜间巡逻登记", "昌吉市公安局： 由派出所登记上网人员，夜间巡逻网吧。"),
    ),
}
"""Duties that the real list has nothing like."""

RENAMED = {
    "昌吉市发展和改革委员会": "昌吉市发展改革局",
    "昌吉市林业和草原局": "昌吉市林草和园林局",
    "昌吉市卫生健康委员会": "昌吉市卫生健康和疾控局",
    "昌吉市交通运输局": "昌吉市综合交通局",
    "昌吉市应急管理局": "昌吉市应急救援局",
    "昌吉市住房和城乡建设局": "昌吉市建设局",
}

CATEGORIES = ("党的建设", "经济发展", "民生服务", "平安法治", "乡村振兴", "自然资源")


@dataclass(eq=False)
class Row:
    """A duty of the copy on its way; its number is what it stands at in the end."""

    kind: ListKind
    cells: list[str]
    """Without the number."""


@dataclass(frozen=True)
class Known:
    """A change that was made."""

    verdict: Verdict
    old: tuple[str, ...]
    new: tuple[str, ...]
    fields: frozenset[Field] = frozenset()


@dataclass(frozen=True)
class Copy:
    """The copy and everything that was changed in it."""

    data: bytes
    """A source document."""
    known: tuple[Known, ...]
    renamed: dict[str, str]
    """Departments' old and new names."""
    moved_in_list: tuple[str, ...]
    """Old ids of duties that were only put elsewhere in their list."""
    count: int
    """How many changes these are."""


@dataclass
class _Maker:
    duty_list: DutyList
    chance: random.Random
    rows: dict[ListKind, list[Row]] = field(default_factory=dict)
    pool: list[Duty] = field(default_factory=list)
    """Duties to which nothing was done so far, in a random order."""
    row_of: dict[str, Row] = field(default_factory=dict)
    made: list[tuple[Verdict, tuple[str, ...], tuple[Row, ...], frozenset[Field]]] = field(
        default_factory=list
    )
    renamed: dict[str, str] = field(default_factory=dict)
    moved_in_list: list[str] = field(default_factory=list)

    def copy(self) -> Copy:
        self.rows = {kind: [] for kind in ListKind}
        for duty in self.duty_list.duties:
            self.row_of[duty.id] = row = Row(duty.kind, list(duty.cells[1:]))
            self.rows[duty.kind].append(row)
        self.pool = list(self.duty_list.duties)
        self.chance.shuffle(self.pool)
        for make, times in (
            (self.split_basic, 2),
            (self.split_cooperative, 1),
            (self.merge_basic, 2),
            (self.merge_cooperative, 1),
            (self.reword_heavily, 4),
            (self.reword_name, 5),
            (self.reword_text, 5),
            (self.take_back, 2),
            (self.make_basic, 1),
            (self.give_back, 1),
            (self.change_category, 3),
            (self.add_department, 2),
            (self.remove, 3),
            (self.put_elsewhere, 2),
        ):
            for _ in range(times):
                make()
        self.add(4)
        self.rename(2)
        ids = {
            row: f"{kind}-{at}" for kind in ListKind for at, row in enumerate(self.rows[kind], 1)
        }
        known = tuple(
            Known(verdict, old, tuple(ids[row] for row in rows), fields)
            for verdict, old, rows, fields in self.made
        )
        count = len(known) + len(self.renamed) + len(self.moved_in_list)
        return Copy(self._written(), known, self.renamed, tuple(self.moved_in_list), count)

    def _written(self) -> bytes:
        """The cover and titles of the real document, each table with one header."""
        kinds = iter(ListKind)
        text = ""
        fresh = True
        for line in self.duty_list.lines:
            if line.kind is LineKind.TEXT:
                text += line.text + "\n"
                fresh = fresh or line.text.endswith("清单")
            elif line.kind is LineKind.HEADER and fresh:
                text += line.text + "\n"
                for at, row in enumerate(self.rows[next(kinds)], start=1):
                    text += "\t".join((str(at), *row.cells)) + "\n"
                fresh = False
        return text.encode("utf-8")

    def _drawn(self, suits: Callable[[Duty], bool]) -> Duty:
        duty = next(filter(suits, self.pool))
        self.pool.remove(duty)
        return duty

    def _note(
        self, verdict: Verdict, old: Sequence[Duty], new: Sequence[Row], *fields: Field
    ) -> None:
        self.made.append(
            (verdict, tuple(d.id for d in sorted(old, key=_serial)), tuple(new), frozenset(fields))
        )

    def split_basic(self) -> None:
        duty = self._drawn(lambda d: d.kind is BASIC and d.name.count("，") >= 3)
        parts = duty.name.split("，")
        at = (len(parts) + self.chance.randrange(2)) // 2
        self._replace(duty, "，".join(parts[:at]), "，".join(parts[at:]))

    def _replace(self, duty: Duty, *names: str) -> None:
        """Put duties of these names where one duty stood."""
        old = self.row_of[duty.id]
        # The first half of it as it was, the other one in slightly other words.
        first, *others = names
        words = [first, *map(_slightly, others)]
        new = [Row(duty.kind, [old.cells[0], name]) for name in words]
        at = self.rows[duty.kind].index(old)
        self.rows[duty.kind][at : at + 1] = new
        self._note(Verdict.SPLIT, [duty], new)

    def split_cooperative(self) -> None:
        def suits(duty: Duty) -> bool:
            parts = duty.name.split("，")
            return (
                duty.kind is COOPERATIVE
                and len(parts) == 2
                and min(map(len, parts)) >= 7
                and min(len(_sentences(cell)) for cell in duty.cells[4:]) >= 2
            )

        duty = self._drawn(suits)
        old = self.row_of[duty.id]
        halves = [_halves(cell) for cell in old.cells[3:]]
        new = [
            Row(COOPERATIVE, [old.cells[0], name, old.cells[2], *(half[at] for half in halves)])
            for at, name in enumerate(duty.name.split("，"))
        ]
        at = self.rows[COOPERATIVE].index(old)
        self.rows[COOPERATIVE][at : at + 1] = new
        self._note(Verdict.SPLIT, [duty], new)

    def merge_basic(self) -> None:
        def suits(duty: Duty) -> bool:
            return duty.kind is BASIC and 25 <= len(duty.name) <= 80

        first, second = self._drawn_pair(suits, lambda duty: duty.category)
        self._merge(first, second, [first.cells[1], f"{first.name}，{second.name}"])

    def merge_cooperative(self) -> None:
        first, second = self._drawn_pair(lambda d: d.kind is COOPERATIVE, lambda d: d.cells[3])
        bodies = [first.cells[at] + second.cells[at] for at in (4, 5)]
        cells = [first.cells[1], f"{first.name}，{second.name}", first.cells[3], *bodies]
        self._merge(first, second, cells)

    def _drawn_pair(
        self, suits: Callable[[Duty], bool], common: Callable[[Duty], str]
    ) -> tuple[Duty, Duty]:
        several = Counter(map(common, filter(suits, self.pool)))
        first = self._drawn(lambda duty: suits(duty) and several[common(duty)] > 1)
        return first, self._drawn(lambda duty: suits(duty) and common(duty) == common(first))

    def _merge(self, first: Duty, second: Duty, cells: list[str]) -> None:
        row = Row(first.kind, cells)
        rows = self.rows[first.kind]
        rows[rows.index(self.row_of[first.id])] = row
        rows.remove(self.row_of[second.id])
        self._note(Verdict.MERGED, [first, second], [row])

    def reword_heavily(self) -> None:
        duty = self._drawn(lambda d: d.name.count("，") >= 2 and len(d.name) >= 30)
        row = self.row_of[duty.id]
        name = duty.name
        for word, other in SLIGHT:
            name = name.replace(word, other)
        first, *middle, last = name.split("，")
        row.cells[1] = "，".join([last, *middle[1:], first, "健全长效机制"])
        self._note(Verdict.CHANGED, [duty], [row], Field.NAME)

    def reword_name(self) -> None:
        duty = self._drawn(lambda d: len(d.name) >= 8 and _slightly(d.name) != d.name)
        row = self.row_of[duty.id]
        row.cells[1] = _slightly(duty.name)
        self._note(Verdict.CHANGED, [duty], [row], Field.NAME)

    def reword_text(self) -> None:
        duty = self._drawn(lambda d: d.kind is not BASIC and _slightly(d.cells[-1]) != d.cells[-1])
        row = self.row_of[duty.id]
        row.cells[-1] = _slightly(duty.cells[-1])
        self._note(Verdict.CHANGED, [duty], [row], duty.kind.fields[-1])

    def _move(self, duty: Duty, kind: ListKind, cells: list[str], *fields: Field) -> None:
        row = Row(kind, cells)
        self.rows[duty.kind].remove(self.row_of[duty.id])
        self.rows[kind].insert(self.chance.randrange(len(self.rows[kind])), row)
        self._note(Verdict.MOVED, [duty], [row], *fields)

    def take_back(self) -> None:
        duty = self._drawn(lambda d: d.kind is COOPERATIVE and len(d.departments) == 1)
        _, category, name, department, superior, _ = duty.cells
        self._move(
            duty,
            RECLAIMED,
            [category, name, f"{department}： {superior}"],
            Field.DEPARTMENTS,
            Field.SUPERIOR,
            Field.TOWNSHIP,
            Field.METHOD,
        )

    def make_basic(self) -> None:
        duty = self._drawn(lambda d: d.kind is COOPERATIVE and len(d.name) >= 12)
        fields = (Field.NAME, Field.DEPARTMENTS, Field.SUPERIOR, Field.TOWNSHIP)
        self._move(duty, BASIC, [duty.cells[1], f"承担{duty.name}"], *fields)

    def give_back(self) -> None:
        duty = self._drawn(lambda d: d.kind is RECLAIMED and len(d.departments) == 1)
        _, category, name, method = duty.cells
        department, _, text = method.partition("：")
        self._move(
            duty,
            COOPERATIVE,
            [category, name, department, text.strip(), "发现线索及时上报。"],
            Field.DEPARTMENTS,
            Field.SUPERIOR,
            Field.TOWNSHIP,
            Field.METHOD,
        )

    def change_category(self) -> None:
        duty = self._drawn(lambda _: True)
        row = self.row_of[duty.id]
        others = [name for name in CATEGORIES if name != duty.cells[1]]
        row.cells[0] = self.chance.choice(others)
        self._note(Verdict.CHANGED, [duty], [row], Field.CATEGORY)

    def add_department(self) -> None:
        duty = self._drawn(lambda d: d.kind is COOPERATIVE and "司法局" not in d.cells[3])
        row = self.row_of[duty.id]
        row.cells[2] += "、昌吉市司法局"
        self._note(Verdict.CHANGED, [duty], [row], Field.DEPARTMENTS)

    def remove(self) -> None:
        duty = self._drawn(lambda _: True)
        self.rows[duty.kind].remove(self.row_of[duty.id])
        self._note(Verdict.REMOVED, [duty], [])

    def put_elsewhere(self) -> None:
        duty = self._drawn(lambda _: True)
        rows = self.rows[duty.kind]
        row = self.row_of[duty.id]
        rows.remove(row)
        rows.insert(self.chance.randrange(len(rows)), row)
        self.moved_in_list.append(duty.id)

    def add(self, times: int) -> None:
        new = [(kind, cells) for kind, several in ADDED.items() for cells in several]
        for kind, cells in self.chance.sample(new, times):
            row = Row(kind, list(cells))
            self.rows[kind].insert(self.chance.randrange(len(self.rows[kind])), row)
            self._note(Verdict.ADDED, [], [row])

    def rename(self, times: int) -> None:
        """Give departments new names, in every cell and every form."""
        for name in self.chance.sample(sorted(RENAMED), times):
            self.renamed[name] = RENAMED[name]
            tail, new_tail = (each.removeprefix("昌吉市") for each in (name, RENAMED[name]))
            for row in (row for rows in self.rows.values() for row in rows):
                row.cells[:] = [cell.replace(tail, new_tail) for cell in row.cells]


def _serial(duty: Duty) -> int:
    return duty.serial


def _slightly(text: str) -> str:
    """The text with one word changed, where it has one that can be."""
    for word, other in SLIGHT:
        if word in text and other not in text:
            return text.replace(word, other, 1)
    return text


def _sentences(cell: str) -> list[str]:
    return re.findall(r"[^；。]+[；。]?", cell)


def _halves(cell: str) -> tuple[str, str]:
    sentences = _sentences(cell)
    half = len(sentences) // 2
    return "".join(sentences[:half]), "".join(sentences[half:])


def changed_copy(duty_list: DutyList, seed: int) -> Copy:
    """The copy of a list by a seed."""
    return _Maker(duty_list, random.Random(seed)).copy()


def reworded_names() -> dict[str, str]:
    """Names of the real list's duties reworded by hand, by the duty's id."""
    lines = REWORDED.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def reworded(duty_list: DutyList) -> DutyList:
    """The list with these names."""
    text = duty_list.source_text()
    for duty_id, name in reworded_names().items():
        old = duty_list.duty(duty_id).cell(Field.NAME)
        if text.count(f"\t{old}") != 1:
            raise ValueError(duty_id)
        text = text.replace(f"\t{old}", f"\t{name}")
    return read_duty_list(text.encode("utf-8"))


def _told(copy: Copy) -> Iterator[str]:
    for known in copy.known:
        yield f"{known.verdict.value}\t{'+'.join(known.old)}\t{'+'.join(known.new)}"
    for old, new in copy.renamed.items():
        yield f"renamed\t{old}\t{new}"
    for duty_id in copy.moved_in_list:
        yield f"put elsewhere\t{duty_id}"


def main() -> int:
    """Write the copy and say what was changed."""
    copy = changed_copy(read_duty_list(SOURCE.read_bytes()), int(sys.argv[1]))
    print(*_told(copy), sep="\n", file=sys.stderr)
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_bytes(copy.data)
    else:
        sys.stdout.buffer.write(copy.data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
