"""Departments: many spellings to one name, and the forms in which a text mentions them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from duty_desktop import tables
from duty_desktop.domain.duty import Department, Town
from duty_desktop.domain.words import MARKUP, words

_SEPARATOR = re.compile(r"[、，,；;/]|和(?=市|县|区|旗|州)")
_AND_OTHERS = re.compile(r"(?:及|和|等)(?:其他|其它|相关|有关)?[^、]*部门$")
_WHOLE = re.compile(
    r"(?:[局委办部会院队站所司联室科处社行团组校馆台厅署协庭]|中心|政协|人大|政府|[、，,；;/])$"
)
"""How a department's name ends, or a list of names that goes on in the next paragraph."""

_BRANCH = re.compile(r"[^、，]{0,8}分局")
"""What stands behind the name of the bureau that it is a branch of."""

_SHORTEST_TAIL = 3
"""Characters: 公安局 alone names a department, 人大 and 政协 begin other words (人大代表)."""
_PLACE_ENDINGS = "市县区旗州盟"


def split_names(cell: str) -> tuple[str, ...]:
    """The departments that a cell lists, as printed: parted by marks, or each in its paragraph.

    A paragraph that ends within a name is one that the width of its cell broke.
    """
    joined: list[str] = []
    for text in filter(None, map(words, MARKUP.split(cell))):
        broken = joined and (_BRANCH.fullmatch(text) or not _WHOLE.search(joined[-1]))
        if broken:
            joined[-1] += f" {text}"
        else:
            joined.append(text)
    names = [name.strip(" ") for text in joined for name in _SEPARATOR.split(text)]
    return tuple(filter(None, names))


@dataclass(frozen=True, slots=True)
class _Place:
    """What a department's name may begin with: the place whose department it is."""

    county: str
    stems: tuple[str, ...]
    """The places' names without the word for their level: 昌吉."""

    @classmethod
    def of(cls, town: Town) -> "_Place":
        county_stem = re.sub(r"(?:自治县|自治旗|市|县|区|旗)$", "", town.county)
        prefecture = re.sub(r"(?:地区|盟|市|州)$", "", town.prefecture.replace("自治州", "州"))
        return cls(town.county, tuple(stem for stem in (county_stem, prefecture[:2]) if stem))

    def tail(self, name: str) -> str:
        """The name without its place: 公安局, 委组织部; unchanged where it begins with none."""
        return name.removeprefix(self.county)

    def mended(self, name: str, known: Iterable[str]) -> str:
        """The name with the level its place lost on the way: 昌吉人社局 is 昌吉市人社局."""
        stem = self.stems[0]
        rest = name.removeprefix(stem)
        whole = self.county + rest
        if rest != name and rest[:1] not in _PLACE_ENDINGS and whole in known:
            return whole
        return name

    def short_forms(self, name: str) -> tuple[str, ...]:
        """The ways a text may write the name: whole, 市公安局, 公安局."""
        forms = [name]
        forms += [name.removeprefix(stem) for stem in self.stems if name.startswith(stem)]
        tail = self.tail(name)
        forms += [tail] if len(tail) >= _SHORTEST_TAIL else []
        return tuple(dict.fromkeys(forms))


class DepartmentNames:
    """What a document's spellings of departments stand for."""

    def __init__(self, town: Town, spellings: Iterable[str]) -> None:
        """Learn from every spelling the document prints, in its order, repeats included."""
        self._place = _Place.of(town)
        printed = list(spellings)
        plain = [_plain(spelling) for spelling in printed]
        counts = Counter(plain)
        mended = [self._place.mended(name, counts) for name in plain]
        counts.update(mended)
        preferred = _preferred([self._place.tail(name) for name in mended])
        self._canonical = {
            spelling: self._in_place(name, preferred)
            for spelling, name in zip(printed, mended, strict=True)
        }
        self._spellings: dict[str, list[str]] = {}
        for spelling, name in self._canonical.items():
            self._spellings.setdefault(name, []).append(spelling)

    def _in_place(self, name: str, preferred: Mapping[str, str]) -> str:
        tail = self._place.tail(name)
        return name[: len(name) - len(tail)] + preferred.get(tail, tail)

    def canonical(self, spelling: str) -> str:
        """The one name of the department that the document spells so."""
        return self._canonical[spelling]

    def departments(self) -> tuple[Department, ...]:
        """Every department, in order of first appearance, with all its spellings."""
        return tuple(
            Department(name, self._short_name(name), tuple(known))
            for name, known in self._spellings.items()
        )

    def _short_name(self, name: str) -> str:
        tail = self._place.tail(name)
        for long, short in _short_names():
            if tail == long:
                return short
        branch = re.fullmatch(r".*?州?(生态环境局).*分局", name)
        return "生态环境分局" if branch else tail

    def forms(self, departments: Iterable[str]) -> dict[str, str]:
        """Every form in which a text may mention these departments, and whom it means.

        Holds the canonical names' forms, those of all their spellings and their other names.
        """
        forms: dict[str, str] = {}
        for wanted in departments:
            known = map(_plain, self._spellings[wanted])
            for name in dict.fromkeys([wanted, *known, *self._other_names(wanted)]):
                for form in self._place.short_forms(name):
                    forms.setdefault(form, wanted)
        return forms

    def _other_names(self, name: str) -> list[str]:
        tail = self._place.tail(name)
        place = name[: len(name) - len(tail)]
        return [place + other for row in _aliases() if tail in row for other in row]


def _plain(spelling: str) -> str:
    """The spelling without white space inside and without 及其他……部门 behind."""
    squeezed = "".join(spelling.split())
    return _AND_OTHERS.sub("", squeezed) or squeezed


def _preferred(tails: Iterable[str]) -> dict[str, str]:
    """For each name that has others in the alias table, the one this document prints most."""
    counts = Counter(tails)
    preferred = {}
    for row in _aliases():
        best = max(row, key=lambda tail: counts[tail])
        preferred.update({tail: best for tail in row if counts[tail]})
    return preferred


@cache
def _aliases() -> tuple[tuple[str, ...], ...]:
    return tables.rows("department_aliases")


@cache
def _short_names() -> tuple[tuple[str, str], ...]:
    return tuple((row[0], row[1]) for row in tables.rows("department_short_names"))
