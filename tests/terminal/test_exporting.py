import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from duty_desktop import cli
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED


def run(*argv: str | Path) -> int:
    try:
        return cli.main([str(word) for word in argv])
    except SystemExit as stop:
        return int(stop.code or 0)


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "json"])
def test_a_file_is_written_whole_and_the_same_each_time(
    form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / f"清单 一.{form}"
    output.write_bytes(b"before")

    digests = set()
    for _ in range(2):
        assert run("export", "--format", form, "--list", "收回", "-o", output) == DONE
        digests.add(hashlib.sha256(output.read_bytes()).digest())

    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"已写成“{output}”，共 34 项。\n" * 2
    assert len(digests) == 1
    assert list(tmp_path.iterdir()) == [output]


def test_filters_choose_as_for_list(tmp_path: Path) -> None:
    output = tmp_path / "a.json"

    assert (
        run("export", "--format", "json", "--list", "配合", "--department", "住建局", "-o", output)
        == DONE
    )

    duties = json.loads(output.read_bytes())["duties"]
    assert [duty["serial"] for duty in duties] == [43, 68, 72, 74, 75, 90, 98]


def test_everything_is_exported_without_filters(tmp_path: Path) -> None:
    output = tmp_path / "a.xlsx"

    assert run("export", "--format", "xlsx", "-o", output) == DONE

    book = openpyxl.load_workbook(output)
    assert book["配合履职事项"].max_row == 103
    assert book.sheetnames[-1] == "说明"


def test_sheets_are_another_document(tmp_path: Path) -> None:
    for layout in ("list", "sheets"):
        output = tmp_path / f"{layout}.docx"
        words = ("--document", layout, "--category", "投资促进")
        assert run("export", "--format", "docx", *words, "-o", output) == DONE

    assert (tmp_path / "list.docx").read_bytes() != (tmp_path / "sheets.docx").read_bytes()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--format", "csv", "--document", "list"), REFUSED, "去掉 --document"),
        (("--format", "csv", "--category", "没有的"), NOTHING, "没有找到"),
        (("--format", "doc"), REFUSED, "--help"),
        ((), REFUSED, "--help"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: tuple[str, ...],
    status: int,
    said: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / "a"

    assert run("export", *words, "-o", output) == status

    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert not output.exists()


def test_a_folder_that_is_not_there_is_told_before_anything_is_made(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "--format", "xlsx", "-o", tmp_path / "没有" / "a.xlsx") == REFUSED

    assert "不存在" in capfd.readouterr().err
