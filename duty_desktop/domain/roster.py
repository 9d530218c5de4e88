"""Offices and people by what is written of them: each told apart, and found by what is typed."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import NamedTuple

from duty_desktop.domain.assignment import Key, Person, TownNotes
from duty_desktop.domain.unseen import plain

SEPARATOR = "、"

_SEPARATORS = re.compile(r"[、，,；;\n\t]")
_BETWEEN = "、，,；;\n\t "

_WIDTHS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width forms of ASCII and the blank of that width, one for one (Unicode block FF00)."""

_SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""Between the characters of a Chinese name: 张　三 is written so only to stand in line."""

_NOTHING_SAID = "未写科室"
"""Stands beside the name of whoever shares it and has no office, post or phone."""


class AmbiguousNameError(ValueError):
    """A name that several have.

    Attributes:
        name: what was typed.
        labels: those whom it may mean, told apart.
    """

    def __init__(self, name: str, labels: tuple[str, ...]) -> None:
        """``name`` may mean any of ``labels``."""
        super().__init__(name)
        self.name = name
        self.labels = labels


@dataclass(frozen=True, slots=True)
class Named:
    """What typed names mean."""

    known: tuple[Key | None, ...]
    """A key for each name, ``None`` for one that nobody has."""
    names: tuple[str, ...]
    """The names, in the same order."""


class _Entry(NamedTuple):
    """Somebody or some office of a roster."""

    key: Key
    name: str
    beside: tuple[str, ...] = ()
    """What tells those of one name apart, best first."""


class Roster:
    """The town's offices, or its people, under labels that are each only one's.

    Attributes:
        labels: the label of each key, in the roster's order.
    """

    def __init__(self, entries: Sequence[_Entry]) -> None:
        """A roster of these."""
        self._names = {each.key: each.name for each in entries}
        self.labels: Mapping[Key, str] = _told_apart(entries)
        self._keys = {label: key for key, label in self.labels.items()}
        self._longest_first = sorted(map(_even, self._keys), key=len, reverse=True)

    def key(self, label: str) -> Key | None:
        """Whose label it is to the letter; ``None`` where it is nobody's."""
        return self._keys.get(label)

    def text(self, keys: Iterable[Key]) -> str:
        """The labels of some, as ``read`` reads them again."""
        return SEPARATOR.join(self.labels[key] for key in keys)

    def read(self, text: str) -> Named:
        """What the names in ``text`` mean, each once; raises ``AmbiguousNameError``."""
        found = {name: self._key_of(name) for name in self._split(text)}
        once = {key or _plain(name): (key, name) for name, key in found.items()}
        return Named(tuple(k for k, _ in once.values()), tuple(n for _, n in once.values()))

    def _split(self, text: str) -> Iterator[str]:
        """The names in a text; a label that holds a separator itself is one name."""
        at, even = 0, _even(text)
        while at < len(text):
            if text[at] in _BETWEEN:
                at += 1
                continue
            name = next((each for each in self._longest_first if _stands(each, even, at)), "")
            end = at + len(name)
            if not name:
                found = _SEPARATORS.search(text, at)
                end = found.start() if found else len(text)
            yield text[at:end].strip()
            at = end

    def _key_of(self, name: str) -> Key | None:
        if (known := self.key(name)) is not None:
            return known
        meant = [key for key, each in self._names.items() if each == name]
        if not meant:
            # As people type it: (一) for （一）, 张 三 for 张三.
            plain = _plain(name)
            meant = [key for key, each in self.labels.items() if _plain(each) == plain]
            meant = meant or [key for key, each in self._names.items() if _plain(each) == plain]
        if len(meant) > 1:
            raise AmbiguousNameError(name, tuple(self.labels[key] for key in meant))
        return meant[0] if meant else None


def offices_of(notes: TownNotes) -> Roster:
    """The town's offices, in its order."""
    return Roster([_Entry(each.key, each.name) for each in notes.ordered_offices])


def people_of(notes: TownNotes) -> Roster:
    """The town's people, office by office, those without one at the end."""
    place = {office.key: number for number, office in enumerate(notes.ordered_offices)}

    def order(person: Person) -> tuple[int, str, str]:
        return place.get(person.office or "", len(place)), person.name, person.key

    def beside(person: Person) -> tuple[str, ...]:
        office = notes.offices.get(person.office or "")
        said = (office.name if office else "", person.post, person.phone)
        return tuple(filter(None, said))

    people = sorted(notes.people.values(), key=order)
    return Roster([_Entry(each.key, each.name, beside(each)) for each in people])


def _told_apart(entries: Sequence[_Entry]) -> Mapping[Key, str]:
    """A label for each: the name; where several have it, with what is said of them beside it."""
    by_name: defaultdict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        by_name[entry.name].append(entry)
    labels = {group[0].key: name for name, group in by_name.items() if len(group) == 1}
    taken = set(labels.values())
    for name, group in by_name.items():
        if len(group) > 1:
            apart = _apart(name, group, taken)
            taken.update(apart)
            labels.update(zip((each.key for each in group), apart, strict=True))
    return {entry.key: labels[entry.key] for entry in entries}


def _apart(name: str, group: Sequence[_Entry], taken: Collection[str]) -> list[str]:
    """Labels for those of one name: with as little beside it as tells them apart, or a number."""
    for length in range(1, max(len(each.beside) for each in group) + 1):
        said = ["，".join(each.beside[:length]) or _NOTHING_SAID for each in group]
        labels = [f"{name}（{words}）" for words in said]
        if len({*labels}) == len(group) and not {*labels} & {*taken}:
            return labels
    numbered = (f"{name}（{number}）" for number in count(1))
    return list(islice((label for label in numbered if label not in taken), len(group)))


def without_blanks(name: str) -> str:
    """A person's name without blanks within Chinese words."""
    return _SPACED.sub("", name)


def _even(text: str) -> str:
    """The text with its full-width letters, digits and marks made ASCII, as long as it was."""
    return text.translate(_WIDTHS)


def _plain(name: str) -> str:
    """What a name is known by, however wide its marks, whatever blanks or unseen ones are in it."""
    return without_blanks(_even(plain(name))).strip()


def _stands(label: str, text: str, at: int) -> bool:
    """Whether a label stands in a text at a place, as a name of its own."""
    if not text.startswith(label, at):
        return False
    after = text[at + len(label) :].lstrip(" ")
    return not after or after[0] in _BETWEEN
