"""The project's own tests under Windows' Python: what is run, how the result is read."""

import subprocess
import sys
from pathlib import Path

import pytest

from build_spec.windows import proof_suite, wine
from tests.support import ROOT

PASSED = """\
tests\\test_cli.py ....                                     [100%]
=========================== short test summary info ===========================
SKIPPED [1] tests\\test_cli.py:433: there a dialog says so
================= 2900 passed, 46 skipped in 301.20s (0:05:01) =================
"""
FAILED = """\
================================== FAILURES ===================================
E   assert "= 1 passed in 1.0s =" == ""
=========================== short test summary info ===========================
FAILED tests/test_files.py::test_it - OSError: [Errno 13]
ERROR tests/store/test_turns.py::test_other
========== 1 failed, 2 passed, 1 error in 0.11s ==========
"""


def test_what_is_left_out_and_what_is_copied_is_there() -> None:
    for name in (*proof_suite.LEFT_OUT, *proof_suite.TESTED):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize(
    ("said", "summary"),
    [
        (PASSED, "2900 passed, 46 skipped in 301.20s (0:05:01)"),
        (PASSED.replace("\n", "\r\n"), "2900 passed, 46 skipped in 301.20s (0:05:01)"),
        (FAILED, "1 failed, 2 passed, 1 error in 0.11s"),
        (PASSED.rpartition("= 2900")[0], ""),
        ("", ""),
    ],
)
def test_the_summary_is_pytests_own(said: str, summary: str) -> None:
    assert proof_suite.summary_of(said) == summary


def test_every_failure_is_named() -> None:
    assert proof_suite.faults_in(PASSED) == []
    assert proof_suite.faults_in(FAILED) == [
        "FAILED tests/test_files.py::test_it - OSError: [Errno 13]",
        "ERROR tests/store/test_turns.py::test_other",
    ]


def test_what_was_said_before_the_time_was_over_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wine, "loader", lambda: sys.executable)
    program = "import time; print('begun', flush=True); time.sleep(60)"

    with pytest.raises(subprocess.TimeoutExpired) as ended:
        wine.run(tmp_path, ["-c", program], 3)

    assert str(ended.value.output).split() == ["begun"]
