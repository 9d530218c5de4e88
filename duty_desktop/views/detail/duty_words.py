"""What the detail pane says about a duty, as plain words: the official ones and the program's."""

from collections.abc import Iterator, Sequence

from duty_desktop.domain.duty import Basis, Duty, DutyList, Field, ListKind, Side, Step
from duty_desktop.domain.words import StepGroup, grouped, words

NOT_STATED = "原文未写明由哪个部门承担"
LEGEND = "有底色的小字是程序归纳的承担部门，不是原文。"

_SIDES = {
    Side.SUPERIOR: Field.SUPERIOR,
    Side.TOWNSHIP: Field.TOWNSHIP,
    Side.METHOD: Field.METHOD,
}


def no_longer(duty_list: DutyList) -> str:
    """What is said of a reclaimed duty: 本镇不再承担此事项."""
    return f"{duty_list.town.own}不再承担此事项"


def kicker(duty: Duty) -> str:
    """Number, list and category: 配合 21 · 配合履职事项 · 平安法治."""
    return f"{duty.label} · {duty.kind.official_name} · {duty.category}"


def found_by(why: Sequence[str]) -> str:
    """Why a duty was found, in a line: 查找依据　同义：低保 → 最低生活保障."""
    return f"查找依据　{'；'.join(why)}"


def heading(duty_list: DutyList, duty: Duty, field: Field) -> str:
    """The list's column heading for a cell, as printed."""
    return duty_list.headings[duty.kind][duty.kind.fields.index(field)]


def side_heading(duty_list: DutyList, duty: Duty, side: Side) -> str:
    """The column heading above one side of the duty, as printed."""
    return heading(duty_list, duty, _SIDES[side])


def sides(duty: Duty) -> tuple[Side, ...]:
    """The sides that the duty's list has, from left to right."""
    return tuple(side for side, field in _SIDES.items() if field in duty.kind.fields)


def taken_over_by(duty: Duty) -> str:
    """Who took a reclaimed duty over, as printed."""
    names = "、".join(named.as_printed for named in duty.departments)
    return f"由 {names} 承接" if names else "承接部门见下方原文"


def actor_label(group: StepGroup, duty: Duty) -> str:
    """Who acts in a group of steps, where the program understood it or the source is silent.

    Empty where the source's own heading says it, and where there is nobody to choose from.
    """
    if group.other_subject is not None:
        return f"由{group.other_subject}承担（不属于所列部门）"
    match group.basis:
        case Basis.NAMED:
            return "、".join(group.departments)
        case Basis.ONLY:
            return f"{'、'.join(group.departments)}（唯一部门）"
        case Basis.NOT_STATED if len(duty.departments) > 1:
            return NOT_STATED
    return ""


def official_lines(steps: tuple[Step, ...]) -> Iterator[str]:
    """One side's official words, a line for each heading and each step."""
    shown: str | None = None
    for group in grouped(steps):
        if group.section is not None:
            yield group.section
            shown = None
        if group.heading is not None and group.heading != shown:
            yield group.heading
        shown = group.heading
        yield from (step.marker + step.text for step in group.steps)


def duty_as_text(duty_list: DutyList, duty: Duty) -> str:
    """The whole duty for the clipboard: number, name, departments and every side in full."""
    lines = [kicker(duty), duty.name]
    if duty.kind is ListKind.RECLAIMED:
        lines.append(f"{no_longer(duty_list)}，{taken_over_by(duty)}")
    if Field.DEPARTMENTS in duty.kind.fields:
        title = heading(duty_list, duty, Field.DEPARTMENTS)
        lines.append(f"{title}：{words(duty.cell(Field.DEPARTMENTS))}")
    for side in sides(duty):
        lines += ["", side_heading(duty_list, duty, side), *_side_lines(duty, side)]
    return "\n".join(lines)


def _side_lines(duty: Duty, side: Side) -> list[str]:
    steps = duty.side(side)
    return list(official_lines(steps)) if steps else [words(duty.cell(_SIDES[side]))]
