"""Colours worked out from the palette, readable on any theme."""

from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

MARKER = QColor(255, 213, 79)
"""The amber of a highlighter pen, laid under what was searched."""

LEGIBLE = 4.5
"""Smallest contrast of text with its ground: WCAG 2.2, 1.4.3."""

VISIBLE = 3.0
"""Smallest contrast of a border or a sign with its ground: WCAG 2.2, 1.4.11."""

_STEPS = 12
"""How finely a mixture is weakened until text stays legible on it."""


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two opaque colours, 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(ground: QColor, tint: QColor, share: float) -> QColor:
    """``ground`` with a share of ``tint`` in it, 0 to 1."""
    return QColor(
        *(
            round(below + (above - below) * share)
            for below, above in zip(_channels(ground), _channels(tint), strict=True)
        )
    )


def underlay(ground: QColor, text: QColor, tint: QColor = MARKER, share: float = 0.6) -> QColor:
    """The strongest mixture of ``tint`` into ``ground`` on which ``text`` stays legible.

    Where even the bare ground is not legible, the ground itself.
    """
    for step in range(_STEPS):
        candidate = mixed(ground, tint, share * (1 - step / _STEPS))
        if contrast(candidate, text) >= LEGIBLE:
            return candidate
    return ground


def visible(tint: QColor, ground: QColor, text: QColor) -> QColor:
    """``tint`` for a border or a sign, or the colour of text where it would be lost."""
    return tint if contrast(tint, ground) >= VISIBLE else text


def muted(palette: QPalette) -> QColor:
    """A colour for secondary text, as faint as stays legible."""
    return _muted(palette.base().color().rgb(), palette.text().color().rgb())


@lru_cache(maxsize=8)
def _muted(ground_rgb: int, text_rgb: int) -> QColor:
    """Worked out once for a theme: it is asked for with every cell that is painted."""
    ground, text = QColor(ground_rgb), QColor(text_rgb)
    for share in (0.4, 0.3, 0.2, 0.1):
        candidate = mixed(text, ground, share)
        if contrast(candidate, ground) >= LEGIBLE:
            return candidate
    return text


def tinted(palette: QPalette) -> QColor:
    """A faint ground that sets a heading off from text."""
    ground, text = palette.base().color(), palette.text().color()
    return underlay(ground, text, text, 0.06)


def legible_selection(palette: QPalette) -> QPalette | None:
    """A palette that only darkens or lightens the selection until its text is legible.

    ``None`` where it already is. Every other colour stays the system's, now and when it changes.
    """
    text = palette.highlightedText().color()
    ground = palette.highlight().color()
    away = QColor(0, 0, 0) if text.lightnessF() > ground.lightnessF() else QColor(255, 255, 255)
    if contrast(ground, text) >= LEGIBLE:
        return None
    changed = QPalette()
    for step in range(1, _STEPS):
        candidate = mixed(ground, away, step / _STEPS)
        if contrast(candidate, text) >= LEGIBLE:
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                changed.setColor(group, QPalette.ColorRole.Highlight, candidate)
            return changed
    return None


def hairline(palette: QPalette) -> QColor:
    """A colour for thin rules between things."""
    return mixed(palette.base().color(), palette.text().color(), 0.16)


def _channels(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (value / 255 for value in _channels(colour))
    )
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)
