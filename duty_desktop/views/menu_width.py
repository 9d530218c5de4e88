"""Menus that are as broad as their longest entry."""

from functools import partial

from PySide6.QtWidgets import QMenu


def keep_whole(menu: QMenu) -> None:
    """Let no entry of ``menu`` be cut whenever it opens, however large the text."""
    menu.aboutToShow.connect(partial(_widen, menu))


def _widen(menu: QMenu) -> None:
    """Make room for the sign before the letter for Alt, which is not shown.

    Qt's own style measures the longest texts with it when it looks whether they must be cut, and
    without it when it makes the menu as wide as they are.
    """
    menu.setMinimumWidth(0)
    spare = menu.fontMetrics().horizontalAdvance("&")
    menu.setMinimumWidth(menu.sizeHint().width() + spare)
