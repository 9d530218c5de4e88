"""What a self-test found, as records, as JSON for programs and as text for people."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Result(StrEnum):
    """How one check ended; the value stands in the JSON."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"

    @property
    def word(self) -> str:
        """In Chinese."""
        return {"passed": "通过", "failed": "没有通过", "skipped": "跳过"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """How a check ended and what it saw, in Chinese."""

    result: Result
    detail: str


@dataclass(frozen=True, slots=True)
class Item:
    """One check that was made."""

    name: str
    title: str
    finding: Finding
    seconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All checks of one run.

    Attributes:
        about: versions and places, by name.
        items: in the order in which they were made.
    """

    about: Mapping[str, str]
    items: tuple[Item, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing failed."""
        return all(item.finding.result is not Result.FAILED for item in self.items)

    def as_json(self) -> str:
        """One JSON document."""
        items = [
            {
                "name": item.name,
                "title": item.title,
                "result": item.finding.result.value,
                "detail": item.finding.detail,
                "seconds": round(item.seconds, 2),
            }
            for item in self.items
        ]
        whole = {**self.about, "passed": self.passed, "items": items}
        return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

    def as_text(self) -> str:
        """A line for each check, the outcome first."""
        lines = [
            "自检通过。" if self.passed else "自检没有通过，请把本报告发给维护本程序的人。",
            "",
        ]
        lines += [
            f"【{item.finding.result.word}】{item.title}：{item.finding.detail}"
            for item in self.items
        ]
        lines += ["", *(f"{name}: {value}" for name, value in self.about.items())]
        return "\n".join(lines)
