"""The rows of a comparison sheet: what came in, what it may concern, what the office decides.

Words of the notice may be shortened and are called an excerpt; official words are whole.
"""

from dataclasses import dataclass, replace

from duty_desktop.domain.duty import DutyList, Field, ListKind, Step
from duty_desktop.domain.notice import Candidate, Evidence, NoticeMatch
from duty_desktop.domain.words import words
from duty_desktop.reports.canvas import Style
from duty_desktop.reports.faces import Face
from duty_desktop.reports.form import Cell, Row
from duty_desktop.reports.typesetting import Piece, SetLine, Typesetter, height

_LABEL_WIDTH = 80.0
_PADDING = 7.0
_ROW_PADDING = 4.5
_LEAST_HEIGHT = 24.0
"""Measures of a row, in pt."""

_PITCH = 1.42
"""Line pitch in type sizes."""

_SMALL = 0.86
"""Size of remarks, in body sizes."""

_QUOTE = 72
"""An excerpt of the notice shows about so many characters."""

_BEFORE = 12
"""So many of them stand before the first word that it has in common with the duty."""

_LONGEST_TITLE = 120
"""Characters of the notice's title that are shown."""

_SHORT_NAME = 24
"""A duty's name of no more characters stands beside its number in the suggestion."""

_CHOICES = "□ 属基本履职　　□ 属配合履职　　□ 属收回事项　　□ 清单外"
_NUMBER_TO_FILL = "核定事项编号：＿＿＿＿＿＿＿＿＿　　备注：＿＿＿＿＿＿＿＿＿＿＿"
_DATE_TO_FILL = "签字：　　　　　　　　　　年　　月　　日"


