"""The installer, made by NSIS from the program's folder."""

import os
import subprocess
from pathlib import Path

from build_spec.windows.archive import files_below
from build_spec.windows.launcher import ICON, numbers
from build_spec.windows.moment import moment
from build_spec.windows.tree import FILES

SCRIPT = Path(__file__).with_name("sources") / "duty-desktop.nsi"
MAKER = "makensis"

TARGET = "x86-unicode" if os.name == "nt" else "amd64-unicode"
"""The kind of the installer itself. Debian's NSIS makes 64-bit ones, which wine64 alone can run;
the NSIS that is published for Windows makes 32-bit ones, which 64-bit Windows runs as well."""


def build(tree: Path, version: str, output: Path, work: Path, sign: str = "") -> None:
    """Write the installer of the folder ``tree`` to ``output``.

    ``sign`` is a command that signs the file which NSIS puts in place of ``%1``.
    """
    work.mkdir(parents=True, exist_ok=True)
    listed = work / "files.nsh"
    listed.write_text(file_commands(tree), encoding="utf-8")
    side = work / "side.bmp"
    side_picture(side)
    kib = sum(path.stat().st_size for path in files_below(tree)) // 1024
    defines = {
        "VERSION": version,
        "NUMBERS": numbers(version).replace(",", "."),
        "TREE": str(tree),
        "FOLDERS": str(listed),
        "OUTPUT": str(output),
        "ICON": str(ICON),
        "SIDE": str(side),
        "KIB": str(kib),
        "TARGET": TARGET,
        **({"SIGN": sign} if sign else {}),
    }
    command = [MAKER, "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(moment()), "LC_ALL": "C.UTF-8"}
    subprocess.run([*command, str(SCRIPT)], check=True, env=environment)


def side_picture(path: Path) -> None:
    """Write the picture at the left of the wizard's first and last page: the icon on its blue."""
    from PIL import Image

    width, height = 164, 314
    icon = Image.open(ICON.with_suffix(".png")).convert("RGBA").resize((128, 128))
    picture = Image.new("RGB", (width, height), "#17487f")
    picture.paste(icon, ((width - icon.width) // 2, 40), icon)
    picture.save(path, "BMP")
    # NSIS keeps the dates of the files it packs.
    os.utime(path, (moment(), moment()))


def file_commands(tree: Path) -> str:
    """The commands that put every file of ``tree`` in its place, folder by folder.

    The list of files is left out: the script writes it first, by itself.
    """
    lines = []
    here = None
    for path in files_below(tree):
        name = path.relative_to(tree)
        if name.as_posix() == FILES:
            continue
        if name.parent != here:
            here = name.parent
            folder = "\\".join(("$INSTDIR", *here.parts))
            lines.append(f'SetOutPath "{folder}"')
        lines.append(f'File "{path}"')
    return "\n".join(lines) + "\n"
