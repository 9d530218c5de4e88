"""What is printed and how: a column of choices, built from what each document offers."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.domain.assigning import Handling, handlings
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.order import (
    OFFERS,
    DocumentKind,
    Look,
    Offer,
    PaperSize,
    PrintOrder,
    SheetBlock,
)
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.pick import Pick
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.memory import PrintMemory
from duty_desktop.views.printing.name_pick import NamePick
from duty_desktop.views.printing.scope import Scope
from duty_desktop.views.printing.titled import titled
from duty_desktop.views.printing.town_choices import TownChoices
from duty_desktop.views.printing.words import BLOCKS, DOCUMENTS, LOOKS, SIDES, TICKS, Sides, turn

_OF_ALL = frozenset(
    {
        DocumentKind.DEPARTMENTS,
        DocumentKind.BOOKLET,
        DocumentKind.OFFICES,
        DocumentKind.PEOPLE,
    }
)
"""Documents that are of the whole list (``PrintOrder.duties``)."""

_IN_ORDER = frozenset({DocumentKind.SHEETS, DocumentKind.LIST, DocumentKind.REPRINT})
"""Documents that keep the order they are given; a matrix has the list's."""


class Order(StrEnum):
    """In which order duties are printed."""

    LIST = "list"
    WINDOW = "window"


