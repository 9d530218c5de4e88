"""The last searches, newest first."""

from collections.abc import Iterable

MOST = 12
"""Searches that are remembered: what fits in a list without scrolling."""

LONGEST = 60
"""Characters; what is longer was pasted and is no search to repeat."""


class RecentSearches:
    """What was searched lately, each text once."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        """Begin with ``texts``, newest first; what is no search to repeat is left out."""
        self._texts: list[str] = []
        for text in reversed(list(texts)):
            self.add(text)

    @property
    def texts(self) -> list[str]:
        """The searches, newest first."""
        return list(self._texts)

    def add(self, text: str) -> bool:
        """Remember ``text`` as the newest; whether there was anything to remember.

        A search that only goes on from the newest one takes its place: 养 and then 养犬.
        """
        text = " ".join(text.split())
        if not text or len(text) > LONGEST or not text.isprintable():
            return False
        if self._texts and text.startswith(self._texts[0]):
            del self._texts[0]
        self.remove(text)
        self._texts.insert(0, text)
        del self._texts[MOST:]
        return True

    def remove(self, text: str) -> None:
        """Forget ``text``, if it was remembered."""
        if text in self._texts:
            self._texts.remove(text)

    def clear(self) -> None:
        """Forget everything."""
        self._texts.clear()
