"""A comparison of two lists, as lines for people to read on a terminal."""

from collections.abc import Iterator

from duty_desktop.domain.change_words import (
    FIELDS,
    evidence_words,
    number_runs,
    summary,
    told,
    tracked,
)
from duty_desktop.domain.changes import Comparison, DutyChange, Verdict
from duty_desktop.domain.duty import ListKind


def change_lines(comparison: Comparison) -> Iterator[str]:
    """Both lists and the counts; then each change with its words, number moves at the end."""
    for heading, duty_list in (("原清单", comparison.old), ("现清单", comparison.new)):
        yield f"{heading}：{duty_list.full_title}，{len(duty_list.duties)} 项"
    yield f"{summary(comparison)}。"
    if any(change.fields for change in comparison.changes):
        yield "（［－……－］为删去的字，［＋……＋］为增加的字）"
    for verdict in Verdict:
        changes = comparison.of(verdict)
        if changes:
            yield ""
            yield f"【{verdict.words}】"
        for change in changes:
            yield from lines_of(change)
    yield from _end_lines(comparison)


def lines_of(change: DutyChange) -> Iterator[str]:
    """One change: which duties, then each changed cell with what was deleted and inserted."""
    if change.verdict in (Verdict.CHANGED, Verdict.MOVED):
        [old], [new] = change.old, change.new
        yield f"{old.label} → {new.label}　{new.name}"
    else:
        yield from (f"{'原 ' if change.new else ''}{told(duty)}" for duty in change.old)
        yield from (f"{'现 ' if change.old else ''}{told(duty)}" for duty in change.new)
    for each in change.fields:
        yield f"   {FIELDS[each.field]}：{tracked(each.spans)}"
    for old_name, new_name in change.renamed:
        yield f"   （部门更名：{old_name} → {new_name}）"
    for sentence in evidence_words(change):
        yield f"   （{sentence}）"


def _end_lines(comparison: Comparison) -> Iterator[str]:
    if comparison.renamings:
        yield ""
        yield "【部门更名】"
    for each in comparison.renamings:
        yield f"{each.old} → {each.new}，涉及 {len(each.pairs)} 项"
    if comparison.renumbered:
        yield ""
        yield "【仅序号变动】"
    for kind in ListKind:
        runs = number_runs(comparison, kind)
        if runs:
            yield f"{kind.short_name}：{'、'.join(run.words for run in runs)}"
    if comparison.form_only:
        yield ""
        yield f"另有 {len(comparison.form_only)} 项文字相同，只是原文中残留的排版标记不同。"
