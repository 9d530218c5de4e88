"""The expected files, made anew: ``python -m tests.expected.renew``.

Look through ``git diff tests/expected/texts`` afterwards, and at the pictures that changed: what
stands there is what the tests hold for right. A picture whose page still looks alike is left as it
is, so that only pages that changed show up.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.expected import blocks, documents, pictures


def main() -> int:
    """Write every expected file, and delete those of documents that are no longer kept."""
    wanted = set(_texts()) | set(_pictures())
    for folder in (documents.TEXTS, documents.PICTURES):
        for path in folder.iterdir():
            if path not in wanted:
                path.unlink()
                print("gone", path.name)
    return 0


def _texts() -> Iterator[Path]:
    documents.TEXTS.mkdir(exist_ok=True)
    for kept in documents.kept():
        path = documents.TEXTS / f"{kept.name}.txt"
        pages = blocks.pages_of(kept.make().pdf)
        text = blocks.told(pages, kept.pages(pages))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print("new ", path.name)
        yield path


def _pictures() -> Iterator[Path]:
    documents.PICTURES.mkdir(exist_ok=True)
    for kept in documents.pictured():
        path = documents.PICTURES / f"{kept.name}.png"
        picture = pictures.rendered(kept.make().pdf, 0)
        if not path.exists() or not pictures.difference(picture, pictures.read(path)).tolerable:
            picture.save(str(path))
            print("new ", path.name)
        yield path


if __name__ == "__main__":
    sys.exit(main())
