"""What the installer is proven on, and how checks are made and told."""

import json
import zipfile
from pathlib import Path

from build_spec.windows.inputs import sha256_of
from build_spec.windows.testbed import Windows, wait_for
from duty_desktop import __version__

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"

OLD = "0.0.9"
"""The version to upgrade from: the same program under another number."""

UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\duty-desktop"
SETTINGS = r"HKCU\Software\duty-desktop"

PLACES = ("parts", "database", "search", "sheet", "window", "user_folder")
"""Checks of the self-test that must pass; ``pdf_view`` may be skipped under wine."""


class Proof:
    """What is proven on, and what was found so far.

    Attributes:
        display: the screen.
        work: the folder for pictures and the machine.
        cache: the folder where downloads are kept.
        windows: the machine.
        old, new: the installers.
        passed, skipped, failed: how many checks.
    """

    def __init__(self, display: str, work: Path, old: Path, cache: Path) -> None:
        """A fresh machine below the folder ``work``."""
        self.work = work
        self.cache = cache
        self.display = display
        self.version = __version__
        self.old = old
        self.new = DIST / f"duty-desktop-{__version__}-setup-x64.exe"
        self.portable = DIST / f"duty-desktop-{__version__}-portable-x64.zip"
        self.parts = DIST / f"duty-desktop-{__version__}-parts.tsv"
        self.passed = self.skipped = self.failed = 0
        self.windows = Windows(work / "machine", display)
        with zipfile.ZipFile(self.portable) as archive:
            (core,) = (name for name in archive.namelist() if name.endswith("/Qt6Core.dll"))
            (work / "Qt6Core.dll").write_bytes(archive.read(core))
        self.windows.lacks(work / "Qt6Core.dll", "icuuc.dll")

    @property
    def home(self) -> Path:
        """Where the installer puts the program by itself."""
        return self.windows.local / "Programs" / "duty-desktop"

    @property
    def user_data(self) -> Path:
        """The user's own folder."""
        return self.windows.local / "duty-desktop"

    def check(self, what: str, passed: object, detail: object = "") -> None:
        """Tell one result."""
        self.passed += bool(passed)
        self.failed += not passed
        told = f": {detail}" if detail and not passed else ""
        print(f"{'ok  ' if passed else 'FAIL'}  {what}{told}", flush=True)

    def skip(self, what: str, why: str) -> None:
        """Tell of a check that cannot be made here."""
        self.skipped += 1
        print(f"skip  {what}: {why}", flush=True)

    def install(self, setup: Path, *more: str) -> int:
        """Install silently; the exit code."""
        return self.windows.run([str(setup), "/S", *more], 300).returncode

    def uninstall(self, home: Path) -> None:
        """Uninstall silently and wait for it: it goes on from a copy of itself."""
        self.windows.run([str(home / "uninstall.exe"), "/S"], 300)
        wait_for(lambda: not (home / "uninstall.exe").exists(), 60)
        # Its folder goes a moment after the last file, unless something of the user's is in it.
        wait_for(lambda: not home.exists(), 5)

    def faulty(self, home: Path) -> list[str]:
        """Files that are not as the list of parts of this version says, the first few."""
        found = []
        for line in self.parts.read_text(encoding="utf-8").splitlines():
            name, _, digest, _ = line.split("\t")
            path = home / name
            if not path.is_file() or sha256_of(path) != digest:
                found.append(name)
        return found[:5]

    def unknown(self, home: Path) -> list[str]:
        """Files that no list names, the first few."""
        known = {line.split("\t")[0] for line in self.parts.read_text("utf-8").splitlines()}
        known |= {"program/files.txt", "program/parts.tsv", "uninstall.exe"}
        there = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
        return sorted(there - known)[:5]

    def self_test(self, home: Path, **more: str) -> dict[str, object]:
        """The program's own report, with ``more`` in its environment."""
        program = str(home / "duty-desktop-console.exe")
        done = self.windows.run([program, "--self-test"], 300, **more)
        try:
            report: dict[str, object] = json.loads(done.stdout)
        except ValueError:
            report = {"items": [], "passed": False, "said": done.stdout + done.stderr}
        return report

    def check_self_test(self, what: str, home: Path) -> dict[str, object]:
        """Run the self-test and tell of each of its items."""
        report = self.self_test(home)
        items = {item["name"]: item for item in items_of(report)}
        for name in PLACES:
            item = items.get(name, {})
            passed = item.get("result") == "passed"
            self.check(f"{what}: self-test {name}", passed, item or report.get("said"))
        view = items.get("pdf_view", {})
        if view.get("result") == "skipped":
            self.skip(f"{what}: self-test pdf_view", str(view["detail"]))
        else:
            self.check(f"{what}: self-test pdf_view", view.get("result") == "passed", view)
        return report


def items_of(report: dict[str, object]) -> list[dict[str, object]]:
    """The checks in a report of the self-test."""
    items = report.get("items")
    return items if isinstance(items, list) else []
