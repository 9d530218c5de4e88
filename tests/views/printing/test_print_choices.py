"""The column of choices: built from what documents offer, remembered document by document."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from duty_desktop.domain.assigning import handlings
from duty_desktop.domain.assignment import Office, Person, TownNotes
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.errors import PrintError
from duty_desktop.reports.order import OFFERS, DocumentKind, Look, Offer, PrintOrder, SheetBlock
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.printing.choices import Order, PrintChoices
from duty_desktop.views.printing.matter import PrintMatter
from duty_desktop.views.printing.scope import Scope
from duty_desktop.views.printing.words import BLOCKS, DOCUMENTS, LOOKS, TICKS, Sides, extent
from tests.town import whole_town

SHEETS, MATRIX = DocumentKind.SHEETS, DocumentKind.DEPARTMENT_MATRIX
EVERYTHING_OFFERED: Mapping[DocumentKind, Offer] = {
    SHEETS: Offer(
        looks=(Look.OFFICIAL, Look.COMPACT),
        sizes=("A4", "A3"),
        turns=(False, True),
        options=frozenset({"blocks", "odd_start", "contents", "bundled_only"}),
    ),
    DocumentKind.LIST: Offer(options=frozenset({"title"})),
    MATRIX: Offer(sizes=("A4", "A3"), turns=(True,), options=frozenset({"departments", "steps"})),
    DocumentKind.OFFICE_MATRIX: Offer(options=frozenset({"offices"})),
    DocumentKind.DEPARTMENTS: Offer(options=frozenset({"departments"})),
    DocumentKind.BOOKLET: Offer(),
    DocumentKind.OFFICES: Offer(options=frozenset({"offices"})),
    DocumentKind.PEOPLE: Offer(options=frozenset({"people"})),
    DocumentKind.UNASSIGNED: Offer(),
    DocumentKind.REPRINT: Offer(),
}
OF_THE_TOWN = (DocumentKind.OFFICES, DocumentKind.PEOPLE)
HALL = "党政综合办公室"
Maker = Callable[..., PrintChoices]


@pytest.fixture
def matter(duty_list: DutyList) -> PrintMatter:
    dogs, basic = duty_list.duty("cooperative-21"), duty_list.duty("basic-43")
    return PrintMatter(duty_list.duties, dogs, (dogs,), (dogs, basic))


@pytest.fixture
def make_choices(
    qtbot: QtBot, duty_list: DutyList, memory: WindowMemory, matter: PrintMatter
) -> Maker:
    def make(
        kind: DocumentKind | None = SHEETS,
        offers: Mapping[DocumentKind, Offer] = EVERYTHING_OFFERED,
        matter: PrintMatter = matter,
    ) -> PrintChoices:
        choices = PrintChoices(duty_list, matter, memory, kind, offers)
        qtbot.addWidget(choices)
        choices.show()
        return choices

    return make


def ids(order: PrintOrder) -> list[str] | None:
    return None if order.duties is None else [duty.id for duty in order.duties]


def seen(choices: PrintChoices) -> set[str]:
    """The names of what is to be chosen."""
    widgets: dict[str, QWidget] = {
        "look": choices.look,
        "paper": choices.paper,
        "turn": choices.turn,
        "scope": choices.scope,
        "order": choices.order,
        "departments": choices.departments,
        "title": choices.title,
        "offices": choices.town.heads,
        **choices.ticks,
        "blocks": choices.blocks[SheetBlock.SEAL],
    }
    return {name for name, widget in widgets.items() if widget.isVisible()}


def test_what_is_not_offered_is_not_there(make_choices: Maker) -> None:
    choices = make_choices()
    shown = {}
    for kind in choices.document.values:
        choices.document.choose(kind)
        shown[kind] = seen(choices)

    asked = {"scope"}
    assert shown == {
        SHEETS: asked
        | {"look", "paper", "turn", "blocks", "odd_start", "contents", "bundled_only"},
        DocumentKind.LIST: asked | {"order", "title"},
        MATRIX: asked | {"paper", "departments", "steps"},
        DocumentKind.OFFICE_MATRIX: asked | {"offices"},
        DocumentKind.DEPARTMENTS: {"departments"},
        DocumentKind.BOOKLET: set(),
        DocumentKind.UNASSIGNED: asked,
    }


def test_every_document_look_and_block_has_a_name() -> None:
    assert set(DOCUMENTS) == set(OFFERS) == set(DocumentKind)
    assert set(LOOKS) == set(Look)
    assert set(BLOCKS) == set(SheetBlock)


def test_every_option_that_a_document_offers_can_be_chosen() -> None:
    known = {*TICKS, "blocks", "title", "offices", "people", "departments"}

    assert {option for offer in OFFERS.values() for option in offer.options} <= known
    assert known <= set(PrintOrder.__dataclass_fields__)


def test_the_order_says_what_was_chosen(make_choices: Maker) -> None:
    choices = make_choices()
    assert choices.wanted() == PrintOrder(
        SHEETS, choices.wanted().duties, look=Look.OFFICIAL, landscape=False
    )
    assert ids(choices.wanted()) == ["cooperative-21"]

    choices.scope.choose(Scope.SHOWN)
    choices.look.choose(Look.COMPACT)
    choices.paper.choose("A3")
    choices.turn.choose(True)
    choices.ticks["odd_start"].click()
    choices.ticks["bundled_only"].click()
    choices.blocks[SheetBlock.SEAL].click()
    choices.blocks[SheetBlock.NOTES].click()

    order = choices.wanted()
    assert ids(order) == ["basic-43", "cooperative-21"]
    assert (order.look, order.size, order.landscape) == (Look.COMPACT, "A3", True)
    assert (order.odd_start, order.contents, order.bundled_only) == (True, False, True)
    assert order.blocks == {SheetBlock.SEAL}


def test_scopes_follow_the_window(make_choices: Maker, matter: PrintMatter) -> None:
    choices = make_choices()
    words = [choices.scope.box.itemText(row) for row in range(choices.scope.box.count())]
    assert words == ["当前事项（配合 21）", "显示的 2 项", "全部 242 项"]

    everything: tuple[Duty, ...] = matter.everything
    two = make_choices(matter=replace(matter, selected=matter.shown, shown=everything))
    assert two.scope.values == [Scope.CURRENT, Scope.SELECTED, Scope.ALL]
    assert two.scope.value is Scope.SELECTED
    none = make_choices(matter=PrintMatter(everything))
    assert none.scope.value is Scope.ALL
    assert "scope" not in seen(none)
    assert ids(none.wanted()) is None


def test_a_table_is_of_what_is_shown_until_the_user_says_otherwise(make_choices: Maker) -> None:
    choices = make_choices()
    choices.document.choose(MATRIX)
    of_shown = choices.scope.value
    choices.scope.choose(Scope.ALL)
    choices.document.choose(SHEETS)

    assert (of_shown, choices.scope.value) == (Scope.SHOWN, Scope.ALL)


def test_the_windows_order_is_offered_where_it_is_another(
    make_choices: Maker, matter: PrintMatter
) -> None:
    choices = make_choices(DocumentKind.LIST)
    choices.order.choose(Order.WINDOW)
    assert ids(choices.wanted()) == ["cooperative-21", "basic-43"]

    same = make_choices(DocumentKind.LIST, matter=replace(matter, shown=matter.shown[::-1]))
    assert "order" not in seen(same)
    assert ids(same.wanted()) == ["basic-43", "cooperative-21"]
    turned = replace(matter, shown=matter.everything[::-1])
    whole = make_choices(DocumentKind.LIST, matter=turned)
    assert whole.wanted().duties == turned.shown


def test_departments_are_those_of_the_duty_or_of_the_tree(
    make_choices: Maker, matter: PrintMatter
) -> None:
    choices = make_choices(DocumentKind.DEPARTMENTS)
    named = {each.name for each in matter.shown[0].departments}
    assert set(choices.wanted().departments) == named
    choices.document.choose(MATRIX)
    assert choices.wanted().departments == ()

    tree = make_choices(MATRIX, matter=replace(matter, departments=("昌吉市公安局",)))
    assert tree.wanted().departments == ("昌吉市公安局",)
    tree.departments.none_button.click()
    with pytest.raises(PrintError, match="还没有选部门"):
        tree.wanted()


def test_departments_are_filtered_and_ticked_together(make_choices: Maker) -> None:
    choices = make_choices(DocumentKind.DEPARTMENTS)
    pick = choices.departments
    pick.none_button.click()
    pick.filter.setText("公安")
    pick.all_button.click()
    assert pick.chosen == ("昌吉市公安局",)

    pick.filter.setText(".*%_'[")
    pick.all_button.click()
    pick.none_button.click()
    assert pick.chosen == ("昌吉市公安局",)
    pick.filter.clear()
    pick.all_button.click()
    assert pick.chosen == pick.names


def test_offices_are_one_to_a_line(make_choices: Maker) -> None:
    choices = make_choices(DocumentKind.OFFICE_MATRIX)
    assert choices.wanted().offices == ("",) * 8

    choices.town.heads.setPlainText("党政办\n\n <b>社会事务办\n\n")
    assert choices.wanted().offices == ("党政办", "", "<b>社会事务办")


@pytest.fixture
def noted(duty_list: DutyList, matter: PrintMatter) -> PrintMatter:
    """The same with a town's notes, of duties that several offices and people have."""
    return replace(matter, notes=whole_town(duty_list))


