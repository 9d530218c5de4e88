"""How a comparison of two lists is told to people: counts, columns, runs of numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from duty_desktop.domain.changes import (
    Carried,
    Comparison,
    DutyChange,
    Ground,
    Span,
    SpanKind,
    Verdict,
)
from duty_desktop.domain.duty import Duty, Field, ListKind

FIELDS = {
    Field.CATEGORY: "事项类别",
    Field.NAME: "事项名称",
    Field.DEPARTMENTS: "对应上级部门",
    Field.SUPERIOR: "上级部门职责",
    Field.TOWNSHIP: "乡镇配合职责",
    Field.METHOD: "承接部门及工作方式",
}
"""What the official lists call their columns."""

CARRIED = {
    Carried.SAME: "未变",
    Carried.CHANGED: "内容变化",
    Carried.MOVED: "转列",
    Carried.SPLIT: "疑似拆分",
    Carried.MERGED: "疑似合并",
    Carried.REMOVED: "取消",
}
"""What became of an old duty, as clerks call it."""

_MARKED = {
    SpanKind.KEPT: "{}",
    SpanKind.DELETED: "［－{}－］",
    SpanKind.INSERTED: "［＋{}＋］",
}
"""How words are told in plain text; from it both texts can be read."""

_WORTH_TELLING = 0.2
"""A duty that comes nearest to an added or removed one is named if it is at least so much alike."""


def summary(comparison: Comparison) -> str:
    """How many changes of each kind: 新增 4 项、取消 3 项、……; that there is none where none is."""
    parts = [
        f"{verdict.words} {count} 项"
        for verdict in Verdict
        if (count := len(comparison.of(verdict)))
    ]
    if comparison.renamings:
        parts.append(f"部门更名 {len(comparison.renamings)} 个")
    if comparison.renumbered:
        parts.append(f"仅序号变动 {len(comparison.renumbered)} 项")
    if not parts:
        return f"两份清单的 {len(comparison.unchanged)} 项事项内容和序号都相同"
    same = len(comparison.unchanged) - len(comparison.renumbered)
    return f"{'、'.join(parts)}；其余 {same} 项未变"


def evidence_words(change: DutyChange) -> tuple[str, ...]:
    """What speaks for the verdict, a sentence each; none where the change speaks for itself."""
    likenesses = change.evidence.likenesses
    match change.verdict:
        case Verdict.ADDED:
            return tuple(
                f"原清单中最接近的是“{_label(each.old_id)}”，相近程度 {_percent(each.score)}。"
                for each in likenesses
                if each.score >= _WORTH_TELLING
            )
        case Verdict.REMOVED:
            return tuple(
                f"现清单中最接近的是“{_label(each.new_id)}”，相近程度 {_percent(each.score)}。"
                for each in likenesses
                if each.score >= _WORTH_TELLING
            )
        case Verdict.SPLIT:
            return tuple(
                f"{_label(each.new_id)} 有 {_percent(each.score)} 的用语出自原事项。"
                for each in likenesses
            )
        case Verdict.MERGED:
            return tuple(
                f"{_label(each.old_id)} 有 {_percent(each.score)} 的用语见于现事项。"
                for each in likenesses
            )
        case _:
            if change.evidence.ground is not Ground.ALIKE:
                return ()
            [likeness] = likenesses
            return (f"按用语认定为同一事项，相近程度 {_percent(likeness.score)}。",)


def _percent(score: float) -> str:
    return f"{round(score * 100)}%"


def _label(duty_id: str) -> str:
    """配合 21, of ``cooperative-21``."""
    kind, _, serial = duty_id.rpartition("-")
    return f"{ListKind(kind).short_name} {serial}"


@dataclass(frozen=True, slots=True)
class NumberRun:
    """Duties that stand one after another in both lists and are numbered otherwise."""

    first: tuple[int, int]
    last: tuple[int, int]
    """Old and new numbers."""

    @property
    def words(self) -> str:
        """8—22→7—21."""
        sides = zip(self.first, self.last, strict=True)
        return "→".join(f"{a}" if a == b else f"{a}—{b}" for a, b in sides)


def number_runs(comparison: Comparison, kind: ListKind) -> tuple[NumberRun, ...]:
    """The number moves of one list, in the old list's order."""
    moves = sorted(
        (old.serial, new.serial) for old, new in comparison.renumbered if new.kind is kind
    )
    return tuple(_runs(moves))


def _runs(moves: Sequence[tuple[int, int]]) -> Iterator[NumberRun]:
    first = last = None
    for move in moves:
        if first is not None and last is not None:
            if move == (last[0] + 1, last[1] + 1):
                last = move
                continue
            yield NumberRun(first, last)
        first = last = move
    if first is not None and last is not None:
        yield NumberRun(first, last)


def told(duty: Duty) -> str:
    """配合 21　文明养犬管理工作."""
    return f"{duty.label}　{duty.name}"


def tracked(spans: Iterable[Span]) -> str:
    """Words like tracked changes, in plain text: 文明养犬［－管理－］［＋监管＋］工作."""
    return "".join(_MARKED[span.kind].format(span.text) for span in spans)