class PrintChoices(QWidget):
    """The choices of the print dialog; what a document does not offer is not there.

    Attributes:
        document, scope, look, paper, turn, order: the boxes.
        sides: whether paper is printed on both sides; nothing is made anew for it.
        ticks: what is ticked or not, by its field in ``PrintOrder``.
        blocks: the parts of a duty sheet.
        departments, town, title: what further belongs to some documents.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(
        self,
        duty_list: DutyList,
        matter: PrintMatter,
        memory: WindowMemory,
        kind: DocumentKind | None = None,
        offers: Mapping[DocumentKind, Offer] = OFFERS,
    ) -> None:
        """Choose from ``offers``; ``kind`` is the document, by default the one of last time."""
        super().__init__()
        self._matter = matter
        self._list_key = duty_list.source_sha256
        self._memory = memory
        self._offers = offers
        self._scope_chosen = False
        self._ticked: dict[DocumentKind, tuple[str, ...]] = {}
        self.document = Pick[DocumentKind]("文件(&F)")
        self.scope = Pick[Scope]("打印什么(&R)")
        self.look = Pick[Look]("样式(&L)")
        self.paper = Pick[PaperSize]("纸张(&Z)")
        self.turn = Pick[bool]("方向(&O)")
        self.order = Pick[Order]("顺序(&Q)")
        self.sides = Pick[Sides]("单面或双面(&X)")
        self.title = QLineEdit()
        self._title = titled("标题(&T)", self.title, "一览表的标题")
        names = [each.name for each in duty_list.departments]
        self.departments = NamePick("部门(&B)", names)
        self.town = TownChoices(matter, duty_list.source_sha256)
        self.ticks = {name: QCheckBox(words) for name, words in TICKS.items()}
        self.blocks = {block: QCheckBox(words) for block, words in BLOCKS.items()}
        self._block_group = QGroupBox("每份另有")
        self._lay_out()
        last = PrintMemory(memory).one_of("document", DocumentKind)
        documents = [each for each in offers if _is_offered(each, matter, kind)]
        self.document.offer([(each, DOCUMENTS[each]) for each in documents], kind or last)
        self.sides.offer(list(SIDES.items()), PrintMemory(memory).one_of("sides", Sides))
        self._offer()
        self._wire()

    @property
    def kind(self) -> DocumentKind:
        """The document that is chosen."""
        return self.document.value or DocumentKind.SHEETS

    def wanted(self) -> PrintOrder:
        """What is chosen. Raises ``PrintError`` where something is left to choose."""
        kind, options = self.kind, self._offers[self.kind].options
        return PrintOrder(
            kind,
            self._duties(),
            departments=self._departments() if "departments" in options else (),
            offices=self.town.chosen_offices() if "offices" in options else (),
            people=self.town.chosen_people() if "people" in options else (),
            look=self.look.value,
            size=self.paper.value or "A4",
            landscape=self.turn.value,
            blocks=self._chosen_blocks(options),
            title=(self.title.text().strip() or None) if "title" in options else None,
            steps=self._is_ticked("steps"),
            odd_start=self._is_ticked("odd_start"),
            contents=self._is_ticked("contents"),
            bundled_only=self._is_ticked("bundled_only"),
            assignments=self._assignments,
            notes=self._matter.notes if self._assignments is not None else None,
        )

    @cached_property
    def _assignments(self) -> Mapping[str, Handling] | None:
        """What the town noted of this list's duties; ``None`` where the notebook is empty."""
        notes = self._matter.notes
        return handlings(notes, self._list_key) if notes.records else None

    def _lay_out(self) -> None:
        self.title.setPlaceholderText("履职事项一览表")
        rows = QVBoxLayout(self)
        inside = QVBoxLayout(self._block_group)
        for box in self.blocks.values():
            inside.addWidget(box)
        first = (self.document, self.scope, self.departments, self.town, self._title)
        for widget in (*first, self.order, self.look, self.paper, self.turn):
            rows.addWidget(widget)
        rows.addWidget(self.sides)
        rows.addWidget(self._block_group)
        for box in self.ticks.values():
            rows.addWidget(box)
        rows.addStretch()

    def _wire(self) -> None:
        self.document.told.changed.connect(self._change_document)
        self.scope.told.changed.connect(self._change_scope)
        for pick in (self.look, self.paper, self.turn, self.order):
            pick.told.changed.connect(self._tell)
        for box in (*self.ticks.values(), *self.blocks.values()):
            box.toggled.connect(self._tell)
        self.sides.told.changed.connect(self._keep_sides)
        self.departments.changed.connect(self._tell)
        self.title.textChanged.connect(self._tell)
        self.town.changed.connect(self._tell)

    def _change_document(self) -> None:
        PrintMemory(self._memory).keep("document", self.kind)
        self._offer()
        self.changed.emit()

    def _keep_sides(self) -> None:
        PrintMemory(self._memory).keep("sides", self.sides.value or Sides.ONE)

    def _change_scope(self) -> None:
        self._scope_chosen = True
        self._offer_orders()
        self._tell()

    def _tell(self) -> None:
        self._keep()
        self.changed.emit()

    def _offer(self) -> None:
        """Show what the document offers, as it was chosen the last time."""
        offer = self._offers[self.kind]
        memory = PrintMemory(self._memory, self.kind)
        self.look.offer([(each, LOOKS[each]) for each in offer.looks], memory.one_of("look", Look))
        sizes = {str(size): size for size in offer.sizes}
        self.paper.offer([(each, each) for each in offer.sizes], sizes.get(memory.word("size")))
        turns = {_turn_word(lying=lying): lying for lying in offer.turns}
        self.turn.offer(
            [(lying, turn(lying=lying)) for lying in offer.turns], turns.get(memory.word("turn"))
        )
        for name, box in self.ticks.items():
            _set_quietly(box, checked=memory.ticked(name))
            box.setVisible(name in offer.options)
        kept = memory.some_of("blocks", SheetBlock)
        chosen = self._usual_blocks() if kept is None else kept
        for block, block_box in self.blocks.items():
            _set_quietly(block_box, checked=block in chosen)
        self._block_group.setVisible("blocks" in offer.options)
        self.blocks[SheetBlock.OWN].setVisible(self._assignments is not None)
        self._title.setVisible("title" in offer.options)
        self.town.offer(self.kind, offer.options, memory)
        self.departments.setVisible("departments" in offer.options)
        self.departments.choose(self._ticked.get(self.kind, self._usual_departments()))
        self._offer_scopes()

    def _offer_scopes(self) -> None:
        scopes = self._matter.scopes()
        chosen = self.scope.value if self._scope_chosen else None
        self.scope.offer(scopes, chosen or self._usual_scope([scope for scope, _ in scopes]))
        if self.kind in _OF_ALL:
            self.scope.hide()
        self._offer_orders()

    def _usual_scope(self, scopes: list[Scope]) -> Scope:
        """A sheet of what is read; a table of what is shown: a table of one duty helps nobody."""
        if Scope.SELECTED in scopes and self.kind is not DocumentKind.UNASSIGNED:
            return Scope.SELECTED
        if self.kind in (DocumentKind.SHEETS, DocumentKind.REPRINT):
            return scopes[0]
        if self.kind is DocumentKind.UNASSIGNED:
            return Scope.ALL
        return Scope.SHOWN if Scope.SHOWN in scopes else Scope.ALL

    def _usual_departments(self) -> tuple[str, ...]:
        if self._matter.departments:
            return self._matter.departments
        if self.kind is DocumentKind.DEPARTMENTS:
            current = self._matter.current
            return () if current is None else tuple(each.name for each in current.departments)
        return self.departments.names

    def _usual_blocks(self) -> frozenset[SheetBlock]:
        """What a sheet has unless somebody chose otherwise; who handles it where that is noted."""
        usual = PrintOrder(self.kind).blocks
        return usual | {SheetBlock.HANDLING} if self._matter.notes.assignments else usual

    def _offer_orders(self) -> None:
        """Offer the window's order where it is another than the list's."""
        given = self._matter.duties(self.scope.value or Scope.ALL)
        keeps = self.kind in _IN_ORDER and given != self._matter.in_list_order(given)
        words = ((Order.LIST, "清单顺序"), (Order.WINDOW, "窗口中的顺序"))
        memory = PrintMemory(self._memory, self.kind)
        self.order.offer(words if keeps else (), memory.one_of("order", Order))

    def _keep(self) -> None:
        """Remember what is chosen for this document."""
        memory, options = PrintMemory(self._memory, self.kind), self._offers[self.kind].options
        for name, pick in (("look", self.look), ("size", self.paper), ("order", self.order)):
            if pick.value is not None:
                memory.keep(name, str(pick.value))
        if self.turn.value is not None:
            memory.keep("turn", _turn_word(lying=self.turn.value))
        for name in options & self.ticks.keys():
            memory.tick(name, ticked=self.ticks[name].isChecked())
        if "blocks" in options:
            memory.keep("blocks", [str(b) for b, box in self.blocks.items() if box.isChecked()])
        self.town.keep(memory)
        if "departments" in options:
            self._ticked[self.kind] = self.departments.chosen

    def _duties(self) -> tuple[Duty, ...] | None:
        """The chosen duties; ``None`` where they are all, in the list's order."""
        scope = self.scope.value or Scope.ALL
        if self.kind in _OF_ALL or (scope is Scope.ALL and self.order.value is not Order.WINDOW):
            return None
        given = self._matter.duties(scope)
        return given if self.order.value is Order.WINDOW else self._matter.in_list_order(given)

    def _departments(self) -> tuple[str, ...]:
        chosen = self.departments.chosen
        if not chosen:
            raise PrintError("还没有选部门：请在左边勾选要打印的部门。")
        everyone = self.kind is DocumentKind.DEPARTMENT_MATRIX and chosen == self.departments.names
        return () if everyone else chosen

    def _chosen_blocks(self, options: frozenset[str]) -> frozenset[SheetBlock]:
        if "blocks" not in options:
            return PrintOrder(self.kind).blocks
        return frozenset(block for block, box in self.blocks.items() if box.isChecked())

    def _is_ticked(self, name: str) -> bool:
        return name in self._offers[self.kind].options and self.ticks[name].isChecked()


def _is_offered(document: DocumentKind, matter: PrintMatter, asked: DocumentKind | None) -> bool:
    """Whether there is anything to print it of; what is asked for is always offered."""
    there = {
        DocumentKind.OFFICES: bool(matter.notes.offices),
        DocumentKind.PEOPLE: bool(matter.notes.people),
        # What an edit makes out of date; nobody chooses it among the others.
        DocumentKind.REPRINT: matter.again,
    }
    return document is asked or there.get(document, True)


def _set_quietly(box: QCheckBox, *, checked: bool) -> None:
    box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(False)


def _turn_word(*, lying: bool) -> str:
    return "lying" if lying else "upright"