def test_what_the_town_noted_is_printed_where_it_noted_something(
    make_choices: Maker, duty_list: DutyList, noted: PrintMatter
) -> None:
    without = make_choices(None)
    assert not {*OF_THE_TOWN, DocumentKind.REPRINT} & {*without.document.values}
    assert DocumentKind.UNASSIGNED in without.document.values
    assert (without.wanted().assignments, without.wanted().notes) == (None, None)
    without.document.choose(SHEETS)
    assert SheetBlock.HANDLING not in without.wanted().blocks
    assert not without.blocks[SheetBlock.OWN].isVisible()

    choices = make_choices(SHEETS, matter=noted)
    assert {*OF_THE_TOWN} <= {*choices.document.values}
    assert SheetBlock.HANDLING in choices.wanted().blocks
    assert choices.blocks[SheetBlock.OWN].isVisible()
    choices.blocks[SheetBlock.OWN].click()
    order = choices.wanted()
    assert SheetBlock.OWN in order.blocks
    assert order.assignments == handlings(noted.notes, duty_list.source_sha256)


def test_sheets_to_print_again_come_with_a_list_of_them(
    make_choices: Maker, noted: PrintMatter
) -> None:
    again = replace(noted, selected=noted.everything[:3], again=True)
    choices = make_choices(SHEETS, matter=again)
    choices.document.choose(DocumentKind.REPRINT)
    order = choices.wanted()
    assert order.kind is DocumentKind.REPRINT
    assert order.duties == noted.everything[:3]


