"""A comparison of two lists as one JSON document."""

from collections.abc import Iterable, Sequence

from duty_desktop.domain.changes import Carrying, Comparison, DutyChange, Verdict
from duty_desktop.domain.duty import Duty, DutyList
from duty_desktop.export.as_json import Json, summary


def compared(comparison: Comparison, carried: Sequence[Carrying]) -> Json:
    """What differs between two lists, and where each old duty went.

    - ``same``: whether words, numbers and departments' names are the same.
    - ``old``, ``new``: ``title, date, duties`` (their number), ``source_sha256``.
    - ``counts``: by verdict, and ``renumbered, unchanged, renamed_departments, form_only``.
    - ``changes``: ``verdict`` (``added, removed, split, merged, moved, changed``); ``old`` and
      ``new``, duties as in ``list``; ``fields``: ``field, old, new, spans`` (``kind``: ``kept,
      deleted, inserted``, ``text``); ``departments_added``, ``departments_removed``;
      ``renamed_departments``; ``evidence``: ``ground``, ``likenesses`` (``old, new, score,
      shared``).
    - ``renamed_departments``: ``old, new, duties`` (pairs of ids).
    - ``renumbered``, ``form_only``: ``old, new`` ids of duties whose words are the same, and whose
      number, or leftover markup, is not.
    - ``carried``: for each old duty ``old, new`` (ids), ``carried`` (``same, changed, moved,
      split, merged, removed``), ``score``.
    """
    counts = {verdict.value: len(comparison.of(verdict)) for verdict in Verdict}
    return {
        "same": comparison.is_same,
        "old": _list(comparison.old),
        "new": _list(comparison.new),
        "counts": {
            **counts,
            "renumbered": len(comparison.renumbered),
            "unchanged": len(comparison.unchanged),
            "renamed_departments": len(comparison.renamings),
            "form_only": len(comparison.form_only),
        },
        "changes": [_change(change) for change in comparison.changes],
        "renamed_departments": [
            {"old": each.old, "new": each.new, "duties": [list(pair) for pair in each.pairs]}
            for each in comparison.renamings
        ],
        "renumbered": _ids(comparison.renumbered),
        "form_only": _ids(comparison.form_only),
        "carried": [
            {
                "old": each.old_id,
                "new": list(each.new_ids),
                "carried": each.carried.value,
                "score": each.score,
            }
            for each in carried
        ],
    }


def _list(duty_list: DutyList) -> Json:
    return {
        "title": duty_list.full_title,
        "date": duty_list.date,
        "duties": len(duty_list.duties),
        "source_sha256": duty_list.source_sha256,
    }


def _ids(pairs: Iterable[tuple[Duty, Duty]]) -> list[Json]:
    return [{"old": old.id, "new": new.id} for old, new in pairs]


def _change(change: DutyChange) -> Json:
    return {
        "verdict": change.verdict.value,
        "old": [summary(duty) for duty in change.old],
        "new": [summary(duty) for duty in change.new],
        "fields": [
            {
                "field": each.field.value,
                "old": each.old,
                "new": each.new,
                "spans": [{"kind": span.kind.value, "text": span.text} for span in each.spans],
            }
            for each in change.fields
        ],
        "departments_added": list(change.departments_added),
        "departments_removed": list(change.departments_removed),
        "renamed_departments": [{"old": old, "new": new} for old, new in change.renamed],
        "evidence": {
            "ground": change.evidence.ground.value,
            "likenesses": [
                {
                    "old": each.old_id,
                    "new": each.new_id,
                    "score": each.score,
                    "shared": list(each.shared),
                }
                for each in change.evidence.likenesses
            ],
        },
    }
