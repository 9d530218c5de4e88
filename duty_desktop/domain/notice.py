"""A department's notice, and which duties it seems to concern: a suggestion for a person."""

from dataclasses import dataclass
from enum import StrEnum

from duty_desktop.domain.duty import Duty, Field, ListKind, Step


class Verdict(StrEnum):
    """Which list a notice's matter falls in."""

    BASIC = "basic"
    COOPERATIVE = "cooperative"
    RECLAIMED = "reclaimed"
    NOT_LISTED = "not listed"

    @staticmethod
    def of(kind: ListKind) -> "Verdict":
        """The verdict that a duty of this list suggests."""
        return Verdict(kind.value)

    @property
    def sentence(self) -> str:
        """The verdict as an office writes it: 属配合履职事项."""
        if self is Verdict.NOT_LISTED:
            return "清单中没有找到"
        return f"属{ListKind(self.value).official_name}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a notice."""

    text: str
    """As it stands in the notice, without the mark that ends it."""
    start: int
    """Where it begins in ``Notice.text``."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice taken apart; whatever could not be recognised is empty."""

    text: str
    title: str
    """关于开展……的通知, on one line."""
    number: str
    """文号: 昌市公〔2025〕48号"""
    sender: str
    """来文单位"""
    date: str
    """成文日期, as written."""
    sentences: tuple[Sentence, ...]
    """What it says, in order: head, addressees, signature and contacts left out."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the notice beside official words that speak of the same."""

    notice: str
    """The notice's sentence, as written."""
    start: int
    """Where it begins in ``Notice.text``."""
    duty: str
    """The duty's name or one of its steps, in the official words, whole."""
    field: Field
    """Where in the duty they stand."""
    shared: tuple[str, ...]
    """Words that stand in both, longest first."""
    meant: tuple[tuple[str, str], ...] = ()
    """Everyday words of the notice and the official ones they stand for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A duty that the notice may concern."""

    duty: Duty
    score: float
    """From 0 to about 1; comparable between notices."""
    evidence: tuple[Evidence, ...]
    """The strongest first."""
    superior_steps: tuple[Step, ...]
    """What the superior departments do in the notice's matter, in the source's order."""
    township_steps: tuple[Step, ...]
    """What the town does in it, in the source's order."""


@dataclass(frozen=True, slots=True)
class NoticeMatch:
    """What a notice was found to concern: always a suggestion that a person confirms."""

    notice: Notice
    verdict: Verdict
    confident: bool
    """False where the verdict stands on little, or another list comes close."""
    candidates: tuple[Candidate, ...]
    """Best first. With ``NOT_LISTED``, what comes nearest, if anything does."""

    @property
    def is_listed(self) -> bool:
        """Whether the notice was found to concern a duty of the list."""
        return self.verdict is not Verdict.NOT_LISTED

    @property
    def suggestion(self) -> str:
        """One line for people: 建议：属配合履职事项（配合 21），需人工确认."""
        if not self.is_listed:
            near = "；下面只是最接近的事项" if self.candidates else ""
            return f"建议：清单中没有找到{near}，需人工确认"
        sure = "需人工确认" if self.confident else "把握不大，务必人工确认"
        return f"建议：{self.verdict.sentence}（{self.candidates[0].duty.label}），{sure}"
