"""Which duties are printed or exported: known without the list, as menus are made before it."""

from enum import StrEnum


class Scope(StrEnum):
    """Which duties are printed."""

    CURRENT = "current"
    SELECTED = "selected"
    SHOWN = "shown"
    ALL = "all"
