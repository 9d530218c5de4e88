"""The project's own tests of the layers without a window, under Windows' Python.

What runs the same on Linux does not always on Windows: a file that is still open cannot be replaced
there, names are reserved, pipes and time stamps are others.
"""

import contextlib
import re
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

from build_spec.windows import inputs, runtime, wine
from build_spec.windows.proof import ROOT, Proof

TESTED = ("build_spec", "data", "docs", "duty_desktop", "pyproject.toml", "resources", "tests")
"""What the tests are run on, a copy: bytecode and examples found stay out of the clone."""

LEFT_OUT = {
    "tests/build_spec": "tests what is built on Linux with tools of Linux",
    "tests/expected": "needs PDFium, which ends at a breakpoint under wine",
    "tests/models/test_page_pictures.py": "needs PDFium, which ends at a breakpoint under wine",
    "tests/views": "needs a window; many open PDFium's preview",
}
"""Tests that are not run here, and why; whatever is new below ``tests`` is run."""

SLOW = "hypothesis"
"""The marker of tests that try many examples: two or three of a hundred, a minute of the
time; what they try is how words and records are worked on, the same on every system."""

PATIENCE = 900
"""Seconds for all of it; an idle machine takes less than half."""

PATIENCE_EACH = 120
"""Seconds after which a test that hangs tells where it is."""

_CRASHES = "_wmi.pyd"
"""Asks Windows what it is, and crashes under wine; ``platform`` does without it."""


def run_suite(proof: Proof) -> None:
    """The project's own tests of the layers without a window pass under Windows' Python."""
    folder = proof.work / "suite"
    python = _python(folder, proof.cache)
    clone = _copy(folder / "clone")
    # Qt without a screen has no faces of its own, and warns of it. wine passes on no name that
    # begins with QT_, but takes WINE off this one.
    faces = wine.windows_path(clone / "resources" / "fonts")
    begun = time.monotonic()
    try:
        with contextlib.chdir(clone):
            done = proof.windows.run(_command(python), PATIENCE, WINEQT_QPA_FONTDIR=faces)
        code, said = str(done.returncode), done.stdout + done.stderr
    except subprocess.TimeoutExpired as error:
        proof.windows.stop()
        code, said = f"not ended after {PATIENCE} s", str(error.output)
    (proof.work / "suite.txt").write_text(said, encoding="utf-8")
    summary = summary_of(said)
    minutes = (time.monotonic() - begun) / 60
    proof.check(f"its tests, {minutes:.1f} min: {summary}", code == "0" and summary, code)
    for line in faults_in(said):
        print(f"      {line}", flush=True)


def _python(folder: Path, cache: Path) -> Path:
    """The shipped Python with all that was left out of it and of the packages, and what tests need.

    ``folder`` is emptied first.
    """
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "site"
    for wheel in (*inputs.wheels(cache), *inputs.wheels_for_tests(cache)):
        with zipfile.ZipFile(wheel.path) as archive:
            archive.extractall(site)
    for name, data in runtime.files_from(inputs.python_source(cache).path).items():
        if name != _CRASHES:
            (folder / name).write_bytes(data)
    # The newer C runtime, as in what is shipped; loaded once for the whole program.
    for library in sorted((site / "PySide6").glob("vcruntime140*.dll")):
        shutil.copyfile(library, folder / library.name)
    (folder / runtime.PTH).write_text("python312.zip\n.\nsite\nclone\n", encoding="ascii")
    return folder / "python.exe"


def _copy(target: Path) -> Path:
    """What the tests are run on, copied to ``target``."""
    for name in TESTED:
        source, copy = ROOT / name, target / name
        if source.is_dir():
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(source, copy)
    return target


def _command(python: Path) -> list[str]:
    """The command that runs the tests of the clone in which it is started."""
    command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", "-rfEs", "--tb=short"]
    command += ["--durations=20", "-o", f"faulthandler_timeout={PATIENCE_EACH}"]
    command += ["-m", f"not {SLOW}"]
    return [*command, *(f"--ignore={name}" for name in LEFT_OUT)]


def summary_of(said: str) -> str:
    """The line of pytest, without the signs around it; empty where it did not come to it."""
    lines = re.findall(r"^=+ (.*\b(?:passed|failed|errors?)\b.* in .*?) =+\s*$", said, re.MULTILINE)
    return lines[-1] if lines else ""


def faults_in(said: str) -> list[str]:
    """The lines in which pytest names what failed."""
    return [line.rstrip() for line in said.splitlines() if line.startswith(("FAILED ", "ERROR "))]
