"""What every printed document is, and how its making may end early."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document."""

    pdf: bytes
    """The same bytes for the same records and date."""
    page_count: int
    missing: tuple[str, ...]
    """The characters that no face has: printed as a mark, in order of first appearance."""
    replaced: tuple[str, ...] = ()
    """Chinese names of the faces that it asks for and the machine lacks: bundled ones stand in."""


class Cancelled(Exception):  # noqa: N818 - somebody's wish, not an error
    """The document was no longer wanted; nothing was made."""
