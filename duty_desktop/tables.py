"""The word tables under ``resources/tables/``."""

from functools import cache

from duty_desktop import paths


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table ``name``, each a tuple of its cells, comments left out.

    Raises ``OSError`` where the program's own files are incomplete.
    """
    text = (paths.resources() / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
