"""Word tables: those under ``resources/tables/``, and the town's own in the user's folder."""

import re
from pathlib import Path

from duty_desktop import paths

OWN_WORDS = "words.tsv"
"""The town's own everyday words, in the user's data folder; columns as in ``synonyms``."""

_MOST_BYTES = 1024 * 1024
_MOST_ROWS = 5000
"""Of the town's own table; what is larger is some other file."""

_COLUMNS = re.compile(r"\t+|\s*[=＝,，]\s*")


def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table ``name``, each a tuple of its cells, comments left out.

    Read anew each time: most tables are asked for once, to make something of them.

    Raises ``OSError`` where the program's own files are incomplete.
    """
    text = (paths.resources() / "tables" / f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


def own_words(folder: Path) -> tuple[tuple[str, str], ...]:
    """The town's own everyday words and what they stand for; empty where there is no such table.

    People write it in Notepad or Excel: UTF-8, UTF-16 and GB 18030 are read, and a tab, a comma or
    an equals sign parts the columns. Lines that are no such row are passed over.
    """
    try:
        path = folder / OWN_WORDS
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            return ()
        data = path.read_bytes()
    except OSError:
        return ()
    found = []
    for line in _decoded(data).splitlines()[:_MOST_ROWS]:
        columns = _COLUMNS.split(line.strip(), maxsplit=1)
        if len(columns) == 2 and all(columns) and not line.lstrip().startswith("#"):
            found.append((columns[0], columns[1]))
    return tuple(found)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
