"""What changed between two texts, as spans that read like tracked changes.

Differences are looked for clause by clause, then character by character inside what differs, and
gathered into phrases: a character that happens to stand in both texts between two changes is no
reason to show three changes.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from duty_desktop.domain.changes import Span, SpanKind

_CLAUSE = re.compile(r"\d{1,3}[.．](?!\d)|[^，。；：、,;\n ]*[，。；：、,;\n ]|[^，。；：、,;\n ]+")
_ITEM = re.compile(r"[^、]*、|[^、]+")
_UNIT = re.compile(r"[A-Za-z0-9]+(?:\.[0-9]+)*|.", re.DOTALL)
"""A number or a Latin word changes as a whole, Chinese character by character."""

_MARKS = frozenset("，。；：、,;.．（）()“”《》 \n")

_MOST_WORK = 300_000
"""So many pairs of equal pieces, one of each text, are looked through; where there are more (the
longest official cells have some thousands) the stretch is replaced as a whole."""

_MOST_ABSORBED = 3
"""No more units than this are swallowed between two changes."""

_LEAST_KEPT = 0.2
"""Where less of the longer stretch than this stays, it is shown as written anew."""

Cohesion = Callable[[str, str], bool]
"""Whether two neighbouring characters belong to one word."""


def _nothing_coheres(_before: str, _after: str) -> bool:
    return False


@dataclass(slots=True)
class _Edit:
    """What stays, then what goes and comes."""

    kept: str = ""
    deleted: str = ""
    inserted: str = ""


def text_spans(old: str, new: str, coheres: Cohesion = _nothing_coheres) -> tuple[Span, ...]:
    """The changes from one running text to another.

    Kept and deleted spans together are the old text, kept and inserted ones the new one.
    """
    edits: list[_Edit] = []
    for same, before, after in _matched(_CLAUSE.findall(old), _CLAUSE.findall(new)):
        edits += [_Edit(kept=before)] if same else _refined(before, after)
    edits = _joined(edits)
    for edit, following in zip(edits, [*edits[1:], None], strict=True):
        if following is not None:
            _slide(edit, following)
    edits = _absorbed(_joined(edits))
    for edit, following in zip(edits, [*edits[1:], None], strict=True):
        _widen(edit, following, coheres)
    return tuple(_spans(_joined(edits)))


def item_spans(old: str, new: str) -> tuple[Span, ...]:
    """The changes from one enumeration with 、 to another; each name is kept or not, whole."""
    before, after = _items(old), _items(new)
    edits = [
        _Edit(kept=a) if same else _Edit(deleted=a, inserted=b)
        for same, a, b in _matched(before, after)
    ]
    return tuple(_spans(_joined(edits)))


def whole_spans(old: str, new: str) -> tuple[Span, ...]:
    """All of the old text deleted, all of the new one inserted; kept where they are equal."""
    return tuple(_spans([_Edit(kept=old) if old == new else _Edit("", old, new)]))


def _items(text: str) -> list[str]:
    """Names and the marks between them apart, so that a last name is equal to one before a 、."""
    pieces: list[str] = []
    for item in _ITEM.findall(text):
        name = item.removesuffix("、")
        pieces += [name] if name else []
        pieces += ["、"] if item != name else []
    return pieces


def _matched(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches in order: whether they are the same, the old one, the new one."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    yield True, "".join(old[:head]), "".join(new[:head])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if _work(before, after) > _MOST_WORK:
        yield False, "".join(before), "".join(after)
    else:
        matcher = SequenceMatcher(None, before, after, autojunk=False)
        for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            gone, come = before[old_from:old_to], after[new_from:new_to]
            yield tag == "equal", "".join(gone), "".join(come)
    yield True, "".join(old[len(old) - tail :]), "".join(new[len(new) - tail :])


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pieces both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _work(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pairs of equal pieces there are, which is what matching takes its time for."""
    counts = Counter(new)
    return sum(times * counts[piece] for piece, times in Counter(old).items())


def _refined(old: str, new: str) -> list[_Edit]:
    """A stretch that differs, character by character where that says more."""
    before, after = _UNIT.findall(old), _UNIT.findall(new)
    if not before or not after:
        return [_Edit(deleted=old, inserted=new)]
    edits = [
        _Edit(kept=a) if same else _Edit(deleted=a, inserted=b)
        for same, a, b in _matched(before, after)
    ]
    kept = sum(len(edit.kept) for edit in edits)
    if kept < _LEAST_KEPT * max(len(old), len(new)):
        return [_Edit(deleted=old, inserted=new)]
    return edits


