"""Which texts hold a phrase: characters and pairs of characters, then the phrase itself."""

from collections.abc import Sequence


class PhraseIndex:
    """Answers for single characters and phrases of any length, without fail and without guessing.

    A phrase is looked for only in the texts that hold its rarest pair of characters.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        """Note every character and every pair of neighbours of each text."""
        self.texts = texts
        postings: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            grams = set(text)
            grams.update(map(str.__add__, text, text[1:]))
            for gram in grams:
                postings.setdefault(gram, []).append(place)
        self._postings = postings
        self._everywhere = list(range(len(texts)))

    def places(self, phrase: str) -> list[int]:
        """The places of the texts that hold ``phrase``, ascending."""
        if len(phrase) <= 2:
            return self._postings.get(phrase, []) if phrase else self._everywhere
        rarest = self._everywhere
        for pair in map(str.__add__, phrase, phrase[1:]):
            found = self._postings.get(pair)
            if found is None:
                return []
            if len(found) < len(rarest):
                rarest = found
        texts = self.texts
        return [place for place in rarest if phrase in texts[place]]

    def pairs(self) -> list[str]:
        """Every pair of neighbours that stands somewhere."""
        return [gram for gram in self._postings if len(gram) == 2]
