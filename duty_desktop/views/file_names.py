"""What to call the files that the user saves."""

from collections.abc import Sequence

from duty_desktop.domain.duty import Duty
from duty_desktop.files import DEVICES, NOT_IN_NAMES

_LONGEST = 80
"""Characters of a suggested name: long names make paths that Windows refuses."""


def safe_name(text: str) -> str:
    """``text`` as a file's name that Windows accepts, without an ending."""
    name = " ".join(NOT_IN_NAMES.sub(" ", text).split())[:_LONGEST].rstrip(" .")
    if not name or DEVICES.fullmatch(name):
        name = f"_{name}"
    return name


def suggested_name(duties: Sequence[Duty], ending: str) -> str:
    """A file's name for the sheets of these duties: 配合21 文明养犬管理工作.pdf."""
    first = duties[0]
    words = f"{first.kind.short_name}{first.serial} {first.name}"
    if len(duties) > 1:
        words = f"履职事项单 {first.kind.short_name}{first.serial}等{len(duties)}项"
    return safe_name(words) + ending
