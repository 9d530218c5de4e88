"""From the compared lists to the notebook, as the window wires them."""

from pytestqt.qtbot import QtBot

from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assignment import Assignment, TownNotes, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.models.town import Town
from duty_desktop.views.comparing.carry_dialog import CarryDialog
from duty_desktop.views.window import MainWindow
from tests.comparing.changes import changed_copy
from tests.notes import PARTY


def test_notes_are_taken_over_into_the_notebook(
    qtbot: QtBot, window: MainWindow, town: Town, duty_list: DutyList
) -> None:
    new = read_duty_list(changed_copy(duty_list, 4).data)
    key = duty_list.source_sha256
    noted = [Assignment(key, duty.id, office=PARTY.key) for duty in duty_list.duties]
    town.edit(edited(TownNotes(), "填写", [PARTY, *noted]))
    before = town.notes
    assert window.content is not None
    window.frame.commands["compare"].trigger()
    window.content.comparing.carry_over(compare(duty_list, new))
    (dialog,) = window.findChildren(CarryDialog)
    dialog.apply_button.click()
    taken = [key for key in town.notes.assignments if key[0] == new.source_sha256]
    assert len(taken) > 200
    assert {key: town.notes.assignments[key] for key in before.assignments} == before.assignments
    town.undo()
    assert town.notes == before
    with qtbot.waitSignal(dialog.finished):
        dialog.close()
    town.redo()
    assert len(town.notes.assignments) > len(before.assignments)
