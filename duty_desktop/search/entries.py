"""Duties made ready to be searched: their words folded, field by field, and how they sound."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from duty_desktop.domain.duty import Duty, Field
from duty_desktop.domain.readings import Readings
from duty_desktop.domain.words import words
from duty_desktop.search.folding import fold

LABEL = "label"
"""The field that holds a duty's number in all the ways people write it."""

WHOLE = "whole"
"""All fields together."""

ORDER = (
    LABEL,
    Field.NAME,
    Field.CATEGORY,
    Field.DEPARTMENTS,
    Field.SUPERIOR,
    Field.TOWNSHIP,
    Field.METHOD,
)
"""The fields of the searched text, in their order."""

BETWEEN = "\n"
"""Stands between fields in the searched text; no term can hold it, as terms hold no white space."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A duty made ready to be searched."""

    duty: Duty
    fields: Mapping[str, str]
    """Folded words of each field, in the order of ``ORDER``."""
    text: str
    """All fields."""
    syllables: tuple[str, ...]
    """One for each character of ``text``; empty for what is not read."""


def entry(duty: Duty, readings: Readings) -> Entry:
    """The entry of one duty, under the printed and the canonical names of what it names."""
    spoken: dict[str, tuple[str, ...]] = {}
    fields: dict[str, str] = {
        LABEL: fold(f"{duty.label} {duty.kind.short_name}{duty.serial} {duty.id}")
    }
    cells = readings.cells.get(duty.id, ())
    for place, (column, cell) in enumerate(zip(duty.kind.fields, duty.cells, strict=True)):
        if column is not Field.SERIAL:
            fields[column] = fold(words(cell))
            spoken[column] = cells[place] if cells else ()
    _add(fields, spoken, readings, Field.CATEGORY, [duty.category])
    names = [named.name for named in duty.departments]
    _add(fields, spoken, readings, Field.DEPARTMENTS, names)
    ordered = {name: fields[name] for name in ORDER if name in fields}
    syllables: list[str] = []
    for name, text in ordered.items():
        own = spoken.get(name, ())
        syllables += [*own, *[""] * (len(text) - len(own)), ""]
    return Entry(duty, ordered, BETWEEN.join(ordered.values()), tuple(syllables[:-1]))


def _add(
    fields: dict[str, str],
    spoken: dict[str, tuple[str, ...]],
    readings: Readings,
    field: Field,
    names: Iterable[str],
) -> None:
    """Put names behind what a field holds, where it does not hold them already."""
    for name in dict.fromkeys(map(fold, names)):
        if name and name not in fields.get(field, ""):
            before = fields.get(field, "")
            gap = ("",) if before else ()
            fields[field] = f"{before}{BETWEEN}{name}" if before else name
            spoken[field] = (*spoken.get(field, ()), *gap, *readings.of(name))
