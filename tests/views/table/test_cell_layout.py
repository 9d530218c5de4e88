import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextCharFormat

from duty_desktop.views.table.cell_layout import CellLayout, CellLook, lay_out

NAME = (
    "开展经济普查、人口普查、农业普查的入户登记、宣传动员、台账管理，"
    "做好普查员的选聘、培训和补助发放，配合完成普查资料的整理与归档"
)
REASONS = ("同义：查户口 → 人口普查",)


@pytest.fixture
def look(base_font: QFont) -> CellLook:
    return CellLook(base_font, QTextCharFormat())


def wide(look: CellLook, characters: int) -> float:
    return QFontMetricsF(look.font).horizontalAdvance("事") * characters


def cell(
    look: CellLook, characters: int, words: str = "", reasons: tuple[str, ...] = ()
) -> CellLayout:
    at = NAME.find(words)
    spans = [(at, at + len(words))] if words else []
    return lay_out(NAME, spans, wide(look, characters), look, reasons)


def test_what_fits_is_whole(look: CellLook) -> None:
    laid_out = cell(look, 80)

    assert (laid_out.text, laid_out.cut, laid_out.note) == (NAME, False, "")


def test_what_does_not_fit_is_cut_at_its_end(look: CellLook) -> None:
    laid_out = cell(look, 12)

    assert laid_out.cut
    assert laid_out.text.endswith("…")
    assert NAME.startswith(laid_out.text.rstrip("…"))


@pytest.mark.parametrize("characters", [5, 8, 12, 20, 26])
@pytest.mark.parametrize("words", ["普查员", "归档", "补助发放", "经济普查"])
@pytest.mark.parametrize("reasons", [(), REASONS])
def test_the_hit_is_never_cut_off(
    look: CellLook, characters: int, words: str, reasons: tuple[str, ...]
) -> None:
    laid_out = cell(look, characters, words, reasons)

    assert words in laid_out.text
    # The official words in their order, only left out at the ends.
    assert laid_out.text.strip("…") in NAME
    assert laid_out.text.startswith("…") == (not NAME.startswith(laid_out.text.rstrip("…")))


def test_marks_stand_where_the_words_do_when_the_beginning_is_left_out(look: CellLook) -> None:
    laid_out = cell(look, 12, "归档")

    marked = [
        layout.text()[part.start : part.start + part.length]
        for layout, _ in laid_out.parts
        for part in layout.formats()
    ]
    assert "".join(marked) == "归档"


def test_a_reason_stands_below_a_short_name(look: CellLook) -> None:
    laid_out = lay_out("做好普查", [], wide(look, 20), look, REASONS)

    assert laid_out.note == REASONS[0]
    assert laid_out.note_at is not None
    assert laid_out.note_at.x() == 0
    assert laid_out.note_at.y() > QFontMetricsF(look.font).lineSpacing()


def test_a_reason_stands_behind_a_longer_name_and_shortens_before_it_cuts(look: CellLook) -> None:
    name = "开展经济普查和人口普查工作"
    roomy = lay_out(name, [], wide(look, 12), look, ("拼音：普查",))
    narrow = lay_out(name, [], wide(look, 10), look, ("拼音：普查人口", *REASONS))
    narrower = lay_out(name, [], wide(look, 8), look, ("拼音：普查人口", *REASONS))

    assert (roomy.note, roomy.cut) == ("拼音：普查", False)
    assert roomy.note_at is not None
    assert roomy.note_at.x() > wide(look, 1)
    assert (narrow.note, narrow.cut) == ("拼音、同义", False)
    assert (narrower.note, narrower.cut) == ("拼音", False)


def test_a_cut_name_leaves_room_for_the_kind_of_reason(look: CellLook) -> None:
    laid_out = cell(look, 14, "", REASONS)

    assert (laid_out.note, laid_out.cut) == ("同义", True)
    last, _ = laid_out.parts[-1]
    assert laid_out.note_at is not None
    assert laid_out.note_at.x() > last.lineAt(last.lineCount() - 1).naturalTextWidth()
    note_width = QFontMetricsF(look.note_font).horizontalAdvance("同义")
    assert laid_out.note_at.x() + note_width <= wide(look, 14) + 1
