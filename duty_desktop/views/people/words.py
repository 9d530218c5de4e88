"""Sentences of this room that are said in more than one place."""

from duty_desktop.domain.roster import SEPARATOR, AmbiguousNameError


def ambiguous(error: AmbiguousNameError) -> str:
    """Why a name is not enough, and what to write instead."""
    return f"“{error.name}”不止一个：{SEPARATOR.join(error.labels)}。请照其中一个写全。"
