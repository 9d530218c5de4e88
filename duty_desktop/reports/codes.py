"""How text is written in one document: in which of its fonts, by which codes.

reportlab divides a face into fonts of 256 characters, in the order in which a document uses them,
and finds out anew for every line which character is in which. Here it is asked once a character.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from reportlab.pdfbase import pdfmetrics

from duty_desktop.reports.faces import Faces, Preferred


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """Up to 256 characters of a face, one object each in a document."""

    face: Preferred | None
    """``None`` for the characters that no face has."""
    name: str
    """How a page calls it."""


Piece = tuple[Font, str]
"""Neighbouring characters of one font, each as two hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class CodedRun:
    """Neighbouring characters that are drawn alike."""

    face: Preferred | None
    """``None`` where each is printed as a mark."""
    count: int
    """How many characters."""
    pieces: list[Piece]


class Codes:
    """Knows how each character is written in one document."""

    def __init__(self, faces: Faces, document: Any) -> None:
        """Take the faces, and the document as reportlab has it."""
        self._faces = faces
        self._document = document
        self._coded: dict[Preferred, _Coded] = {}
        self._fonts = {"": Font(None, "")}

    def runs(self, text: str, face: Preferred) -> list[CodedRun]:
        """The text as it is written where ``face`` is preferred."""
        coded = self._coded.get(face)
        if coded is None:
            coded = self._coded[face] = _Coded(self, face)
        pieces = [
            (font, "".join([code for _, code in pairs]))
            for font, pairs in groupby([coded[char] for char in text], itemgetter(0))
        ]
        drawn_in = {font.face for font, _ in pieces}
        if len(drawn_in) == 1:
            return [CodedRun(drawn_in.pop(), len(text), pieces)]
        return list(_apart(pieces))

    def coded(self, char: str, face: Preferred) -> tuple[Font, str]:
        """One character's font and code."""
        [run] = self._faces.runs(char, face)
        if run.face is None:
            return self._fonts[""], "00"
        font = pdfmetrics.getFont(self._faces.font_name(run.face))
        [(subset, code)] = font.splitString(run.text, self._document)
        name = font.getSubsetInternalName(subset, self._document)
        return self._fonts.setdefault(name, Font(run.face, name)), code.hex()


class _Coded(dict[str, tuple[Font, str]]):
    """For each character, asked once, how it is written."""

    def __init__(self, codes: Codes, face: Preferred) -> None:
        super().__init__()
        self._codes = codes
        self._face = face

    def __missing__(self, char: str) -> tuple[Font, str]:
        self[char] = found = self._codes.coded(char, self._face)
        return found


def _apart(pieces: Iterable[Piece]) -> Iterator[CodedRun]:
    """The pieces face by face."""
    for face, group in groupby(pieces, lambda piece: piece[0].face):
        run = list(group)
        yield CodedRun(face, sum(len(codes) for _, codes in run) // 2, run)
