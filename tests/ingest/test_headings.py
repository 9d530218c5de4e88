import pytest

from duty_desktop.domain.duty import ListKind
from duty_desktop.ingest.headings import STANDARD, Column, columns_of, kind_by_columns, meanings

HEADINGS = [
    ("序 号", Column.SERIAL),
    ("编号", Column.SERIAL),
    ("事项类别", Column.CATEGORY),
    ("事项\n分类", Column.CATEGORY),
    ("类别", Column.CATEGORY),
    ("履职事项", Column.NAME),
    ("基本履职事项", Column.NAME),
    ("配合事项名称", Column.NAME),
    ("牵头部门", Column.DEPARTMENTS),
    ("责任部门", Column.DEPARTMENTS),
    ("对应上级部门（单位）", Column.DEPARTMENTS),
    ("上级部门配合职责", Column.SUPERIOR),
    ("县直部门职责", Column.SUPERIOR),
    ("乡镇（街道）配合职责", Column.TOWNSHIP),
    ("镇街配合职责", Column.TOWNSHIP),
    ("本镇配合职责", Column.TOWNSHIP),
    ("街道职责", Column.TOWNSHIP),
    ("承接部门及其工作方式", Column.METHOD),
    ("承接部门和工作方式", Column.METHOD),
    ("收回后承接部门", Column.TAKER),
    ("工作方式", Column.WAY),
]


@pytest.mark.parametrize(("heading", "column"), HEADINGS)
def test_what_offices_call_their_columns(heading: str, column: Column) -> None:
    assert meanings(heading)[0] is column


@pytest.mark.parametrize(
    "heading", ["备注", "实施依据", "责任科室", "分管领导", "", "1", "序" * 99]
)
def test_columns_that_no_list_has(heading: str) -> None:
    assert meanings(heading) == ()


@pytest.mark.parametrize("kind", ListKind)
def test_the_published_headings_are_the_lists_fields(kind: ListKind) -> None:
    found = columns_of(STANDARD[kind])

    assert [column.value for column in found.values()] == [field.value for field in kind.fields]
    assert kind_by_columns(found) is (None if kind is ListKind.BASIC else kind)


@pytest.mark.parametrize(
    "row", [("1", "党的建设", "甲"), ("序号",), ("姓名", "电话"), ("事项名称", "备注"), ()]
)
def test_rows_that_are_no_header(row: tuple[str, ...]) -> None:
    assert columns_of(row) == {}


def test_one_heading_is_what_the_other_leaves() -> None:
    assert columns_of(("序号", "事项名称", "配合事项")) == {
        0: Column.SERIAL,
        1: Column.NAME,
        2: Column.TOWNSHIP,
    }
