"""Names to tick, as Qt sees them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.models.checklist import ChecklistModel

CHECKED, UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked
CHECK_ROLE = int(Qt.ItemDataRole.CheckStateRole)
NAMES = ("公安局", "<b>民政局</b>", "司法局")


@pytest.mark.usefixtures("qapp")
def test_qt_finds_no_fault() -> None:
    model = ChecklistModel(NAMES)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.choose(["司法局", "没有这个"])
    model.setData(model.index(0), CHECKED.value, CHECK_ROLE)

    assert tester.model() is model
    assert model.chosen == ("公安局", "司法局")


@pytest.mark.usefixtures("qapp")
def test_ticking_is_told_once() -> None:
    model = ChecklistModel(NAMES)
    told: list[tuple[str, ...]] = []
    model.ticked.connect(lambda: told.append(model.chosen))

    model.choose(["司法局"])
    model.choose(["司法局"])
    model.setData(model.index(2), UNCHECKED.value, CHECK_ROLE)

    assert told == [("司法局",), ()]
    assert model.index(1).data() == "<b>民政局</b>"
    assert not model.setData(model.index(1), "x", int(Qt.ItemDataRole.EditRole))


@pytest.mark.usefixtures("qapp")
def test_an_empty_list() -> None:
    model = ChecklistModel(())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.choose(["公安局"])

    assert tester.model() is model
    assert model.chosen == ()
