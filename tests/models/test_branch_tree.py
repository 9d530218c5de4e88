import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.domain.duty import DutyList
from duty_desktop.models.branch_tree import BranchTreeModel
from duty_desktop.models.branches import branches_of
from duty_desktop.models.roles import COUNT_COLUMN, RecordRole


@pytest.mark.usefixtures("qapp")
def test_qt_finds_no_fault(duty_list: DutyList) -> None:
    model = BranchTreeModel(branches_of(duty_list))
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.count_found({1, 2, 3})

    assert tester.model() is model


@pytest.mark.usefixtures("qapp")
def test_every_branch_is_found_where_it_stands(duty_list: DutyList) -> None:
    model = BranchTreeModel(branches_of(duty_list))

    for branch in model.root.walk():
        index = model.index_of(branch)
        assert model.branch(index) is branch
        assert model.rowCount(index) == len(branch.children)
        for child in branch.children:
            below = model.index(child.row, 0, index)
            assert below.data(RecordRole) is child
            assert model.parent(below) == index


@pytest.mark.usefixtures("qapp")
def test_counts_that_change_are_announced(duty_list: DutyList) -> None:
    model = BranchTreeModel(branches_of(duty_list))
    announced: list[str] = []

    def listen(first: QModelIndex, last: QModelIndex) -> None:
        assert first.parent() == last.parent()
        announced.extend(
            model.index(row, 0, first.parent()).data() for row in range(first.row(), last.row() + 1)
        )

    model.dataChanged.connect(listen)
    model.count_found(frozenset())

    shown = [branch.title for branch in model.root.walk() if branch is not model.root]
    assert sorted(announced) == sorted(shown)
    assert model.index(0, COUNT_COLUMN).data() == "0"
    alignment = model.index(0, COUNT_COLUMN).data(Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & int(Qt.AlignmentFlag.AlignRight)
