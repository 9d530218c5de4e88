from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duty_desktop.domain.office_text import (
    CONTINUED,
    csv_text,
    pieces,
    runs,
    text_of_csv,
    text_of_pieces,
    text_of_word,
    text_of_xml,
    xml_text,
)

hostile = st.text() | st.text("=+-@'\t\r\n _x0019AFa＝|%（续）甲。\x00\x0b\ufffe")


def shorter_than(most: int) -> Callable[[str], bool]:
    return lambda text: len(text) <= most


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("甲\x01乙", "甲_x0001_乙"),
        ("甲\r\n乙", "甲_x000D_\n乙"),
        ("_x0041_", "_x005F_x0041_"),
        ("_x004_", "_x004_"),
        ("\ufffe\ud800", "_xFFFE__xD800_"),
        ("=1+1 <b>&\t", "=1+1 <b>&\t"),
        ("", ""),
    ],
)
def test_what_xml_forbids_is_written_as_office_does(text: str, written: str) -> None:
    assert xml_text(text) == written
    assert text_of_xml(written) == text


@given(hostile)
def test_every_text_comes_back_from_xml(text: str) -> None:
    assert text_of_xml(xml_text(text)) == text
    assert text_of_word(xml_text(text)) == text


def test_what_only_looks_like_an_escape_stays_in_word() -> None:
    assert text_of_word("甲_x0041_乙") == "甲_x0041_乙"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-甲", "'-甲"),
        ("@SUM(1)", "'@SUM(1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("''@", "'''@"),
        ("'甲", "'甲"),
        ("1.甲=乙", "1.甲=乙"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_runs_gets_an_apostrophe(text: str, written: str) -> None:
    assert csv_text(text) == written
    assert text_of_csv(written) == text


@given(hostile)
def test_every_text_comes_back_from_csv_and_none_runs(text: str) -> None:
    written = csv_text(text)

    assert text_of_csv(written) == text
    assert written == text or (runs(text) and written[0] == "'")


@given(hostile, st.integers(5, 30))
def test_every_text_comes_back_from_its_pieces(text: str, most: int) -> None:
    parts = pieces(text, shorter_than(most))

    assert text_of_pieces(parts) == text
    assert all(len(part) <= most for part in parts)
    assert all(part.startswith(CONTINUED) for part in parts[1:])


def test_a_text_that_fits_is_one_piece() -> None:
    assert pieces("甲乙", shorter_than(2)) == ("甲乙",)
    assert pieces("", shorter_than(0)) == ("",)
    assert pieces("（续）甲", shorter_than(4)) == ("（续）甲",)


def test_pieces_end_with_a_paragraph_and_never_in_white_space() -> None:
    assert pieces("甲乙丙丁\n戊己庚", shorter_than(6)) == ("甲乙丙丁", "（续）\n戊己", "（续）庚")
    assert pieces("甲乙 丙丁", shorter_than(4)) == ("甲乙 丙", "（续）丁")
    assert pieces("甲乙丙 丁戊", shorter_than(4)) == ("甲乙丙", "（续） ", "（续）丁", "（续）戊")


def test_a_room_for_nothing_still_ends() -> None:
    assert text_of_pieces(pieces("甲乙丙", shorter_than(0))) == "甲乙丙"
