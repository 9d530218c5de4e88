"""Pages as small pictures in grey, and how far two of them differ.

Pictures are compared cell by cell: a cell is the mean grey of a few pixels, so that another way of
smoothing edges makes little difference and a word that moved, came or went makes a great one.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from build_spec import pages

DOTS = 50
"""Resolution of the pictures in dots an inch."""

CELL = 4
"""Pixels along a cell's side: 2 mm."""

MOST_MEAN = 0.25
MOST_PEAK = 12.0
"""Greys of 256 by which all cells may differ in the mean, and one cell at most.

Rendered by another release of the same library, edges are smoothed otherwise: a cell of body text
then differs by some greys. A character missing changes its cell by 40 and more, a line moved by
half its pitch by 30 and more."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How far two pictures differ, in greys of 256."""

    mean: float
    peak: float

    @property
    def tolerable(self) -> bool:
        """Whether the pictures are of the same page."""
        return self.mean <= MOST_MEAN and self.peak <= MOST_PEAK


def rendered(pdf: bytes, page: int) -> QImage:
    """A page, counted from 0, in grey on white."""
    return pages.rendered(pdf, page, DOTS)


def difference(one: QImage, other: QImage) -> Difference:
    """How far two pictures differ; those of unequal size differ wholly."""
    if one.size() != other.size():
        return Difference(255.0, 255.0)
    pairs = zip(_cells(one), _cells(other), strict=True)
    greys = [abs(mine - its) for mine, its in pairs]
    return Difference(sum(greys) / len(greys), float(max(greys)))


def read(path: Path) -> QImage:
    """A picture from a file, in grey."""
    return QImage(str(path)).convertToFormat(QImage.Format.Format_Grayscale8)


def _cells(picture: QImage) -> bytes:
    size = QSize(-(-picture.width() // CELL), -(-picture.height() // CELL))
    small = picture.scaled(
        size,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    bits, stride = bytes(small.constBits()), small.bytesPerLine()
    return b"".join(bits[y * stride : y * stride + size.width()] for y in range(size.height()))