def test_offices_and_people_are_at_first_those_of_the_duty(
    make_choices: Maker, noted: PrintMatter
) -> None:
    choices = make_choices(DocumentKind.OFFICES, matter=noted)
    assert noted.current is not None
    [assignment] = [
        each for each in noted.notes.assignments.values() if each.duty_id == noted.current.id
    ]
    names = {noted.notes.offices[key].name for key in assignment.offices}
    assert set(choices.wanted().offices) == names
    assert choices.wanted().notes == noted.notes
    assert seen(choices) == set()
    choices.document.choose(DocumentKind.PEOPLE)
    assert len(choices.wanted().people) == len({*assignment.people})
    assert choices.town.people.isVisible()
    assert not choices.town.offices.isVisible()


def test_offices_and_people_of_the_tree_come_first_and_are_ticked(
    make_choices: Maker, noted: PrintMatter
) -> None:
    tree = replace(noted, offices=("o0",), people=("p4", "gone"))
    choices = make_choices(DocumentKind.OFFICES, matter=tree)
    told: list[PrintOrder] = []
    choices.changed.connect(lambda: told.append(choices.wanted()))

    assert choices.wanted().offices == (HALL,)
    choices.town.offices.all_button.click()
    assert len(told[-1].offices) == 12
    choices.document.choose(DocumentKind.PEOPLE)
    assert choices.wanted().people == ("张伟（综合行政执法队）",)
    choices.document.choose(DocumentKind.OFFICES)
    assert len(choices.wanted().offices) == 12
    choices.changed.disconnect()
    choices.town.offices.none_button.click()
    with pytest.raises(PrintError, match="还没有选科室"):
        choices.wanted()


def test_the_matrix_has_the_offices_of_the_notebook(
    make_choices: Maker, noted: PrintMatter
) -> None:
    choices = make_choices(DocumentKind.OFFICE_MATRIX, matter=noted)
    assert len(choices.wanted().offices) == 12
    assert choices.wanted().offices[0] == HALL
    assert "offices" not in seen(choices)
    assert choices.town.offices.isVisible()


def test_a_town_without_offices_is_told_so(make_choices: Maker) -> None:
    for kind, what in zip(OF_THE_TOWN, ("科室", "人员"), strict=True):
        choices = make_choices(kind)
        assert choices.kind is kind
        with pytest.raises(PrintError, match=f"记事本中还没有{what}"):
            choices.wanted()


