from dataclasses import replace

import pytest

from duty_desktop.domain.duty import Duty, DutyList, Side, Step
from duty_desktop.reports.form import Row
from duty_desktop.reports.order import Look
from duty_desktop.reports.sheet_cells import SheetCells, label_parts
from duty_desktop.reports.sheet_rows import SheetRows
from duty_desktop.reports.sheet_style import STYLES
from duty_desktop.reports.typesetting import Typesetter
from tests.reports import papers, reading

STYLE = STYLES[Look.COMPACT]


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("", ("",)),
        ("备注", ("备注",)),
        ("事项名称", ("事项名称",)),
        ("乡镇配合职责", ("乡镇配合", "职责")),
        ("上级部门职责", ("上级部门", "职责")),
        ("对应上级部门", ("对应上级", "部门")),
        ("承接部门及工作方式", ("承接部门", "及工作方式")),
        ("承接部门及其工作方式", ("承接部门", "及其工作", "方式")),
    ],
)
def test_a_label_is_parted_where_it_reads_well(label: str, parts: tuple[str, ...]) -> None:
    assert label_parts(label) == parts


@pytest.fixture
def rows_of(setter: Typesetter, duty_list: DutyList) -> "RowsOf":
    return RowsOf(setter, duty_list)


class RowsOf:
    """A duty's rows on a working page."""

    def __init__(self, setter: Typesetter, duty_list: DutyList) -> None:
        self._setter, self._duty_list = setter, duty_list

    def __call__(self, duty: Duty) -> SheetRows:
        return SheetRows(SheetCells(self._setter, STYLE), self._duty_list, duty)


def texts(row: Row) -> list[str]:
    """The lines of a row's last cell."""
    return [reading.line_text(line) for line in row.cells[-1].lines]


def test_the_head_says_which_list_number_and_category(rows_of: RowsOf) -> None:
    [row] = rows_of(papers.cooperative_duty()).head()

    assert [reading.line_text(cell.lines[0]) for cell in row.cells] == [
        "所属清单",
        "配合履职事项",
        "编号",
        "配合 21",
        "事项分类",
        "平安法治",
    ]
    assert sum(cell.width for cell in row.cells) == pytest.approx(STYLE.width)


def test_a_long_category_has_a_row_of_its_own(rows_of: RowsOf) -> None:
    category = "平安法治、" * 30

    row, own = rows_of(papers.cooperative_duty(category=category)).head()

    assert len(row.cells) == 4
    assert sum(cell.width for cell in row.cells) == pytest.approx(STYLE.width)
    assert "".join(texts(own)) == category


def test_a_department_is_not_broken_over_two_lines(rows_of: RowsOf) -> None:
    departments = "、".join(["昌吉市住房和城乡建设局", "昌吉市卫生健康委员会"] * 4)

    row = next(rows_of(papers.cooperative_duty(departments=departments)).sides())

    assert "".join(texts(row)) == departments
    assert len(texts(row)) == 3
    assert all(line.endswith(("局、", "会、", "会")) for line in texts(row))


def test_departments_with_odd_marks_keep_to_the_rules_too(rows_of: RowsOf) -> None:
    departments = "昌吉市住房和城乡建设局、昌吉市卫生健康委员会、，昌吉市公安局、）、昌吉市民政局"

    row = next(rows_of(papers.cooperative_duty(departments=departments)).sides())

    assert "".join(texts(row)) == departments
    assert len(texts(row)) == 2
    assert all(line[0] not in reading.STARTS_NO_LINE for line in texts(row))


STEPS = (
    Step(Side.SUPERIOR, "负责办证；", 1, "1.", "一、日常", "市公安局"),
    Step(Side.SUPERIOR, "负责检查。", 10, "10.", "一、日常", "市城管局"),
    Step(Side.SUPERIOR, "负责处置。", None, "", "二、应急", "市城管局"),
)
CELL = "一、日常\n市公安局\n1.负责办证；市城管局10. 负责检查。\n二、应急 市城管局 负责处置。"