def _joined(edits: Sequence[_Edit]) -> list[_Edit]:
    """The edits with neighbours put together wherever nothing, or nothing else, is between."""
    joined = [_Edit()]
    for edit in edits:
        last = joined[-1]
        if edit.kept and (last.deleted or last.inserted):
            joined.append(_Edit(edit.kept, edit.deleted, edit.inserted))
            continue
        last.kept += edit.kept
        last.deleted += edit.deleted
        last.inserted += edit.inserted
    return joined


def _slide(edit: _Edit, following: _Edit) -> None:
    """Move what only goes or only comes to where it begins and ends like a phrase."""
    if bool(edit.deleted) == bool(edit.inserted):
        return
    moved = edit.deleted or edit.inserted
    text = edit.kept + moved + following.kept
    length = len(moved)
    low = high = len(edit.kept)
    while low and text[low - 1] == text[low + length - 1]:
        low -= 1
    while high + length < len(text) and text[high] == text[high + length]:
        high += 1
    best = max(range(low, high + 1), key=lambda at: (_phrase_like(text, at, at + length), -at))
    edit.kept, moved, following.kept = (
        text[:best],
        text[best : best + length],
        text[best + length :],
    )
    edit.deleted, edit.inserted = (moved, "") if edit.deleted else ("", moved)


def _phrase_like(text: str, start: int, end: int) -> int:
    """How well a stretch is cut out: it ends with a mark and begins after one."""
    begins = start == 0 or text[start - 1] in _MARKS
    ends = text[end - 1] in _MARKS
    before_mark = end == len(text) or text[end] in _MARKS
    starts_with = text[start] in _MARKS
    return max(2 * (begins + ends), 2 * (starts_with + before_mark) - 1, 0)


def _absorbed(edits: list[_Edit]) -> list[_Edit]:
    """The edits without kept words too short to be worth reading between two changes."""
    at = 1
    while at < len(edits):
        before, edit = edits[at - 1], edits[at]
        if (edit.deleted or edit.inserted) and _too_short(before, edit):
            before.deleted += edit.kept + edit.deleted
            before.inserted += edit.kept + edit.inserted
            del edits[at]
            # What grew may now be too long to leave what is kept before it; nothing else changed.
            at = max(1, at - 1)
        else:
            at += 1
    return edits


def _too_short(before: _Edit, edit: _Edit) -> bool:
    """Whether what is kept between two changes is no more than each of them, or says nothing."""
    words = _units(edit.kept)
    if not 1 < words <= _MOST_ABSORBED:
        return words <= 1
    least = min(max(_units(each.deleted), _units(each.inserted)) for each in (before, edit))
    return words <= least and not _is_phrase(before, edit)


def _is_phrase(before: _Edit, edit: _Edit) -> bool:
    """Whether what is kept is whole between marks, as a thing in an enumeration is."""
    changed = before.inserted or before.deleted
    return edit.kept[-1] in _MARKS and changed[-1] in _MARKS


def _units(text: str) -> int:
    """How many characters, numbers and Latin words there are, marks left out."""
    return sum(unit not in _MARKS for unit in _UNIT.findall(text))


def _widen(edit: _Edit, following: _Edit | None, coheres: Cohesion) -> None:
    """Let what is replaced by something else begin and end with whole words: 指导, not 指."""
    if not (edit.deleted and edit.inserted):
        return
    before = edit.kept[-1:]
    if (coheres(before, edit.deleted[0]) or coheres(before, edit.inserted[0])) and not coheres(
        edit.kept[-2:-1], before
    ):
        edit.kept = edit.kept[:-1]
        edit.deleted, edit.inserted = before + edit.deleted, before + edit.inserted
    if following is None:
        return
    after = following.kept[:1]
    if (coheres(edit.deleted[-1], after) or coheres(edit.inserted[-1], after)) and not coheres(
        after, following.kept[1:2]
    ):
        following.kept = following.kept[1:]
        edit.deleted, edit.inserted = edit.deleted + after, edit.inserted + after


def _spans(edits: Sequence[_Edit]) -> Iterator[Span]:
    for edit in edits:
        for kind, text in (
            (SpanKind.KEPT, edit.kept),
            (SpanKind.DELETED, edit.deleted),
            (SpanKind.INSERTED, edit.inserted),
        ):
            if text:
                yield Span(kind, text)
