"""The table of traditional characters and their simplified forms, made from Unihan.

    apt-get install unicode-data
    python build_spec/traditional.py     # writes resources/tables/traditional.tsv

Source: kSimplifiedVariant of the Unicode Han Database (Unicode Licence v3), as Debian's
``unicode-data`` ships it. Taken are characters outside GB 2312, which no simplified text uses,
whose only simplified form is inside it.
"""

import bz2
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("/usr/share/unicode/Unihan_Variants.txt.bz2")
TABLE = ROOT / "resources" / "tables" / "traditional.tsv"

HEAD = """\
# Traditional characters and the simplified ones they are found as; made by
# build_spec/traditional.py from kSimplifiedVariant of the Unicode Han Database. Do not edit.
"""

FURTHER = ("後后", "裏里", "裡里", "佔占", "著着", "喫吃", "羣群", "牀床", "鈎钩")
"""Pairs that the rule misses: 後 stands in GB 2312 itself, others are no simplification there."""


def main() -> int:
    """Write the table."""
    found = _pairs(bz2.decompress(SOURCE.read_bytes()).decode("utf-8"))
    pairs = sorted({*found, *((pair[0], pair[1]) for pair in FURTHER)})
    rows = "".join(f"{traditional}\t{simplified}\n" for traditional, simplified in pairs)
    TABLE.write_text(HEAD + rows, encoding="utf-8", newline="\n")
    print(f"{TABLE}: {len(pairs)} characters")
    return 0


def _pairs(variants: str) -> list[tuple[str, str]]:
    pairs = []
    for line in variants.splitlines():
        code, _, rest = line.partition("\t")
        name, _, values = rest.partition("\t")
        if not code.startswith("U+") or name != "kSimplifiedVariant":
            continue
        char = _char(code)
        forms = [form for form in map(_char, values.split()) if form != char]
        if len(forms) == 1 and not _in_gb2312(char) and _in_gb2312(forms[0]):
            pairs.append((char, forms[0]))
    return pairs


def _char(code: str) -> str:
    return chr(int(code.removeprefix("U+"), 16))


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
