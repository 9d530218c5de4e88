"""What was chosen in the print dialog the last time, document by document."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TypeVar

from duty_desktop.views.memory import WindowMemory

_Word = TypeVar("_Word", bound=StrEnum)


class PrintMemory:
    """Choices under names of their own in the window's memory.

    A value that no longer exists, or that somebody has written into the file by hand, is as good as
    none.
    """

    def __init__(self, memory: WindowMemory, document: str = "") -> None:
        """The choices of ``document``, or those of all documents."""
        self._memory = memory
        self._place = f"print/{document}" if document else "print"

    def word(self, name: str) -> str:
        """A remembered word, empty where there is none."""
        return self._memory.text(self._key(name))

    def words(self, name: str) -> list[str] | None:
        """Remembered words, ``None`` where there are none."""
        return self._memory.names(self._key(name))

    def ticked(self, name: str) -> bool:
        """Whether something was ticked."""
        return self.word(name) == "yes"

    def one_of(self, name: str, kind: type[_Word]) -> _Word | None:
        """A remembered member of ``kind``."""
        return kind(self.word(name)) if self.word(name) in list(kind) else None

    def some_of(self, name: str, kind: type[_Word]) -> frozenset[_Word] | None:
        """Remembered members of ``kind``, ``None`` where none were kept."""
        words = self.words(name)
        if words is None:
            return None
        return frozenset(kind(word) for word in words if word in list(kind))

    def keep(self, name: str, value: str | Iterable[str]) -> None:
        """Remember a word, or several."""
        kept = value if isinstance(value, str) else list(value)
        self._memory.keep(self._key(name), str(kept) if isinstance(kept, str) else kept)

    def tick(self, name: str, *, ticked: bool) -> None:
        """Remember whether something is ticked."""
        self.keep(name, "yes" if ticked else "no")

    def _key(self, name: str) -> str:
        return f"{self._place}/{name}"
