"""What a reader of the source may stumble over, told beside the text and never mended in it."""

import re
from collections.abc import Iterator, Sequence

from duty_desktop.domain.duty import Basis, Duty, Field, Finding, ListKind, Side, Step
from duty_desktop.domain.words import MARKUP, words
from duty_desktop.ingest.text_form import is_our_markup

_HALF_WIDTH = re.compile(r"(?<=[\u3400-\u9fff）”])[;,:!?()]|[(](?=[\u3400-\u9fff])")
_DOUBLED = re.compile(r"([，。；：、])\s*\1")
_RUN_TOGETHER = re.compile(r"[。；;]\s?(?=\d{1,2}[.．]\D)")
_PROSE = (Field.NAME, Field.SUPERIOR, Field.TOWNSHIP, Field.METHOD)
_FIELD_NAMES = {
    Field.CATEGORY: "事项类别",
    Field.NAME: "事项名称",
    Field.DEPARTMENTS: "对应上级部门",
    Field.SUPERIOR: "上级部门职责",
    Field.TOWNSHIP: "配合职责",
    Field.METHOD: "承接部门及工作方式",
}


def of_list(kind: ListKind, duties: Sequence[Duty]) -> Iterator[Finding]:
    """Findings about one list as a whole: the numbers it leaves out."""
    present = {duty.serial for duty in duties}
    absent = [str(n) for n in range(1, max(present, default=0)) if n not in present]
    if absent:
        quote = "、".join(absent)
        message = f"{kind.official_name}清单的原文缺号：{quote}。"
        yield Finding("absent-number", message, kind, quote=quote, in_words=True)


def of_duty(duty: Duty, *, our_markup: bool = False) -> Iterator[Finding]:
    """Findings about one duty; none about markup where the program itself marked paragraphs."""
    yield from _names(duty)
    for field in _PROSE:
        cell = duty.cell(field)
        yield from _marks(duty, field, words(cell))
        if not (our_markup and is_our_markup(cell)):
            yield from _markup(duty, field, cell)
    yield from _steps(duty)


def _names(duty: Duty) -> Iterator[Finding]:
    if duty.category_as_printed != duty.category:
        message = f"事项类别原文作“{duty.category_as_printed}”，其他事项作“{duty.category}”。"
        yield _finding(duty, "category-name", message, Field.CATEGORY, duty.category_as_printed)
    field = Field.DEPARTMENTS if duty.kind is ListKind.COOPERATIVE else Field.METHOD
    for named in duty.departments:
        if named.as_printed != named.name:
            message = f"部门名称原文作“{named.as_printed}”，归入“{named.name}”。"
            yield _finding(duty, "department-name", message, field, named.as_printed)
    if duty.kind is ListKind.RECLAIMED and not duty.departments:
        message = "原文没有写明由哪个部门承接。"
        yield _finding(duty, "department-not-stated", message, Field.METHOD, "")


def _marks(duty: Duty, field: Field, text: str) -> Iterator[Finding]:
    where = _FIELD_NAMES[field]
    # Each once: of a cell full of them there would be more findings than words.
    for doubled in dict.fromkeys(match[0] for match in _DOUBLED.finditer(text)):
        message = f"{where}原文标点重复：“{doubled}”。"
        yield _finding(duty, "doubled-mark", message, field, doubled)
    half_width = "".join(dict.fromkeys(match[0] for match in _HALF_WIDTH.finditer(text)))
    if half_width:
        message = f"{where}原文用了半角标点“{half_width}”。"
        yield _finding(duty, "half-width-mark", message, field, half_width)


def _markup(duty: Duty, field: Field, cell: str) -> Iterator[Finding]:
    where = _FIELD_NAMES[field]
    tags = [tag[0] for tag in MARKUP.finditer(cell)]
    closed = sum(tag.startswith("</") for tag in tags)
    opened = [tag for tag in tags if not tag.startswith("</")]
    if tags:
        message = f"{where}原文残留网页标记 {len(tags)} 处，显示和打印时略去。"
        yield _finding(duty, "markup", message, field, opened[0] if opened else tags[0])
    lists = [tag for tag in opened if tag.lower().startswith(("<ol", "<ul"))]
    ends = sum(tag.lower().startswith(("</ol", "</ul")) for tag in tags)
    if len(lists) > ends:
        message = f"{where}原文有 {len(lists) - ends} 处网页列表标记没有结束。"
        yield _finding(duty, "unclosed-markup", message, field, lists[0])
    elif len(opened) != closed:
        message = f"{where}原文的网页标记首尾不成对。"
        yield _finding(duty, "unclosed-markup", message, field, tags[0])
    paragraphs = (" ".join(text.split()) for text in MARKUP.split(cell))
    run_together = sum(len(_RUN_TOGETHER.findall(text)) for text in paragraphs)
    if run_together:
        message = f"{where}原文有 {run_together} 处条目连写在一行，显示和打印时分行。"
        yield _finding(duty, "run-together", message, field, "")


def _steps(duty: Duty) -> Iterator[Finding]:
    for side, field in ((Side.SUPERIOR, Field.SUPERIOR), (Side.METHOD, Field.METHOD)):
        steps = duty.side(side)
        headings = dict.fromkeys(step.heading for step in steps if step.heading)
        if headings and side is Side.SUPERIOR:
            message = "上级部门职责原文以部门名称为小标题。"
            yield _finding(duty, "department-heading", message, field, "、".join(headings))
        unstated = [
            step for step in steps if step.basis is Basis.NOT_STATED and not step.other_subject
        ]
        if unstated:
            message = f"上级部门职责中有 {len(unstated)} 条原文未写明由哪个部门承担。"
            yield _finding(duty, "step-not-stated", message, field, "")
    for side, field in ((Side.SUPERIOR, Field.SUPERIOR), (Side.TOWNSHIP, Field.TOWNSHIP)):
        if _misnumbered(duty.side(side)):
            message = f"{_FIELD_NAMES[field]}原文的条目序号不连续。"
            yield _finding(duty, "misnumbered", message, field, "")


def _misnumbered(steps: Sequence[Step]) -> bool:
    last: Step | None = None
    for step in steps:
        if step.number is None:
            continue
        same_run = last and (last.section, last.heading) == (step.section, step.heading)
        expected = last.number + 1 if same_run and last and last.number else 1
        if step.number != expected:
            return True
        last = step
    return False


_FORM_ONLY = {"markup", "unclosed-markup", "run-together", "department-heading", "step-not-stated"}
"""Findings about the source's form; the words themselves read as they should."""


def _finding(duty: Duty, code: str, message: str, field: Field, quote: str) -> Finding:
    return Finding(code, message, duty.kind, duty.id, field, quote, code not in _FORM_ONLY)
