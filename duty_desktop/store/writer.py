"""A duty list to the bytes of the official database, by sqlite-utils."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.readings import Readings
from duty_desktop.store import schema, seal
from duty_desktop.store.canonical import canonical

_Row = dict[str, object]


def database_bytes(duty_list: DutyList, readings: Readings) -> bytes:
    """The official database of a list and its readings; the same records give the same bytes."""
    from sqlite_utils import Database

    # Our own connection: given none, sqlite-utils would take another SQLite that is installed.
    db = Database(sqlite3.connect(":memory:"))
    try:
        schema.create(db)
        for table, rows in (*_tables(duty_list), *_reading_tables(readings)):
            db.table(table).insert_all(rows)
        db.conn.commit()
        if db.execute("PRAGMA foreign_key_check").fetchall():
            raise AssertionError("a foreign key of the built database points nowhere")
        db.vacuum()
        roots = [
            page for (page,) in db.execute("SELECT rootpage FROM sqlite_master WHERE rootpage > 0")
        ]
        data = canonical(db.conn.serialize(), roots, schema.PAGE_SIZE)
        return seal.sealed(data)
    finally:
        db.close()


def _tables(duty_list: DutyList) -> Iterator[tuple[str, Iterable[_Row]]]:
    categories = tuple(dict.fromkeys(duty.category for duty in duty_list.duties))
    category_ids = {name: number for number, name in enumerate(categories, 1)}
    department_ids = {d.name: number for number, d in enumerate(duty_list.departments, 1)}
    yield "meta", _meta(duty_list)
    yield "lists", _lists(duty_list)
    yield "categories", ({"id": n, "name": name} for name, n in category_ids.items())
    yield "departments", _departments(duty_list)
    yield "department_spellings", _spellings(duty_list)
    yield "duties", _duties(duty_list, category_ids)
    yield "cells", _cells(duty_list)
    yield "duty_departments", _duty_departments(duty_list, department_ids)
    yield "steps", _steps(duty_list)
    yield "step_departments", _step_departments(duty_list, department_ids)
    yield "findings", _findings(duty_list)
    yield "source_lines", _source_lines(duty_list)


def _meta(duty_list: DutyList) -> Iterator[_Row]:
    values = {
        "town": duty_list.town.name,
        "county": duty_list.town.county,
        "prefecture": duty_list.town.prefecture,
        "region": duty_list.town.region,
        "title": duty_list.title,
        "date": duty_list.date,
        "source_sha256": duty_list.source_sha256,
        "builder_version": duty_list.builder_version,
        "seal": seal.PLACEHOLDER,
    }
    return ({"key": key, "value": value} for key, value in values.items())


def _lists(duty_list: DutyList) -> Iterator[_Row]:
    for position, kind in enumerate(ListKind, 1):
        yield {
            "id": kind.value,
            "position": position,
            "official_name": kind.official_name,
            "title": duty_list.titles[kind],
            "headings": json.dumps(duty_list.headings[kind], ensure_ascii=False),
        }


def _departments(duty_list: DutyList) -> Iterator[_Row]:
    for number, department in enumerate(duty_list.departments, 1):
        yield {"id": number, "name": department.name, "short_name": department.short_name}


def _spellings(duty_list: DutyList) -> Iterator[_Row]:
    for number, department in enumerate(duty_list.departments, 1):
        for position, spelling in enumerate(department.spellings, 1):
            yield {"department_id": number, "position": position, "as_printed": spelling}


def _duties(duty_list: DutyList, category_ids: dict[str, int]) -> Iterator[_Row]:
    for position, duty in enumerate(duty_list.duties, 1):
        yield {
            "id": duty.id,
            "list_id": duty.kind.value,
            "serial": duty.serial,
            "position": position,
            "category_id": category_ids[duty.category],
            "category_as_printed": duty.category_as_printed,
            "name": duty.name,
        }


def _cells(duty_list: DutyList) -> Iterator[_Row]:
    for duty in duty_list.duties:
        for position, text in enumerate(duty.cells, 1):
            yield {"duty_id": duty.id, "position": position, "text": text}


def _duty_departments(duty_list: DutyList, ids: dict[str, int]) -> Iterator[_Row]:
    for duty in duty_list.duties:
        for position, named in enumerate(duty.departments, 1):
            yield {
                "duty_id": duty.id,
                "position": position,
                "department_id": ids[named.name],
                "as_printed": named.as_printed,
            }


def _steps(duty_list: DutyList) -> Iterator[_Row]:
    numbered = enumerate(((d, step) for d in duty_list.duties for step in d.steps), 1)
    for number, (duty, step) in numbered:
        yield {
            "id": number,
            "duty_id": duty.id,
            "side": step.side.value,
            "section": step.section,
            "heading": step.heading,
            "marker": step.marker,
            "number": step.number,
            "text": step.text,
            "basis": step.basis.value if step.basis else None,
            "other_subject": step.other_subject,
        }


def _step_departments(duty_list: DutyList, ids: dict[str, int]) -> Iterator[_Row]:
    steps = (step for duty in duty_list.duties for step in duty.steps)
    for number, step in enumerate(steps, 1):
        for position, name in enumerate(step.departments, 1):
            yield {"step_id": number, "position": position, "department_id": ids[name]}


def _findings(duty_list: DutyList) -> Iterator[_Row]:
    for number, finding in enumerate(duty_list.findings, 1):
        yield {
            "id": number,
            "code": finding.code,
            "message": finding.message,
            "list_id": finding.kind.value if finding.kind else None,
            "duty_id": finding.duty_id,
            "field": finding.field.value if finding.field else None,
            "quote": finding.quote,
            "in_words": int(finding.in_words),
        }


def _source_lines(duty_list: DutyList) -> Iterator[_Row]:
    for number, line in enumerate(duty_list.lines, 1):
        yield {
            "number": number,
            "kind": line.kind.value,
            "text": line.text,
            "duty_id": line.duty_id,
            "ending": line.ending,
        }


def _reading_tables(readings: Readings) -> Iterator[tuple[str, Iterable[_Row]]]:
    yield "readings", _cell_readings(readings)
    yield "character_readings", _character_readings(readings)


def _cell_readings(readings: Readings) -> Iterator[_Row]:
    """Only what is read is written: the characters that are not are known by themselves."""
    for duty_id, cells in readings.cells.items():
        for position, syllables in enumerate(cells, 1):
            spoken = " ".join(filter(None, syllables))
            if spoken:
                yield {"duty_id": duty_id, "position": position, "syllables": spoken}


def _character_readings(readings: Readings) -> Iterator[_Row]:
    by_syllable: dict[str, list[str]] = {}
    for char, syllable in readings.characters.items():
        if syllable:
            by_syllable.setdefault(syllable, []).append(char)
    for syllable in sorted(by_syllable):
        yield {"syllable": syllable, "characters": "".join(by_syllable[syllable])}
