"""What the town noted, from the panel to the printed page."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assignment import DutyKey
from duty_desktop.domain.noting import Note
from duty_desktop.reports.order import DocumentKind
from duty_desktop.views.content import Content
from duty_desktop.views.printing.choices import PrintChoices
from duty_desktop.views.printing.dialog import PrintDialog
from tests.composing import commit
from tests.notes import PARTY, ZHANG


def _opened(content: Content, kind: DocumentKind) -> tuple[PrintDialog, PrintChoices]:
    content._print(kind)
    dialog = content.printing.dialog
    assert dialog is not None
    assert isinstance(dialog.choices, PrintChoices)
    return dialog, dialog.choices


def test_what_is_just_being_written_is_printed(
    qtbot: QtBot, content: Content, first: DutyKey
) -> None:
    content.noting.panel.write()
    form = content.noting.panel.form
    assert form is not None
    commit(form.fields[Note.HANDLERS], "张三")
    dialog, choices = _opened(content, DocumentKind.SHEETS)
    order = choices.wanted()
    assert order.assignments is not None
    assert order.assignments[first[1]].handlers == (ZHANG.name,)
    with qtbot.waitSignal(dialog.finished):
        dialog.abandon()


def test_the_office_of_the_branch_is_ticked(qtbot: QtBot, content: Content, first: DutyKey) -> None:
    content.noting.panel.write()
    form = content.noting.panel.form
    assert form is not None
    commit(form.fields[Note.OFFICE], PARTY.name)
    QTest.keyClick(form.fields[Note.OFFICE], Qt.Key.Key_Return)
    tree = content.browser.tree
    model = tree.model()
    branches = content.browser._branches
    [office] = [b for b in branches.root.walk() if b.key == f"offices/{PARTY.key}"]
    tree.setCurrentIndex(branches.index_of(office))
    assert model is not None
    assert content.browser.matter().offices == (PARTY.key,)
    dialog, choices = _opened(content, DocumentKind.OFFICES)
    assert choices.wanted().offices == (PARTY.name,)
    assert first[1] in {duty.id for duty in content.browser.matter().shown}
    with qtbot.waitSignal(dialog.finished):
        dialog.abandon()