def test_what_is_to_be_printed_again_is_what_was_given(
    make_choices: Maker, noted: PrintMatter
) -> None:
    again = noted.everything[3:9]
    choices = make_choices(DocumentKind.REPRINT, matter=replace(noted, selected=again))
    order = choices.wanted()
    assert (order.duties, order.kind) == (again, DocumentKind.REPRINT)
    assert order.assignments
    choices.document.choose(DocumentKind.UNASSIGNED)
    assert choices.wanted().duties is None


@pytest.mark.parametrize("kind", [*OF_THE_TOWN, DocumentKind.OFFICE_MATRIX])
def test_hostile_names_are_plain_text(
    make_choices: Maker, matter: PrintMatter, kind: DocumentKind
) -> None:
    names = ("<b>办</b>", "长" * 60, "😀", "&K")
    offices = {str(at): Office(str(at), name, at) for at, name in enumerate(names)}
    people = {str(at): Person(str(at), name, str(at)) for at, name in enumerate(names)}
    choices = make_choices(kind, matter=replace(matter, notes=TownNotes(offices, people)))
    pick = choices.town.people if kind is DocumentKind.PEOPLE else choices.town.offices

    pick.all_button.click()
    order = choices.wanted()

    assert (order.people or order.offices) == names
    assert pick.view.accessibleName() == ("人员" if pick is choices.town.people else "科室")


def test_the_title_is_what_was_typed(make_choices: Maker) -> None:
    choices = make_choices(DocumentKind.LIST)
    assert choices.wanted().title is None
    choices.title.setText("  <b>平安法治事项 ")
    assert choices.wanted().title == "<b>平安法治事项"


def test_choices_are_remembered_document_by_document(make_choices: Maker) -> None:
    first = make_choices()
    first.look.choose(Look.COMPACT)
    first.ticks["contents"].click()
    first.blocks[SheetBlock.RECEIPT].click()
    first.sides.choose(Sides.LONG)
    first.document.choose(MATRIX)
    first.paper.choose("A3")
    first.ticks["steps"].click()
    first.document.choose(DocumentKind.OFFICE_MATRIX)
    first.town.heads.setPlainText("党政办,\n“平安”办")

    again = make_choices(None)
    assert again.kind is DocumentKind.OFFICE_MATRIX
    assert again.wanted().offices == ("党政办,", "“平安”办")
    assert again.sides.value is Sides.LONG
    again.document.choose(SHEETS)
    order = again.wanted()
    assert (order.look, order.size, order.contents) == (Look.COMPACT, "A4", True)
    assert order.blocks == {SheetBlock.NOTES, SheetBlock.RECEIPT}
    again.document.choose(MATRIX)
    assert (again.wanted().size, again.wanted().steps) == ("A3", True)


def test_no_block_at_all_is_remembered_too(make_choices: Maker) -> None:
    choices = make_choices()
    choices.blocks[SheetBlock.NOTES].click()

    assert make_choices().wanted().blocks == frozenset()


def test_memory_that_somebody_has_written_by_hand(
    make_choices: Maker, memory: WindowMemory
) -> None:
    for name in ("document", "sides"):
        memory.keep(f"print/{name}", "%s{0}<b>")
    for name in ("look", "size", "turn", "blocks", "contents", "order"):
        memory.keep(f"print/sheet/{name}", "%s{0}<b>")
    order = make_choices(None).wanted()

    assert (order.kind, order.look, order.size, order.blocks) == (
        SHEETS,
        Look.OFFICIAL,
        "A4",
        frozenset(),
    )


def test_each_change_is_told_once(make_choices: Maker) -> None:
    choices = make_choices()
    told: list[PrintOrder] = []
    choices.changed.connect(lambda: told.append(choices.wanted()))

    choices.look.choose(Look.COMPACT)
    choices.document.choose(DocumentKind.BOOKLET)
    choices.sides.choose(Sides.SHORT)

    assert [order.kind for order in told] == [SHEETS, DocumentKind.BOOKLET]


@pytest.mark.parametrize(
    ("pages", "sides", "words"),
    [
        (242, Sides.ONE, "共 242 页"),
        (242, Sides.LONG, "共 242 页，121 张纸"),
        (3, Sides.SHORT, "共 3 页，2 张纸"),
    ],
)
def test_how_much_paper(pages: int, sides: Sides, words: str) -> None:
    assert extent(pages, sides) == words


def test_faces_that_are_replaced_are_told() -> None:
    told = extent(3, Sides.ONE, ("仿宋", "小标宋"))
    assert told == "共 3 页 · 本机没有仿宋、小标宋，以自带字体代替"
