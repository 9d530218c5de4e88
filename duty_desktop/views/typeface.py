"""The face of the window: the system's Chinese one, or the bundled one where it has none."""

from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

_SYSTEM_FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "Microsoft YaHei",
)
"""Faces made for Chinese on screens, best first."""

_SMALLEST = 10.0
"""Points; below it dense Chinese characters blur on an ordinary screen."""


def window_font(default: QFont, bundled: Path) -> QFont:
    """The font for the whole window at 100 %.

    The system's own font stays where it is Chinese. The bundled face is registered only on a
    machine without a Chinese face; reading 7 MB would slow every other start.
    """
    font = QFont(default)
    if font.pointSizeF() < _SMALLEST:
        font.setPointSizeF(_SMALLEST)
    if default.family() in _SYSTEM_FAMILIES:
        return font
    family = _chinese_family(bundled)
    if family is not None:
        font.setFamilies([family])
    return font


def _chinese_family(bundled: Path) -> str | None:
    for family in _SYSTEM_FAMILIES:
        if QFontDatabase.hasFamily(family):
            return family
    if not bundled.is_file():
        return None
    families = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(bundled)))
    return families[0] if families else None
