"""Documents in the machine's own fonts: made ones in a folder, with the names of real ones."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports import faces as faces_module
from duty_desktop.reports import font_places
from duty_desktop.reports.canvas import Paper, Style
from duty_desktop.reports.faces import STAND_INS, Face, Faces, Run, bundled, with_fonts
from duty_desktop.reports.font_places import FontPlaces
from duty_desktop.reports.installed_fonts import InstalledFonts
from duty_desktop.reports.order import Look
from duty_desktop.reports.roles import FAMILIES, Role
from duty_desktop.reports.sheet import sheets
from tests.reports import font_making, papers, reading
from tests.reports.font_making import chinese, english, font_bytes


def of(folder: Path) -> InstalledFonts:
    return InstalledFonts(FontPlaces(folders=(folder,)))


@pytest.mark.parametrize("role", Role)
def test_every_role_is_known_by_each_of_its_names(tmp_path: Path, role: Role) -> None:
    for at, name in enumerate(FAMILIES[role]):
        folder = tmp_path / str(at)
        folder.mkdir()
        font_making.write(folder, [("x.ttf", font_bytes(chinese(name)))])

        found = of(folder)

        assert found.get(role)
        assert [each for each in Role if found.get(each)] == [role]


def test_the_most_preferred_family_is_taken(tmp_path: Path) -> None:
    font_making.write(
        tmp_path,
        [
            ("a.ttf", font_bytes(chinese("仿宋_GB2312"), letters="甲")),
            ("b.ttf", font_bytes(chinese("仿宋"), english("FangSong"), letters="乙")),
        ],
    )

    font = of(tmp_path).get(Role.BODY)

    assert font
    assert font.has_outline("乙")
    assert not font.has_outline("甲")


def test_a_bold_face_is_not_taken_for_the_family_but_for_titles(tmp_path: Path) -> None:
    names = (chinese("仿宋"), english("FZXiaoBiaoSong-B05S"))
    font_making.write(
        tmp_path,
        [(f"{at}.ttf", font_bytes(name, bold=True)) for at, name in enumerate(names)],
    )

    assert [role for role in Role if of(tmp_path).get(role)] == [Role.TITLE]


def test_a_font_that_is_not_fit_is_skipped_and_the_next_one_taken(tmp_path: Path) -> None:
    sound = font_bytes(chinese("仿宋_GB2312"))
    font_making.write(
        tmp_path,
        [
            ("cut.ttf", sound[:5000]),
            ("locked.ttf", font_bytes(chinese("仿宋"), rights=2)),
            ("outlines.otf", font_making.postscript("仿宋")),
            ("sound.ttf", sound),
        ],
    )
    fonts = of(tmp_path)

    assert fonts.get(Role.BODY)
    reasons = {path.name: reason for path, reason in fonts.skipped.items()}
    assert set(reasons) == {"cut.ttf", "locked.ttf", "outlines.otf"}
    assert "licence" in reasons["locked.ttf"]
    assert "TrueType" in reasons["outlines.otf"]


def test_a_font_is_searched_for_once_and_only_when_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font_making.write(tmp_path, [("a.ttf", font_bytes(chinese("仿宋")))])
    asked: list[FontPlaces] = []
    found = FontPlaces.fonts

    def watched(places: FontPlaces) -> Iterator[Path]:
        asked.append(places)
        return found(places)

    monkeypatch.setattr(FontPlaces, "fonts", watched)
    fonts = of(tmp_path)
    faces = with_fonts(fonts)
    assert list(faces.runs("甲", Face.SERIF)) == [Run("甲", Face.SERIF)]
    assert asked == []

    assert fonts.get(Role.BODY) is fonts.get(Role.BODY)
    assert fonts.get(Role.KAI) is None
    assert len(asked) == 1


@pytest.fixture
def machine(tmp_path: Path) -> Faces:
    """A machine that has 仿宋 and 宋体, of a few characters, and one for rare characters."""
    return furnished(tmp_path)


def furnished(tmp_path: Path) -> Faces:
    songs = [font_making.opened(english(name)) for name in ("SimSun", "NSimSun")]
    font_making.write(
        tmp_path,
        [
            ("a.ttf", font_bytes(chinese("仿宋"))),
            ("b.ttc", font_making.collection(songs)),
            ("c.ttf", font_bytes(chinese("宋体-ExtB"), letters="𬭼")),
        ],
    )
    return with_fonts(of(tmp_path))


def test_each_character_is_in_the_font_of_its_role_or_in_the_stand_in(machine: Faces) -> None:
    assert list(machine.runs("三工镇堃甲", Role.BODY)) == [
        Run("三工镇", Role.BODY),
        Run("堃", Face.SERIF),
        Run("甲", Role.BODY),
    ]
    assert machine.width("88镇", Role.BODY, 10) == pytest.approx(20)
    assert machine.stood_in(Role) == (Role.HEADING, Role.KAI, Role.TITLE)
    for role in (Role.HEADING, Role.KAI, Role.TITLE):
        assert list(machine.runs("三工镇", role)) == [Run("三工镇", STAND_INS[role])]


def test_bundled_faces_do_not_ask_the_machine(machine: Faces) -> None:
    for face in Face:
        assert list(machine.runs("三工镇堃", face)) == list(bundled().runs("三工镇堃", face))
    assert list(machine.runs("三工镇堃", Face.SERIF)) == [Run("三工镇堃", Face.SERIF)]


def test_a_font_of_the_machine_helps_where_no_bundled_face_has_a_character(
    tmp_path: Path,
) -> None:
    source = font_making.opened(chinese("宋体-ExtB"), letters="𬭼")
    for table in source["cmap"].tables:
        table.cmap = {code - 0x24A6: name for code, name in table.cmap.items() if code == 0x2CB7C}
    font_making.write(tmp_path, [("a.ttf", font_making.saved(source))])
    rare = chr(0x2A6D6)
    assert bundled().missing_characters([rare]) == (rare,)

    faces = with_fonts(of(tmp_path))

    assert faces.missing_characters([rare]) == ()
    paper = Paper(faces, title="", author="", printed_on=datetime.date(2025, 7, 1))
    paper.text(40, 700, f"张{rare}𬭼", Style(Role.BODY, 16.0, 20.0))
    paper.end_page()
    assert reading.page_texts(paper.finish()) == [f"张{rare}𬭼"]


@pytest.mark.parametrize("look", Look)
def test_sheets_are_set_in_the_fonts_of_the_machine(
    duty_list: DutyList, day: datetime.date, machine: Faces, tmp_path: Path, look: Look
) -> None:
    duties = (
        papers.cooperative_duty("三工镇履职", superior="仿宋堃珺𬭼甲乙。"),
        *duty_list.duties[:3],
    )

    document = sheets(duty_list, duties, day, look=look, faces=machine)

    text = reading.whole_text(document.pdf)
    assert "仿宋堃珺𬭼甲乙。" in text
    assert document.missing == ()
    names = {font["/BaseFont"].partition("+")[2] for font in reading.fonts(document.pdf)}
    own = {"FangSong", "SimSun"} if look is Look.OFFICIAL else set()
    assert names == {*Face, *own}
    for font in reading.fonts(document.pdf):
        assert "/FontFile2" in font["/FontDescriptor"].get_object()
    assert sheets(duty_list, duties, day, look=look, faces=machine) == document
    # Neither does it matter what other fonts were loaded before.
    assert sheets(duty_list, duties, day, look=look, faces=furnished(tmp_path)) == document


def test_the_machine_of_a_test_has_no_fonts() -> None:
    assert font_places.of_this_machine() == FontPlaces()
    assert faces_module.installed().stood_in(Role) == tuple(Role)