@dataclass(frozen=True, slots=True)
class ComparisonRows:
    """Sets the rows of one sheet in one type size."""

    setter: Typesetter
    duty_list: DutyList
    match: NoticeMatch
    width: float
    """Of the form, in pt."""
    size: float
    """Of the body type, in pt."""

    def notice(self) -> tuple[Row, ...]:
        """What came in; blank where it could not be recognised, to be filled in."""
        notice = self.match.notice
        title = _shortened(notice.title, _LONGEST_TITLE)
        value = (self.width - 2 * _LABEL_WIDTH) / 2
        second = (
            self._label("来文单位"),
            self._cell(notice.sender, value),
            self._label("文号"),
            self._cell(notice.number, value),
        )
        return (
            self._row("来文标题", self._set(title, self._measure)),
            Row(second, _LEAST_HEIGHT, _ROW_PADDING),
        )

    def verdict(self) -> Row:
        """The suggestion, and that it is one."""
        match = self.match
        said = match.verdict.sentence
        if match.is_listed:
            first = match.candidates[0].duty
            name = f"　{first.name}" if len(first.name) <= _SHORT_NAME else ""
            said += f"（{first.label}{name}）"
        doubt = "" if match.confident or not match.is_listed else "程序把握不大。"
        strong = Style(Face.BOLD, self.size, self.size * _PITCH)
        lines = (
            *self.setter.paragraph(said, strong, self._measure),
            *self._remark(f"{doubt}以上由程序比对得出，仅为建议，以人工核定为准。", self._measure),
        )
        return self._row("建议结论", lines)

    def candidates_head(self, count: int) -> Row:
        """The line above the candidates."""
        listed = self.match.is_listed
        said = (
            "可能涉及的事项（按相近程度排列）"
            if listed
            else "最接近的事项（相近程度不足，仅供参考）"
        )
        lines = self.setter.centred(
            f"{said}　共列 {count} 项", self._sans, self.width - 2 * _PADDING
        )
        return Row((Cell(self.width, lines, _PADDING),), _LEAST_HEIGHT, _ROW_PADDING)

    def candidate(self, candidate: Candidate) -> Row:
        """Number and list; name and departments, in the official words."""
        duty = candidate.duty
        strong = Style(Face.BOLD, self.size, self.size * _PITCH)
        label = (
            *self.setter.centred(duty.label, strong, _LABEL_WIDTH - 2 * _PADDING),
            *self._centred_remark(duty.kind.official_name),
        )
        lines = [*self.setter.paragraph(duty.name, strong, self._measure)]
        departments = words(duty.cell(Field.DEPARTMENTS)) or "、".join(
            named.as_printed for named in duty.departments
        )
        if departments:
            heading = "承接部门" if duty.kind is ListKind.RECLAIMED else "对应上级部门"
            lines += self._set(f"{heading}：{departments}", self._measure)
        cell = Cell(_LABEL_WIDTH, label, _PADDING)
        body = Cell(self.width - _LABEL_WIDTH, tuple(lines), _PADDING)
        return Row((cell, body), _LEAST_HEIGHT, _ROW_PADDING, label)

    def evidence(self, evidence: Evidence) -> Row:
        """A sentence of the notice beside the official words that speak of the same."""
        half = (self.width - _LABEL_WIDTH) / 2
        measure = half - 2 * _PADDING
        quoted = excerpt(evidence)
        said = self._set(f"来文摘录：{quoted}", measure)
        named = evidence.field is Field.NAME
        official = self._set(f"清单原文：{'即上列事项名称' if named else evidence.duty}", measure)
        for_reading = [f"{word} → {meaning}" for word, meaning in evidence.meant[:2]]
        if for_reading:
            said = (*said, *self._remark(f"（用语对照：{'，'.join(for_reading)}）", measure))
        tall = max(height(said), height(official))
        cells = (
            self._label("依据"),
            Cell(half, _filled(said, tall), _PADDING),
            Cell(half, _filled(official, tall), _PADDING),
        )
        return Row(cells, _LEAST_HEIGHT, _ROW_PADDING)

    def parts(self, candidate: Candidate, most: int) -> Row:
        """Who does what in the first candidate's matter, in the official words."""
        duty, own = candidate.duty, self.duty_list.town.own
        lines: list[SetLine] = []
        if duty.kind is ListKind.BASIC:
            lines += self._set(f"{own}基本履职事项，由{own}负责。", self._measure)
        if duty.kind is ListKind.RECLAIMED:
            lines += self._set(f"{own}不再承担，由上级部门承接。", self._measure)
        for heading, steps in (
            ("上级部门", candidate.superior_steps),
            (own, candidate.township_steps),
        ):
            for step in steps[:most]:
                lines += self._step(heading, step)
        skipped = len(candidate.duty.steps) - sum(
            len(steps[:most]) for steps in (candidate.superior_steps, candidate.township_steps)
        )
        if skipped > 0:
            lines += self._remark(f"另有 {skipped} 条职责未列，见履职事项单。", self._measure)
        row = self._row("各方职责", tuple(lines))
        label = (*row.cells[0].lines, *self._centred_remark(f"（{duty.label}）"))
        return replace(row, cells=(Cell(_LABEL_WIDTH, label, _PADDING), *row.cells[1:]))

    def decision(self) -> tuple[Row, ...]:
        """What the office ticks and who did it."""
        value = (self.width - 2 * _LABEL_WIDTH) / 2
        hand = (
            self._label("经办人"),
            Cell(value, (), _PADDING),
            self._label("日期"),
            self._cell("　　　　年　　月　　日", value),
        )
        ticked = (
            *self._roomy(_CHOICES),
            *self._roomy(_NUMBER_TO_FILL),
        )
        return (
            self._row("核定结论", ticked),
            Row(hand, _LEAST_HEIGHT + 4, _ROW_PADDING),
        )

    def leader(self, tall: float) -> Row:
        """An empty row for the leader's decision, so many pt tall."""
        style = self._body
        width = self.setter.width(_DATE_TO_FILL, style)
        line = SetLine((Piece(max(0.0, self._measure - width), _DATE_TO_FILL, style),), style.pitch)
        blank = SetLine((), max(0.0, tall - 2 * _ROW_PADDING - style.pitch - 1.0))
        cell = Cell(self.width - _LABEL_WIDTH, (blank, line), _PADDING)
        label = (
            *self.setter.centred("分管领导", self._sans, _LABEL_WIDTH - 2 * _PADDING),
            *self.setter.centred("意见", self._sans, _LABEL_WIDTH - 2 * _PADDING),
        )
        return Row((Cell(_LABEL_WIDTH, label, _PADDING), cell), tall, _ROW_PADDING)

    @property
    def _measure(self) -> float:
        return self.width - _LABEL_WIDTH - 2 * _PADDING

    @property
    def _body(self) -> Style:
        return Style(Face.SERIF, self.size, self.size * _PITCH)

    @property
    def _sans(self) -> Style:
        return Style(Face.SANS, self.size, self.size * _PITCH)

    def _set(self, text: str, measure: float) -> tuple[SetLine, ...]:
        return self.setter.paragraph(text, self._body, measure)

    def _remark(self, text: str, measure: float) -> tuple[SetLine, ...]:
        size = self.size * _SMALL
        return self.setter.paragraph(text, Style(Face.SANS, size, size * _PITCH), measure)

    def _centred_remark(self, text: str) -> tuple[SetLine, ...]:
        size = self.size * _SMALL
        style = Style(Face.SANS, size, size * _PITCH)
        return self.setter.centred(text, style, _LABEL_WIDTH - 2 * _PADDING)

    def _roomy(self, text: str) -> tuple[SetLine, ...]:
        style = Style(Face.SERIF, self.size, self.size * 2.0)
        return self.setter.paragraph(text, style, self._measure)

    def _label(self, text: str) -> Cell:
        lines = self.setter.centred(text, self._sans, _LABEL_WIDTH - 2 * _PADDING)
        return Cell(_LABEL_WIDTH, lines, _PADDING)

    def _cell(self, text: str, width: float) -> Cell:
        return Cell(width, self._set(text, width - 2 * _PADDING), _PADDING)

    def _row(self, label: str, lines: tuple[SetLine, ...]) -> Row:
        head = self._label(label)
        body = Cell(self.width - _LABEL_WIDTH, lines, _PADDING)
        return Row((head, body), _LEAST_HEIGHT, _ROW_PADDING, head.lines)

    def _step(self, heading: str, step: Step) -> tuple[SetLine, ...]:
        """A step under who acts: the departments that the program understood, or the side."""
        said = "、".join(step.departments) if step.departments else step.other_subject or heading
        style = self._sans
        marker = f"{said}：" if not step.text.startswith(said) else "· "
        width = self.setter.width(marker, style)
        if width <= self._measure / 3:
            lines = self.setter.paragraph(step.text, self._body, self._measure - width)
            moved = [_shifted(line, width) for line in lines]
            first = (
                replace(moved[0], pieces=(Piece(0.0, marker, style), *moved[0].pieces))
                if moved
                else SetLine((Piece(0.0, marker, style),), style.pitch)
            )
            return (first, *moved[1:])
        return (
            *self.setter.paragraph(marker, style, self._measure),
            *self._set(step.text, self._measure),
        )


def excerpt(evidence: Evidence) -> str:
    """The notice's sentence, shortened around the words that it has in common with the duty."""
    text = evidence.notice
    if len(text) <= _QUOTE:
        return text
    common = (*evidence.shared, *(word for word, _ in evidence.meant))
    found = [at for at in map(text.find, common) if at >= 0]
    start = max(0, min(min(found, default=0) - _BEFORE, len(text) - _QUOTE))
    if start <= _BEFORE:
        start = 0
    end = min(len(text), start + _QUOTE)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _shifted(line: SetLine, by: float) -> SetLine:
    return replace(line, pieces=tuple(replace(piece, x=piece.x + by) for piece in line.pieces))


def _filled(lines: tuple[SetLine, ...], tall: float) -> tuple[SetLine, ...]:
    """The lines with so much room under them that they are as tall as their neighbours."""
    return (*lines, SetLine((), tall - height(lines))) if height(lines) < tall else lines


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
