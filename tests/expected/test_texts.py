"""Documents against the expected ones: every word and where it stands."""

import difflib

import pytest

from tests.expected import documents
from tests.expected.blocks import Block, pages_of, told
from tests.expected.documents import Kept

RENEW = "right now? python -m tests.expected.renew"


def names(each: Kept) -> str:
    return each.name


@pytest.mark.parametrize("kept", documents.kept(), ids=names)
def test_a_document_is_the_expected_one(kept: Kept) -> None:
    path = documents.TEXTS / f"{kept.name}.txt"
    pages = pages_of(kept.make().pdf)

    found = told(pages, kept.pages(pages)).splitlines()

    assert path.exists(), RENEW
    expected = path.read_text(encoding="utf-8").splitlines()
    changes = difflib.unified_diff(expected, found, "expected", "found", lineterm="", n=1)
    assert found == expected, "\n".join([RENEW, *changes])


def test_every_expected_file_is_of_a_document() -> None:
    assert {path.stem for path in documents.TEXTS.iterdir()} == {
        kept.name for kept in documents.kept()
    }


PAGE = [Block(50.2, 700.4, 12.0, "甲"), Block(80, 700.3, 10.5, "乙"), Block(50, 680, 10.5, "丙")]


def test_blocks_of_a_line_are_told_together_with_their_places() -> None:
    assert told([PAGE, []], [0, 1]) == (
        "2 页\n\n第 1 页\n 700 | 50 (12.0) 甲 | 80 (10.5) 乙\n 680 | 50 丙\n\n第 2 页\n"
    )


@pytest.mark.parametrize(
    "changed",
    [
        PAGE[:2],
        [*PAGE[:2], Block(50, 680, 10.5, "丁")],
        [*PAGE[:2], Block(51, 680, 10.5, "丙")],
        [*PAGE[:2], Block(50, 681, 10.5, "丙")],
        [*PAGE[:2], Block(50, 680, 10.4, "丙")],
        [PAGE[1], PAGE[0], PAGE[2]],
    ],
)
def test_a_change_is_seen(changed: list[Block]) -> None:
    assert told([changed], [0]) != told([PAGE], [0])


def test_a_page_more_is_seen() -> None:
    assert told([PAGE, PAGE], [0]) != told([PAGE], [0])
