"""A folder as a zip archive that is the same bytes for the same files."""

import zipfile
from pathlib import Path

from build_spec.windows.moment import zip_date

_PLAIN_FILE = 0o100644 << 16
"""The rights of a plain file, where zip archives keep them."""

_MADE_ON_UNIX = 3


def write_zip(folder: Path, archive: Path, top: str) -> None:
    """Write every file below ``folder`` to ``archive``, under a folder named ``top`` in it.

    Files stand in the order of their names and bear one date; owners, rights and empty folders of
    the machine are left out. The same zlib gives the same bytes.
    """
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for path in files_below(folder):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            entry = zipfile.ZipInfo(name, zip_date())
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _MADE_ON_UNIX
            into.writestr(entry, path.read_bytes())


def files_below(folder: Path) -> list[Path]:
    """All files below ``folder``, in the order of their names with ``/`` between the parts."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())
