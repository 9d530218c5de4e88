"""How well the search answers natural queries, against two baselines in the same run.

    python -m tests.evaluation.search [FILE.tsv ...] [--misses]

A file has rows of query, expected ids joined by ``|`` (or ``-`` where the list has none) and kind.
Prints for each kind, and in all, the mean reciprocal rank, the rates of the expected duty coming
first and among the first five, and for rows marked ``-`` how many got an answer, sure or loose.
The baselines, written here and knowing nothing of the program: every two characters and Latin word
of the query as substrings that must all be there, and BM25 over characters and their pairs.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from duty_desktop.domain.duty import Duty
from duty_desktop.domain.words import words
from duty_desktop.search.answer import Tier
from duty_desktop.search.engine import SearchEngine
from duty_desktop.store import catalogue
from tests.support import DATABASE, ROOT

QUERIES = ROOT / "tests" / "search" / "queries.tsv"
"""Written without sight of vocabulary or results; later looked at where the engine missed."""

UNSEEN = ROOT / "tests" / "search" / "queries_unseen.tsv"
"""Written likewise; nobody tunes to its rows, so that its figures speak for queries yet to come."""

Ranked = list[tuple[str, bool]]
"""Ids, best first, and whether each is a sure find."""


@dataclass(frozen=True)
class Case:
    query: str
    expected: frozenset[str]
    """Empty where the list has no duty for it."""
    kind: str


def read_cases(path: Path) -> list[Case]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:] if line]
    return [
        Case(query, frozenset() if expected == "-" else frozenset(expected.split("|")), kind)
        for query, expected, kind in rows
    ]


def texts_of(duties: Sequence[Duty]) -> dict[str, str]:
    return {duty.id: "\n".join(words(cell) for cell in duty.cells).lower() for duty in duties}


def substrings(duties: Sequence[Duty]) -> Callable[[str], Ranked]:
    texts = texts_of(duties)

    def search(query: str) -> Ranked:
        terms = query.lower().split()
        return [(id_, True) for id_, text in texts.items() if all(t in text for t in terms)]

    return search


def grams_of(text: str) -> list[str]:
    return [*text, *map(str.__add__, text, text[1:])]


def bm25(duties: Sequence[Duty]) -> Callable[[str], Ranked]:
    counted = {id_: Counter(grams_of(text)) for id_, text in texts_of(duties).items()}
    held = Counter(gram for grams in counted.values() for gram in grams)
    mean = sum(sum(grams.values()) for grams in counted.values()) / len(counted)

    def search(query: str) -> Ranked:
        scores: defaultdict[str, float] = defaultdict(float)
        for gram in grams_of("".join(query.lower().split())):
            rarity = math.log(1 + (len(counted) - held[gram] + 0.5) / (held[gram] + 0.5))
            for id_, grams in counted.items():
                times = grams.get(gram, 0)
                norm = 1.2 * (0.25 + 0.75 * sum(grams.values()) / mean) if times else 1
                scores[id_] += rarity * times * 2.2 / (times + norm) if times else 0
        ordered = sorted(scores.items(), key=lambda item: -item[1])
        return [(id_, True) for id_, score in ordered if score > 0]

    return search


def ours() -> Callable[[str], Ranked]:
    duty_list = catalogue.load(DATABASE)
    readings = catalogue.load_readings(DATABASE, duty_list)
    engine = SearchEngine(duty_list.duties, duty_list.departments, readings)

    def search(query: str) -> Ranked:
        return [(hit.duty.id, hit.tier is not Tier.MAYBE) for hit in engine.search(query).hits]

    return search


def rank_of(case: Case, ranked: Ranked) -> int | None:
    return next((at for at, (id_, _) in enumerate(ranked, 1) if id_ in case.expected), None)


def report(name: str, cases: Sequence[Case], search: Callable[[str], Ranked]) -> float:
    """Print the figures of one way to search; give its mean reciprocal rank."""
    print(f"\n{name}\n  kind            n     MRR   first   top 5")
    answers = {case.query: search(case.query) for case in cases}
    wanted = [case for case in cases if case.expected]
    ranks = {case.query: rank_of(case, answers[case.query]) for case in wanted}
    kinds = [*sorted({case.kind for case in wanted}), "all"]
    total = 0.0
    for kind in kinds:
        own = [ranks[case.query] for case in wanted if kind in (case.kind, "all")]
        total = sum(1 / rank for rank in own if rank) / len(own)
        first = sum(rank == 1 for rank in own) / len(own)
        five = sum(rank is not None and rank <= 5 for rank in own) / len(own)
        print(f"  {kind:<12} {len(own):4}  {total:6.3f}  {first:6.3f}  {five:6.3f}")
    nothing = [answers[case.query] for case in cases if not case.expected]
    if nothing:
        sure = sum(any(certain for _, certain in ranked) for ranked in nothing)
        shown = sum(bool(ranked) for ranked in nothing)
        print(f"  no duty behind them: {len(nothing)}, of which sure {sure}, any answer {shown}")
    return total


def misses(cases: Sequence[Case], search: Callable[[str], Ranked]) -> None:
    for case in cases:
        ranked = search(case.query)
        rank = rank_of(case, ranked)
        if (case.expected and rank != 1) or (not case.expected and ranked):
            first = " ".join(f"{id_}{'' if sure else '?'}" for id_, sure in ranked[:4])
            print(f"  {case.query}\t{'|'.join(sorted(case.expected)) or '-'}\t{rank}\t{first}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    duties = catalogue.load(DATABASE).duties
    for path in arguments.files or [QUERIES, UNSEEN]:
        cases = read_cases(path)
        print(f"\n== {path.name}: {len(cases)} queries")
        report("substrings that must all be there", cases, substrings(duties))
        report("BM25 over characters and pairs", cases, bm25(duties))
        search = ours()
        report("this program", cases, search)
        if arguments.misses:
            misses(cases, search)


if __name__ == "__main__":
    main()
