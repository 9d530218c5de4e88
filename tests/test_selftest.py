"""The self-test: it passes where all is well and tells every fault where it is not."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from duty_desktop import paths
from duty_desktop.cli import main
from duty_desktop.selftest import checks, running
from duty_desktop.selftest.report import Finding, Item, Report, Result
from tests.support import DATABASE

NAMES = ["parts", "database", "search", "sheet", "window", "pdf_view", "user_folder"]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder for the test alone."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    return tmp_path / "home" / "duty-desktop"


def test_everything_works_here(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--self-test"]) == 0

    report = json.loads(capsys.readouterr().out)
    assert report["passed"] is True
    results = {item["name"]: item["result"] for item in report["items"]}
    assert list(results) == NAMES
    assert results.pop("parts") == "skipped"
    if running.wine_version():
        # PDFium ends its process there; the self-test says so.
        assert results.pop("pdf_view") == "skipped"
    assert set(results.values()) == {"passed"}
    assert report["user_data"] == str(own_folder)
    assert list(own_folder.iterdir()) == []


def test_a_damaged_database_fails_what_needs_it_and_nothing_else(tmp_path: Path) -> None:
    damaged = tmp_path / "duties.db"
    data = bytearray(DATABASE.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)

    report = running.run(damaged)

    failed = {i.name for i in report.items if i.finding.result is Result.FAILED}
    assert failed == {"database", "search", "sheet", "window", "pdf_view"}
    assert not report.passed
    assert "损坏" in report.items[1].finding.detail


def test_the_report_can_go_to_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(running, "PARTS", running.PARTS[1:2])
    target = tmp_path / "报告.json"

    assert main(["--self-test", "--report", str(target)]) == 0

    assert json.loads(target.read_text(encoding="utf-8"))["passed"] is True
    assert capsys.readouterr().out == ""


def test_a_check_that_raises_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_database: Path) -> Finding:
        raise RuntimeError("ours")

    part = running._Part("broken", "坏的", broken)
    monkeypatch.setattr(running, "PARTS", (part,))

    (item,) = running.run(DATABASE).items

    assert item.finding == Finding(Result.FAILED, "RuntimeError: ours")


DYING = "import sys; sys.stderr.write('no plugin\\n'); sys.exit(134)"


def test_a_process_that_ends_without_an_answer_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(running, "PARTS", [part for part in running.PARTS if part.apart])
    monkeypatch.setattr(running, "_own_command", lambda: [sys.executable, "-c", DYING])
    monkeypatch.setattr(running, "wine_version", lambda: "")

    items = running.run(DATABASE).items

    assert [item.finding.result for item in items] == [Result.FAILED] * 2
    assert all("no plugin" in item.finding.detail for item in items)


def test_pdf_under_wine_is_skipped_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "PARTS", [p for p in running.PARTS if p.name == "pdf_view"])
    monkeypatch.setattr(running, "_own_command", lambda: [sys.executable, "-c", DYING])
    monkeypatch.setattr(running, "wine_version", lambda: "8.0")

    (item,) = running.run(DATABASE).items

    assert item.finding.result is Result.SKIPPED
    assert "wine 8.0" in item.finding.detail


def test_cancelling_skips_the_rest() -> None:
    report = running.run(DATABASE, cancelled=lambda: True)

    assert {item.finding.result for item in report.items} == {Result.SKIPPED}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed program of one file."""
    parts = tmp_path / "program" / "parts.tsv"
    parts.parent.mkdir()
    (tmp_path / "a.dll").write_bytes(b"whole")
    digest = hashlib.sha256(b"whole").hexdigest()
    parts.write_text(f"a.dll\t5\t{digest}\twhy\n", encoding="utf-8")
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    monkeypatch.setattr(paths, "program_parts", lambda: parts)
    return tmp_path


def test_whole_program_files_pass(program: Path) -> None:
    assert program.is_dir()
    assert checks.check_parts(DATABASE).result is Result.PASSED


@pytest.mark.parametrize("content", [None, b"other"])
def test_a_changed_or_absent_program_file_is_named(program: Path, content: bytes | None) -> None:
    (program / "a.dll").unlink()
    if content is not None:
        (program / "a.dll").write_bytes(content)

    found = checks.check_parts(DATABASE)

    assert found.result is Result.FAILED
    assert "a.dll" in found.detail


def test_the_text_says_first_how_it_ended() -> None:
    items = (
        Item("a", "清单数据", Finding(Result.PASSED, "242 项"), 0.1),
        Item("b", "窗口", Finding(Result.FAILED, "画不出来"), 0.2),
    )

    text = Report({"version": "1"}, items).as_text()

    assert text.startswith("自检没有通过")
    assert "【通过】清单数据：242 项" in text
    assert "【没有通过】窗口：画不出来" in text
    assert Report({}, items[:1]).as_text().startswith("自检通过。")


def test_an_unknown_part_is_wrong_use() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "duty_desktop", "--self-test-part", "nonsense"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr
