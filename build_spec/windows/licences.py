"""The licence texts of all that is shipped, and what to say of each part."""

import email
import email.message
import email.policy
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from build_spec.windows import runtime
from build_spec.windows.inputs import Fetched
from build_spec.windows.sbom import Component

_NAMES = ("licen", "copying", "notice", "authors")


def texts_of(wheel: Fetched) -> dict[str, bytes]:
    """The licence files in a wheel's own records, by names that can stand in one folder."""
    found = {}
    with zipfile.ZipFile(wheel.path) as archive:
        for name in sorted(archive.namelist()):
            path = PurePosixPath(name)
            plain = path.name.lower()
            # Qt's commercial licence is named in the wheels but is not the one that is used here.
            if "dist-info" in path.parts[0] and plain.startswith(_NAMES) and not name.endswith("/"):
                found[f"{wheel.pin.name}-{path.name}"] = archive.read(name)
    return found


def component_of(wheel: Fetched) -> Component:
    """What the list of parts says of a wheel, from the wheel's own words."""
    with zipfile.ZipFile(wheel.path) as archive:
        (name,) = (n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        said = email.message_from_bytes(archive.read(name), policy=email.policy.compat32)
    return Component(
        name=said["Name"],
        version=said["Version"],
        purl=f"pkg:pypi/{wheel.pin.name}@{wheel.pin.version}",
        licence=_licence(said),
        sha256=wheel.pin.sha256,
    )


def _licence(said: email.message.Message) -> str:
    expression = said["License-Expression"] or ""
    if expression:
        return expression
    classifiers = [
        line.rsplit("::", 1)[1].strip()
        for line in said.get_all("Classifier", [])
        if line.startswith("License ::") and line.count("::") > 1
    ]
    plain = (said["License"] or "").strip()
    if plain and "\n" not in plain:
        return plain
    return classifiers[0] if classifiers else "see its licence text"


def inner_components(wheels: Iterable[Fetched], python_sha256: str) -> list[Component]:
    """What came inside other files."""
    (qt,) = (wheel.pin.version for wheel in wheels if wheel.pin.name == "pyside6-essentials")
    return [
        Component(
            "CPython",
            runtime.VERSION,
            "",
            "PSF-2.0",
            python_sha256,
            "official embeddable distribution for Windows, signatures checked",
        ),
        Component("SQLite", "3.45.3", "", "blessing (public domain)", "", "inside CPython"),
        Component("Qt", qt, "", "LGPL-3.0-only", "", "inside PySide6_Essentials, PySide6_Addons"),
        Component("PDFium", "", "", "BSD-3-Clause, Apache-2.0", "", "inside Qt6Pdf.dll"),
        Component(
            "Microsoft Visual C++ runtime",
            "",
            "",
            "Microsoft's terms for redistribution",
            "",
            "inside CPython and PySide6",
        ),
        Component("Noto CJK, changed", "", "", "OFL-1.1", "", "the bundled faces"),
    ]


def own_texts(root: Path) -> dict[str, bytes]:
    """The program's own licence and that of its faces."""
    return {
        "duty-desktop-LICENSE.txt": (root / "LICENSE").read_bytes(),
        "duty-desktop-LICENSE.GPL.txt": (root / "LICENSE.GPL").read_bytes(),
        "fonts-OFL.txt": (root / "resources" / "fonts" / "OFL.txt").read_bytes(),
        "README.txt": _README.encode("utf-8"),
    }


_README = """\
履职清单及其组成部分的许可

本程序：LGPL-3.0 或更新版本，见 duty-desktop-LICENSE.txt、duty-desktop-LICENSE.GPL.txt
Qt、PySide6、shiboken6：LGPL-3.0，文本同上
Python：PSF-2.0，见 python-LICENSE.txt（含 SQLite、libffi 等的说明）
随附字体（由 Noto CJK 制成）：SIL OFL 1.1，见 fonts-OFL.txt
其余 Python 组件：见各自的文件“组件名-LICENSE…”

Qt 和 PySide6 是独立的动态库，位于 program\\site\\PySide6，可以换成自己编译的版本。
Qt6Pdf.dll 含 PDFium（BSD-3-Clause 与 Apache-2.0）。
完整的组件清单见 sbom.cdx.json（CycloneDX 1.5）。
Qt 的源代码：https://download.qt.io/official_releases/qt/
"""
