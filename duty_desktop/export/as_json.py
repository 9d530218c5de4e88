"""The JSON documents of the command line, as plain dictionaries."""

from collections.abc import Sequence
from typing import Any

from duty_desktop.domain.duty import Duty, DutyList, Finding, ListKind, Step
from duty_desktop.domain.notice import Candidate, NoticeMatch
from duty_desktop.domain.words import words
from duty_desktop.export.assigned import assignment_document
from duty_desktop.export.selection import Selection

Json = dict[str, Any]


def summary(duty: Duty) -> Json:
    """A duty in a list: ``id, list, serial, category, name, departments`` (canonical names)."""
    return {
        "id": duty.id,
        "list": duty.kind.value,
        "serial": duty.serial,
        "category": duty.category,
        "name": duty.name,
        "departments": [named.name for named in duty.departments],
    }


def whole(duty: Duty) -> Json:
    """A duty with everything the source says of it and everything understood of that.

    ``superior_text``, ``township_text`` and ``method_text`` are the source's cells verbatim, with
    the markup left over in them; the same keys under ``words`` are free of it.
    """
    return {
        **summary(duty),
        "category_as_printed": duty.category_as_printed,
        "departments": [
            {"name": named.name, "as_printed": named.as_printed} for named in duty.departments
        ],
        "steps": [_step(step) for step in duty.steps],
        "superior_text": duty.superior_text,
        "township_text": duty.township_text,
        "method_text": duty.method_text,
        "words": {
            "superior_text": words(duty.superior_text),
            "township_text": words(duty.township_text),
            "method_text": words(duty.method_text),
        },
        "findings": [finding_document(finding) for finding in duty.findings],
    }


def _step(step: Step) -> Json:
    return {
        "side": step.side.value,
        "section": step.section,
        "heading": step.heading,
        "number": step.number,
        "marker": step.marker,
        "text": step.text,
        "departments": list(step.departments),
        "basis": step.basis.value if step.basis else None,
        "other_subject": step.other_subject,
    }


def finding_document(finding: Finding) -> Json:
    """A finding: its code, the sentence for people, where it is and the words it is about."""
    return {
        "code": finding.code,
        "message": finding.message,
        "list": finding.kind.value if finding.kind else None,
        "duty": finding.duty_id,
        "field": finding.field.value if finding.field else None,
        "quote": finding.quote,
    }


def exported(selection: Selection) -> Json:
    """A file for other programs: whose list it is, and each duty whole, in official order."""
    duty_list, town = selection.duty_list, selection.duty_list.town
    return {
        "title": duty_list.full_title,
        "town": {
            "name": town.name,
            "county": town.county,
            "prefecture": town.prefecture,
            "region": town.region,
        },
        "date": duty_list.date,
        "source_sha256": duty_list.source_sha256,
        "whole": selection.is_whole,
        "absent": {kind.value: list(duty_list.absent_serials(kind)) for kind in ListKind},
        "headings": {kind.value: list(duty_list.headings[kind]) for kind in ListKind},
        "titles": {kind.value: duty_list.titles[kind] for kind in ListKind},
        "duties": [_with_assignment(duty, selection) for duty in selection.duties],
    }


def _with_assignment(duty: Duty, selection: Selection) -> Json:
    """A duty whole; under ``assignment`` what the town noted, ``null`` where it noted nothing."""
    if selection.assignments is None:
        return whole(duty)
    noted = selection.assignments.get(duty.id)
    return {**whole(duty), "assignment": assignment_document(noted) if noted else None}


def verification(duty_list: DutyList, problems: Sequence[str]) -> Json:
    """What ``verify`` reports: counts, absent numbers, departments, findings, integrity."""
    counts = {kind.value: len(duty_list.of_kind(kind)) for kind in ListKind}
    return {
        "ok": not problems,
        "title": duty_list.full_title,
        "counts": {**counts, "total": len(duty_list.duties)},
        "absent": {kind.value: list(duty_list.absent_serials(kind)) for kind in ListKind},
        "departments": [
            {
                "name": department.name,
                "short_name": department.short_name,
                "spellings": list(department.spellings),
            }
            for department in duty_list.departments
        ],
        "findings": [finding_document(finding) for finding in duty_list.findings],
        "source_sha256": duty_list.source_sha256,
        "builder_version": duty_list.builder_version,
        "problems": list(problems),
    }


def matched(match: NoticeMatch) -> Json:
    """A notice held against the list: verdict, candidates with their evidence, who does what."""
    notice = match.notice
    return {
        "verdict": match.verdict.value,
        "confident": match.confident,
        "notice": {
            "title": notice.title,
            "number": notice.number,
            "sender": notice.sender,
            "date": notice.date,
        },
        "candidates": [_candidate(candidate) for candidate in match.candidates],
    }


def _candidate(candidate: Candidate) -> Json:
    duty = candidate.duty
    return {
        "id": duty.id,
        "name": duty.name,
        "list": duty.kind.value,
        "score": round(candidate.score, 3),
        "departments": [named.name for named in duty.departments],
        "evidence": [
            {
                "notice": each.notice,
                "duty": each.duty,
                "field": each.field.value,
                "shared": list(each.shared),
                "meant": [{"notice": said, "duty": official} for said, official in each.meant],
            }
            for each in candidate.evidence
        ],
        "superior_steps": [_step(step) for step in candidate.superior_steps],
        "township_steps": [_step(step) for step in candidate.township_steps],
    }
