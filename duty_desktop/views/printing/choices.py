"""What is printed and how: a column of choices, built from what each document offers."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

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
from duty_desktop.views.printing.department_pick import DepartmentPick
from duty_desktop.views.printing.matter import PrintMatter, Scope
from duty_desktop.views.printing.memory import PrintMemory
from duty_desktop.views.printing.words import BLOCKS, DOCUMENTS, LOOKS, SIDES, TICKS, Sides, turn

_OF_ALL = frozenset({DocumentKind.DEPARTMENTS, DocumentKind.BOOKLET})
"""Documents that are of the whole list (``PrintOrder.duties``)."""

_IN_ORDER = frozenset({DocumentKind.SHEETS, DocumentKind.LIST})
"""Documents that keep the order they are given; a matrix has the list's."""

_OFFICE_ROWS = 6

_OFFICES_LEFT = ("",) * 8
"""Columns of the office matrix to fill in by hand where no office is named."""


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
        departments, offices, title: what further belongs to some documents.

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
        self._title = _titled("标题(&T)", self.title, "一览表的标题")
        self.departments = DepartmentPick([each.name for each in duty_list.departments])
        self.offices = QPlainTextEdit()
        self._offices = _titled(
            "科室名称，每行一个（空着的由人手填）(&K)", self.offices, "科室名称"
        )
        self.ticks = {name: QCheckBox(words) for name, words in TICKS.items()}
        self.blocks = {block: QCheckBox(words) for block, words in BLOCKS.items()}
        self._block_group = QGroupBox("每份另有")
        self._lay_out()
        last = PrintMemory(memory).one_of("document", DocumentKind)
        self.document.offer([(each, DOCUMENTS[each]) for each in offers], kind or last)
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
            offices=self._named_offices() if "offices" in options else (),
            look=self.look.value,
            size=self.paper.value or "A4",
            landscape=self.turn.value,
            blocks=self._chosen_blocks(options),
            title=(self.title.text().strip() or None) if "title" in options else None,
            steps=self._is_ticked("steps"),
            odd_start=self._is_ticked("odd_start"),
            contents=self._is_ticked("contents"),
            bundled_only=self._is_ticked("bundled_only"),
        )

    def _lay_out(self) -> None:
        self.title.setPlaceholderText("履职事项一览表")
        self.offices.setTabChangesFocus(True)
        rows = QVBoxLayout(self)
        inside = QVBoxLayout(self._block_group)
        for box in self.blocks.values():
            inside.addWidget(box)
        first = (self.document, self.scope, self.departments, self._offices, self._title)
        for widget in (*first, self.order, self.look, self.paper, self.turn):
            rows.addWidget(widget)
        rows.addWidget(self.sides)
        rows.addWidget(self._block_group)
        for box in self.ticks.values():
            rows.addWidget(box)
        rows.addStretch()
        line = self.fontMetrics().lineSpacing()
        self.offices.setFixedHeight(round((_OFFICE_ROWS + 0.6) * line))

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
        self.offices.textChanged.connect(self._tell)

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
        chosen = PrintOrder(self.kind).blocks if kept is None else kept
        for block, block_box in self.blocks.items():
            _set_quietly(block_box, checked=block in chosen)
        self._block_group.setVisible("blocks" in offer.options)
        self._title.setVisible("title" in offer.options)
        self._offer_offices(memory, offered="offices" in offer.options)
        self.departments.setVisible("departments" in offer.options)
        self.departments.choose(self._ticked.get(self.kind, self._usual_departments()))
        self._offer_scopes()

    def _offer_offices(self, memory: PrintMemory, *, offered: bool) -> None:
        if offered:
            self.offices.blockSignals(True)
            self.offices.setPlainText("\n".join(memory.words("offices") or ()))
            self.offices.blockSignals(False)
        self._offices.setVisible(offered)

    def _offer_scopes(self) -> None:
        scopes = self._matter.scopes()
        chosen = self.scope.value if self._scope_chosen else None
        self.scope.offer(scopes, chosen or self._usual_scope([scope for scope, _ in scopes]))
        if self.kind in _OF_ALL:
            self.scope.hide()
        self._offer_orders()

    def _usual_scope(self, scopes: list[Scope]) -> Scope:
        """A sheet of what is read; a table of what is shown: a table of one duty helps nobody."""
        if Scope.SELECTED in scopes:
            return Scope.SELECTED
        if self.kind is DocumentKind.SHEETS:
            return scopes[0]
        return Scope.SHOWN if Scope.SHOWN in scopes else Scope.ALL

    def _usual_departments(self) -> tuple[str, ...]:
        if self._matter.departments:
            return self._matter.departments
        if self.kind is DocumentKind.DEPARTMENTS:
            current = self._matter.current
            return () if current is None else tuple(each.name for each in current.departments)
        return self.departments.names

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
        if "offices" in options:
            memory.keep("offices", self.offices.toPlainText().split("\n"))
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

    def _named_offices(self) -> tuple[str, ...]:
        lines = [line.strip() for line in self.offices.toPlainText().split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return tuple(lines) or _OFFICES_LEFT

    def _chosen_blocks(self, options: frozenset[str]) -> frozenset[SheetBlock]:
        if "blocks" not in options:
            return PrintOrder(self.kind).blocks
        return frozenset(block for block, box in self.blocks.items() if box.isChecked())

    def _is_ticked(self, name: str) -> bool:
        return name in self._offers[self.kind].options and self.ticks[name].isChecked()


def _titled(title: str, widget: QWidget, spoken: str) -> QWidget:
    """A widget under its title."""
    whole = QWidget()
    whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
    label = QLabel(title)
    label.setWordWrap(True)
    label.setBuddy(widget)
    widget.setAccessibleName(spoken)
    rows = QVBoxLayout(whole)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(2)
    rows.addWidget(label)
    rows.addWidget(widget)
    return whole


def _set_quietly(box: QCheckBox, *, checked: bool) -> None:
    box.blockSignals(True)
    box.setChecked(checked)
    box.blockSignals(False)


def _turn_word(*, lying: bool) -> str:
    return "lying" if lying else "upright"
