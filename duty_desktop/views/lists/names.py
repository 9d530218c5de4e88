"""What lists are called in menus and sentences, without opening them."""

import re
from pathlib import Path

from duty_desktop import paths

BUNDLED = "程序自带的清单"

_NAME = r"(?P<county>[^-]*)-(?P<town>[^-]+)-(?P<year>\d{4})-(?P<month>\d{2})-\w+"
"""昌吉市-三工镇-2025-07-ac44b18d, as the library names its files."""

_LONGEST = 60
"""Characters that a menu shows of a file that somebody else has named."""


def name_of(path: Path) -> str:
    """昌吉市三工镇（2025年7月），from the name of the list's file."""
    if path == paths.database():
        return BUNDLED
    match = re.fullmatch(_NAME, path.stem)
    if match is None:
        return path.stem[:_LONGEST]
    return f"{match['county']}{match['town']}（{match['year']}年{int(match['month'])}月）"


def names_of(these: list[Path]) -> list[str]:
    """Their names; those of one town and month are told apart by the end of their files' names."""
    names = [name_of(path) for path in these]
    return [
        f"{name} {path.stem[-8:]}" if names.count(name) > 1 else name
        for name, path in zip(names, these, strict=True)
    ]
