"""What was typed: terms that must all be found, words that must not be, and filters.

White space separates terms. ``"…"`` is taken to the letter, ``-词`` must not stand there, and
``部门:``, ``类别:`` and ``清单:`` look in that place only. Full-width marks are the same.
"""

import re
from typing import NamedTuple

from duty_desktop.domain.duty import ListKind
from duty_desktop.domain.naming import list_kind
from duty_desktop.search.folding import fold

MOST_CHARACTERS = 400
"""Of what was typed so much is read; a notice is compared, not searched."""

MOST_TERMS = 24

_TOKEN = re.compile(
    r"(?P<minus>-(?=\S))?(?:(?P<field>部门|类别|清单):)?(?:\"(?P<quoted>[^\"]*)\"?|(?P<bare>\S+))"
)


class Term(NamedTuple):
    """Something to find."""

    text: str
    """Folded."""
    to_the_letter: bool = False


class Query(NamedTuple):
    """A parsed query."""

    text: str
    terms: tuple[Term, ...] = ()
    excluded: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    kinds: tuple[ListKind, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it asks for nothing, so that everything is meant."""
        return not (
            self.terms or self.excluded or self.departments or self.categories or self.kinds
        )


def parse(text: str) -> Query:
    """The query in ``text``; whatever was typed has a meaning, nothing is an error."""
    folded = fold(text[:MOST_CHARACTERS])
    terms: dict[Term, None] = {}
    others: dict[str, dict[str, None]] = {"-": {}, "部门": {}, "类别": {}}
    kinds: dict[ListKind, None] = {}
    for token in list(_TOKEN.finditer(folded))[:MOST_TERMS]:
        quoted = token["quoted"]
        words = (token["bare"] if quoted is None else quoted).strip()
        field = token["field"]
        kind = list_kind(words) if field == "清单" else None
        if not words:
            continue
        if kind is not None:
            kinds[kind] = None
        elif field in others:
            others[field][words] = None
        elif token["minus"]:
            others["-"][words] = None
        elif quoted is None:
            terms[Term(words)] = None
        else:
            # White space inside quotes is as loose as that between a cell's words.
            terms[Term(" ".join(words.split()), to_the_letter=True)] = None
    return Query(
        text,
        tuple(terms),
        tuple(others["-"]),
        tuple(others["部门"]),
        tuple(others["类别"]),
        tuple(kinds),
    )
