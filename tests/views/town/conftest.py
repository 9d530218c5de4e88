"""A window with a small town's notes."""

import pytest

from duty_desktop.domain.assignment import DutyKey, TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.models.town import Town
from duty_desktop.views.content import Content
from duty_desktop.views.town.form import AssignmentForm
from duty_desktop.views.town.panel import AssignmentPanel
from duty_desktop.views.window import MainWindow
from tests.notes import CIVIL, LAW, LI, PARTY, WANG, ZHANG


@pytest.fixture(autouse=True)
def nobody_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let windows close at the end of a test, whatever stands in them."""
    monkeypatch.setattr("duty_desktop.views.town.leaving.lets_go", lambda _: True)


@pytest.fixture
def staffed(town: Town) -> Town:
    """The town with its offices and people, and nothing noted about duties."""
    town.edit(edited(TownNotes(), "填写", [PARTY, CIVIL, LAW, ZHANG, LI, WANG]))
    return town


@pytest.fixture
def content(staffed: Town, window: MainWindow) -> Content:
    assert staffed.notes.people
    assert window.content is not None
    return window.content


@pytest.fixture
def panel(content: Content) -> AssignmentPanel:
    return content.noting.panel


@pytest.fixture
def form(panel: AssignmentPanel) -> AssignmentForm:
    panel.write()
    assert panel.form is not None
    return panel.form


@pytest.fixture
def first(duty_list: DutyList) -> DutyKey:
    """The duty that the window shows at first."""
    return duty_list.source_sha256, duty_list.duties[0].id
