"""Which neighbouring characters belong to one word, learnt from the texts themselves."""

from collections import Counter
from collections.abc import Iterable

_OFTEN = 3
"""Pairs that stand less often tell nothing."""

_TOGETHER = 0.3
"""Two characters are a word where this part of the rarer one's places is beside the other."""


class Words:
    """Pairs of characters and how often they stand together."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count in these texts."""
        self._chars: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()
        for text in texts:
            self._chars.update(text)
            self._pairs.update(map(str.__add__, text, text[1:]))

    def coheres(self, before: str, after: str) -> bool:
        """Whether the two characters belong to one word; false where one is empty."""
        if not (before.isalpha() and after.isalpha()):
            return False
        together = self._pairs[before + after]
        rarer = min(self._chars[before], self._chars[after])
        return together >= _OFTEN and together >= _TOGETHER * rarer