def test_each_step_has_its_line_under_its_headings(rows_of: RowsOf) -> None:
    _, row, _ = rows_of(papers.cooperative_duty(superior=CELL, steps=STEPS)).sides()

    assert texts(row) == [
        "一、日常",
        "市公安局",
        "1.负责办证；",
        "市城管局",
        "10.负责检查。",
        "二、应急",
        "市城管局",
        "负责处置。",
    ]
    lines = row.cells[-1].lines
    assert [line.keep for line in lines] == [True, True, False, True, False, True, True, False]
    assert lines[2].pieces[1].x == lines[4].pieces[1].x
    assert lines[2].pieces[0].x > lines[4].pieces[0].x


@pytest.mark.parametrize("lost", ["保留的话", "。", "𬭼"])
def test_the_cell_itself_speaks_where_its_steps_leave_a_word_out(
    rows_of: RowsOf, lost: str
) -> None:
    _, row, _ = rows_of(papers.cooperative_duty(superior=CELL + lost, steps=STEPS)).sides()

    assert reading.body_text([row]) == reading.squeezed(CELL + lost)


def test_leftover_markup_is_taken_out_of_a_cell(rows_of: RowsOf) -> None:
    duty = papers.cooperative_duty(superior="<p>负责<b>办证</b>。</p>")

    _, row, _ = rows_of(duty).sides()

    assert texts(row) == ["负责<b>办证</b>。"]


def test_a_marker_too_wide_to_hang_stands_in_the_text(rows_of: RowsOf) -> None:
    step = Step(Side.SUPERIOR, "负责办证。", 1, "第一百二十三条至第四百五十六条：")
    duty = papers.cooperative_duty(superior=step.marker + step.text, steps=(step,))

    _, row, _ = rows_of(duty).sides()

    assert texts(row) == [step.marker + step.text]
    assert len(row.cells[-1].lines[0].pieces) == 1


def test_a_reclaimed_duty_says_who_takes_over(rows_of: RowsOf) -> None:
    duty = papers.reclaimed_duty("昌吉市民政局： 出具证明。", "昌吉市民政局", "昌吉市公安局")

    takers, method, town = rows_of(duty).sides()

    assert texts(takers) == ["昌吉市民政局、昌吉市公安局"]
    assert texts(method) == ["昌吉市民政局： 出具证明。"]
    assert texts(town) == ["本镇不再承担本事项，由昌吉市民政局、昌吉市公安局承接。"]


def test_a_reclaimed_duty_of_no_known_department_says_where_to_look(rows_of: RowsOf) -> None:
    takers, _, town = rows_of(papers.reclaimed_duty("不再开展。")).sides()

    assert texts(takers) == ["见下栏"]
    assert texts(town) == ["本镇不再承担本事项，由上级部门承接。"]


def test_only_findings_about_the_words_are_noted(rows_of: RowsOf, duty_list: DutyList) -> None:
    found = [finding for finding in duty_list.findings if finding.duty_id]
    spoken = [finding for finding in found if finding.in_words]
    duty = replace(papers.cooperative_duty(), findings=tuple(found))

    [row] = rows_of(duty).notes()

    assert 0 < len(spoken) < len(found)
    assert reading.body_text([row]) == reading.squeezed("".join(f.message for f in spoken))
    assert list(rows_of(papers.cooperative_duty()).notes()) == []


def test_a_label_without_end_is_cut_visibly(setter: Typesetter, duty_list: DutyList) -> None:
    kind = papers.cooperative_duty().kind
    headings = {**duty_list.headings, kind: ("长" * 100,) * 6}
    strange = replace(duty_list, headings=headings)

    row = RowsOf(setter, strange)(papers.cooperative_duty()).name()

    label = [reading.line_text(line) for line in row.cells[0].lines]

    assert label == ["长长长长"] * 5 + ["…"]
