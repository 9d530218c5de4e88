import errno
import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from duty_desktop import cli
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED, nobody_reads
from tests import support

SOURCE_SHA256 = "ac44b18d04ab167609a5375c7c2103c76482a17297b4e15b8914d7cf6d758ff3"


class Run:
    """Runs a command in this process and keeps what it said."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd
        self.status = -1
        self.out = ""
        self.err = ""

    def __call__(self, *argv: str | Path) -> "Run":
        try:
            self.status = cli.main([str(word) for word in argv])
        except SystemExit as stop:
            self.status = int(stop.code or 0)
        self.out, self.err = self._capfd.readouterr()
        return self

    def json(self, *argv: str | Path) -> Any:
        self(*argv, "--json")
        assert self.err == ""
        return json.loads(self.out)


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return Run(capfd)


def test_build_makes_the_shipped_database(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "清单 一.db"

    run("build", support.SOURCE, "-o", output)

    assert (run.status, run.out) == (DONE, "")
    assert "共 242 项" in run.err
    assert "配合 61：事项类别原文作“生态环境”" in run.err
    assert output.read_bytes() == support.DATABASE.read_bytes()


TORN = support.SOURCE.read_bytes()
NO_SOURCES = {
    "empty": b"",
    "torn": TORN[: len(TORN) // 2],
    "columns": support.document(basic=[("1", "党的建设")]),
    "encoding": TORN.decode().encode("gb18030", errors="replace"),
    "zip": b"PK\x03\x04\x00\x00",
}


@pytest.mark.parametrize("data", NO_SOURCES.values(), ids=NO_SOURCES.keys())
def test_build_refuses_a_damaged_source_and_writes_nothing(
    run: Run, tmp_path: Path, data: bytes
) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(data)
    kept = tmp_path / "duties.db"
    kept.write_bytes(b"kept")

    run("build", source, "-o", kept)

    assert_refused(run)
    assert kept.read_bytes() == b"kept"
    assert sorted(tmp_path.iterdir()) == [kept, source]


def assert_refused(run: Run) -> None:
    """One clear Chinese sentence, status 2, nothing else."""
    assert run.status == REFUSED
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert "Traceback" not in run.err
    assert any("\u4e00" <= char <= "\u9fff" for char in run.err)


def test_build_says_where_it_could_not_write(run: Run, tmp_path: Path) -> None:
    run("build", support.SOURCE, "-o", tmp_path / "absent" / "duties.db")

    assert_refused(run)
    assert "不存在" in run.err


def test_build_says_that_a_source_is_missing(run: Run, tmp_path: Path) -> None:
    run("build", tmp_path / "没有.txt", "-o", tmp_path / "duties.db")

    assert_refused(run)


def test_source_gives_the_document_again(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "source.txt"

    run("source", "-o", output)

    assert hashlib.sha256(output.read_bytes()).hexdigest() == SOURCE_SHA256
    run("source")
    assert hashlib.sha256(run.out.encode()).hexdigest() == SOURCE_SHA256


def test_verify_reports_counts_and_absent_numbers(run: Run) -> None:
    report = run.json("verify")

    assert run.status == DONE
    assert report["ok"] is True
    assert report["counts"] == {
        "basic": 107,
        "cooperative": 101,
        "reclaimed": 34,
        "total": 242,
    }
    assert report["absent"]["cooperative"] == [7, 9, 23, 25, 69, 71, 91]
    assert report["source_sha256"] == SOURCE_SHA256
    assert {"absent-number", "category-name", "department-name", "doubled-mark"} <= {
        finding["code"] for finding in report["findings"]
    }


def test_list_gives_what_the_filters_ask_for(run: Run) -> None:
    rows = run.json("list", "--list", "配合", "--department", "住建局")

    assert [row["id"] for row in rows] == [
        f"cooperative-{serial}" for serial in (43, 68, 72, 74, 75, 90, 98)
    ]
    assert set(rows[0]) == {"id", "list", "serial", "category", "name", "departments"}
    assert run.json("list", "--category", "投资促进")[0]["id"] == "basic-101"


def test_list_finds_a_duty_under_its_printed_category(run: Run) -> None:
    rows = run.json("list", "--category", "生态环境")

    assert [row["id"] for row in rows] == ["cooperative-61"]
    assert len(run.json("list", "--category", "生态环保")) == 18


@pytest.mark.parametrize("name", ["cooperative-44", "配合44", "配合 44", " Cooperative-44"])
def test_show_takes_a_number_as_people_write_it(run: Run, name: str) -> None:
    duty = run.json("show", name)

    assert duty["id"] == "cooperative-44"
    assert duty["steps"][1]["departments"] == ["昌吉市残联", "昌吉市民政局"]


def test_show_gives_the_cells_verbatim(run: Run, source_bytes: bytes) -> None:
    duty = run.json("show", "cooperative-17")

    row = next(
        line.split("\t")
        for line in source_bytes.decode().splitlines()
        if line.startswith("17\t民生服务\t对本镇户籍")
    )
    assert [duty["superior_text"], duty["township_text"]] == row[4:]
    assert {"name": "昌吉市城市管理局", "as_printed": "昌吉市城市管理委员会"} in duty["departments"]
    assert duty["method_text"] == ""


@pytest.mark.parametrize("name", ["cooperative-7", "基本999"])
def test_show_of_an_absent_number_finds_nothing(run: Run, name: str) -> None:
    run("show", name)

    assert (run.status, run.out) == (NOTHING, "")
    assert "没有" in run.err


@pytest.mark.parametrize("name", ["", "abc", "配合", "配合-x", "7", "../../etc", "😀1"])
def test_show_refuses_what_is_no_number(run: Run, name: str) -> None:
    run("show", name)

    assert_refused(run)


def test_search_finds_exact_words(run: Run) -> None:
    found = run.json("search", "养犬")

    assert found["query"] == "养犬"
    assert found["hits"][0]["id"] == "cooperative-21"
    assert "name" in found["hits"][0]["matched"]
    assert found["elapsed_ms"] >= 0


def test_search_takes_filters_and_a_limit(run: Run) -> None:
    found = run.json("search", "宣传", "--list", "cooperative", "--limit", "3")

    assert len(found["hits"]) == 3
    assert all(hit["id"].startswith("cooperative-") for hit in found["hits"])


def test_search_without_a_hit_says_so(run: Run) -> None:
    assert run.json("search", "股票开户")["hits"] == []
    assert run.status == NOTHING


NOTICES = support.ROOT / "tests" / "fixtures" / "notices"


def test_match_says_which_duties_a_notice_concerns(run: Run) -> None:
    found = run.json("match", NOTICES / "dogs.txt")

    assert run.status == DONE
    assert (found["verdict"], found["confident"]) == ("cooperative", True)
    assert found["notice"]["sender"] == "昌吉市公安局"
    first = found["candidates"][0]
    assert (first["id"], first["list"]) == ("cooperative-21", "cooperative")
    assert {"id", "name", "list", "score", "evidence", "superior_steps", "township_steps"} <= set(
        first
    )
    assert {"notice", "duty"} <= set(first["evidence"][0])
    assert first["township_steps"][0]["side"] == "township"


def test_match_says_that_nothing_was_found(run: Run) -> None:
    assert run.json("match", NOTICES / "bus.txt")["verdict"] == "not listed"
    assert run.status == NOTHING


def test_match_tells_people_in_lines(run: Run) -> None:
    run("match", NOTICES / "road-spill.txt")

    assert run.status == DONE
    assert "建议：属上级部门收回事项" in run.out
    assert "来文：请各乡镇自9月1日起组织人员上路检查" in run.out


def test_match_reads_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    data = (NOTICES / "dogs.txt").read_text(encoding="utf-8").encode("gb18030")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))

    assert run.json("match", "-")["candidates"][0]["id"] == "cooperative-21"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04", bytes(range(256))])
def test_match_refuses_what_it_cannot_read(run: Run, tmp_path: Path, data: bytes) -> None:
    notice = tmp_path / "来文.docx"
    notice.write_bytes(data)

    run("match", notice)
    assert_refused(run)
    run("match", notice, "--json")
    assert_refused(run)
    run("match", tmp_path / "没有.txt")
    assert_refused(run)


def test_print_comparison_writes_one_page(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "核对单.pdf"

    run("print", "comparison", NOTICES / "dogs.txt", "-o", output, "--date", "2026-01-31")

    assert (run.status, run.out) == (DONE, "")
    assert "共 1 页" in run.err
    assert output.read_bytes().startswith(b"%PDF")


@pytest.fixture
def next_year(tmp_path: Path) -> Path:
    """A source document in which one duty has another word."""
    path = tmp_path / "明年.txt"
    text = support.SOURCE.read_text(encoding="utf-8")
    assert text.count("文明养犬管理工作") == 1
    path.write_text(text.replace("文明养犬管理工作", "文明养犬监管工作"), encoding="utf-8")
    return path


def test_diff_says_that_two_lists_are_the_same(run: Run, tmp_path: Path) -> None:
    # What a file is, its content says.
    named_otherwise = tmp_path / "清单.txt"
    named_otherwise.write_bytes(support.DATABASE.read_bytes())

    run("diff", named_otherwise, support.SOURCE)

    assert (run.status, run.err) == (DONE, "")
    assert "两份清单的 242 项事项内容和序号都相同" in run.out
    assert run.json("diff", support.SOURCE, support.DATABASE)["same"] is True
    assert run.status == DONE


def test_diff_says_what_differs(run: Run, next_year: Path) -> None:
    run("diff", support.DATABASE, next_year)

    assert (run.status, run.err) == (NOTHING, "")
    assert "内容变化 1 项；其余 241 项未变" in run.out
    assert "事项名称：文明养犬［－管理－］［＋监管＋］工作" in run.out
    assert run.json("diff", support.DATABASE, next_year)["counts"]["changed"] == 1
    assert run.status == NOTHING


@pytest.mark.parametrize(
    ("ending", "begins"), [("xlsx", b"PK"), ("TXT", "\ufeff原清单：".encode()), ("json", b"{")]
)
def test_diff_writes_a_file(
    run: Run, tmp_path: Path, next_year: Path, ending: str, begins: bytes
) -> None:
    output = tmp_path / f"对照表.{ending}"

    run("diff", support.DATABASE, next_year, "-o", output)

    assert (run.status, run.out) == (NOTHING, "")
    assert "内容变化 1 项" in run.err
    assert output.read_bytes().startswith(begins)


@pytest.mark.parametrize("output", ["对照表.docx", "对照表", "没有/对照表.xlsx"])
def test_diff_refuses_a_file_that_it_cannot_write(
    run: Run, tmp_path: Path, next_year: Path, output: str
) -> None:
    run("diff", support.DATABASE, next_year, "-o", tmp_path / output)

    assert_refused(run)
    assert sorted(tmp_path.iterdir()) == [next_year]


@pytest.mark.parametrize("data", NO_SOURCES.values(), ids=NO_SOURCES.keys())
@pytest.mark.parametrize("first", [True, False])
def test_diff_refuses_what_is_no_list(run: Run, tmp_path: Path, data: bytes, first: bool) -> None:  # noqa: FBT001 - a case
    bad = tmp_path / "坏.txt"
    bad.write_bytes(data)
    files = [bad, support.SOURCE] if first else [support.SOURCE, bad]

    run("diff", *files)
    assert_refused(run)
    assert "坏.txt" in run.err

    run("print", "changes", *files, "-o", tmp_path / "a.pdf")
    assert_refused(run)
    assert sorted(tmp_path.iterdir()) == [bad]


def test_diff_refuses_a_damaged_database_and_a_missing_file(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "坏.db"
    bad.write_bytes(support.DATABASE.read_bytes()[:-5000])

    run("diff", bad, support.SOURCE)
    assert_refused(run)
    run("diff", support.SOURCE, tmp_path / "没有.db")
    assert_refused(run)
    assert "没有.db" in run.err


def test_print_changes_writes_the_table(run: Run, tmp_path: Path, next_year: Path) -> None:
    output = tmp_path / "对照表.pdf"
    lists = (support.SOURCE, next_year)

    run("print", "changes", *lists, "-o", output, "--date", "2026-01-31")

    assert (run.status, run.out) == (DONE, "")
    assert "共 1 页" in run.err
    once = output.read_bytes()
    assert once.startswith(b"%PDF")
    run("print", "changes", *lists, "-o", output, "--date", "2026-01-31")
    assert output.read_bytes() == once


@pytest.mark.parametrize(
    "argv",
    [
        ["bogus"],
        ["diff", "x.txt"],
        ["diff", "x.txt", "y.txt", "z.txt"],
        ["print", "changes", "x.txt", "-o", "x.pdf"],
        ["match"],
        ["print", "comparison", "x.txt"],
        ["print", "comparison", "x.txt", "-o", "absent/x.pdf"],
        ["list", "--list", "四"],
        ["search"],
        ["search", "x", "--limit", "0"],
        ["print"],
        ["print", "sheet", "-o", "x.pdf"],
        ["print", "sheet", "--all"],
        ["print", "sheet", "--all", "-o", "x.pdf", "--date", "明天"],
    ],
)
def test_wrong_use_is_told_in_one_sentence(run: Run, argv: list[str]) -> None:
    run(*argv)

    assert_refused(run)


@pytest.mark.parametrize("argv", [["verify"], ["verify", "--json"], ["source"], ["list"]])
def test_a_damaged_database_is_told_in_one_sentence(
    run: Run, tmp_path: Path, argv: list[str]
) -> None:
    damaged = tmp_path / "duties.db"
    damaged.write_bytes(support.DATABASE.read_bytes()[:5000])

    run("--database", damaged, *argv)

    assert_refused(run)


def python(code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(support.ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
    )


NO_QT = "import sys; sys.modules['PySide6'] = None; from duty_desktop import cli; "


def test_commands_work_where_qt_is_not_installed(tmp_path: Path) -> None:
    done = python(NO_QT + "sys.exit(cli.main(['verify', '--json']))")
    printed = python(
        NO_QT
        + f"sys.exit(cli.main(['print', 'sheet', '配合21', '-o', {str(tmp_path / 'a.pdf')!r}]))"
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert printed.returncode == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(sys.platform == "win32", reason="there a dialog says so")
def test_the_window_says_that_qt_is_not_installed() -> None:
    refused = python(NO_QT + "sys.exit(cli.main([]))")

    assert refused.returncode == REFUSED
    assert refused.stderr.count("\n") == 1
    assert "PySide6" in refused.stderr


def test_the_command_line_loads_nothing_heavy() -> None:
    code = (
        "import sys; from duty_desktop import cli; cli.main(['search', '养犬']); "
        "heavy = {'reportlab', 'sqlite_utils', 'PySide6', 'pypinyin', 'openpyxl'}; "
        "sys.exit(len(heavy & set(sys.modules)))"
    )

    assert python(code).returncode == 0


def test_output_that_nobody_reads_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "duty_desktop", "verify"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=support.ROOT,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()

    assert process.wait() in {DONE, 120}
    assert b"Traceback" not in said


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (OSError(errno.EPIPE, "Broken pipe"), True),
        (OSError(errno.EINVAL, "Invalid argument"), True),
        (OSError(errno.EINVAL, "Invalid argument", "a?.pdf"), False),
        (OSError(errno.ENOSPC, "No space left on device"), False),
    ],
)
def test_windows_has_other_words_for_nobody_reading(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, error: OSError, *, is_so: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert nobody_reads(error) == is_so
    with (tmp_path / "file").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdout", file)
        assert nobody_reads(error) == isinstance(error, BrokenPipeError)


@pytest.mark.parametrize(
    "document",
    [
        ["list", "--list", "收回"],
        ["booklet"],
        ["department", "公安局", "住建局"],
        ["department", "--all"],
        ["matrix"],
        ["matrix", "--by", "category"],
        ["matrix", "--by", "office", "--offices", "党政综合办", "平安办"],
        ["matrix", "--department", "公安局", "--paper", "A3", "--steps", "--portrait"],
        ["sheet", "配合21", "--style", "compact", "--block", "seal", "--block", "receipt"],
        ["sheet", "基本1", "收回3", "--contents", "--odd-start", "--no-notes", "--bundled-fonts"],
        ["list", "--list", "收回", "--style", "official", "--paper", "A3", "--landscape"],
        ["department", "公安局", "--style", "official"],
        ["booklet", "--style", "compact"],
    ],
)
def test_every_document_can_be_printed(run: Run, tmp_path: Path, document: list[str]) -> None:
    output = tmp_path / "文件.pdf"

    run("print", *document, "-o", output, "--date", "2026-11-22")

    assert (run.status, run.out) == (DONE, "")
    assert output.read_bytes().startswith(b"%PDF")
    assert "页" in run.err


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        (["matrix", "--style", "official"], "责任矩阵只有一种样式"),
        (["sheet", "配合21", "--paper", "A3"], "履职事项单只能用 A4 纸打印"),
        (["department", "公安局", "--landscape"], "部门履职事项单不能横排"),
        (["booklet", "--landscape"], "装订本不能横排"),
        (["sheet", "配合21", "--no-notes", "--block", "notes"], "--no-notes 相反"),
        (["list", "--portrait", "--landscape"], "命令写得不对"),
        (["sheet", "配合21", "--block", "stamp"], "命令写得不对"),
        (["comparison", "x.txt", "--style", "official"], "命令写得不对"),
    ],
)
def test_a_form_that_a_document_has_not_is_told_in_one_sentence(
    run: Run, tmp_path: Path, document: list[str], sentence: str
) -> None:
    run("print", *document, "-o", tmp_path / "a.pdf")

    assert_refused(run)
    assert sentence in run.err
    assert list(tmp_path.iterdir()) == []


def test_official_faces_that_the_machine_lacks_are_told(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "a.pdf"

    run("print", "sheet", "配合21", "-o", output)
    assert "以自带字体代替：仿宋、楷体、黑体、小标宋、宋体" in run.err

    run("print", "sheet", "配合21", "-o", output, "--bundled-fonts")
    assert "代替" not in run.err


def test_characters_without_a_face_are_told_once(run: Run, tmp_path: Path) -> None:
    run(
        *("print", "matrix", "--by", "office", "--offices", "党政办😀", "--list", "收回"),
        *("-o", tmp_path / "a.pdf"),
    )

    assert run.status == DONE
    assert run.err.count("字库中没有这些字，打印时以方框标出：😀") == 1


def test_a_department_that_is_not_there_is_not_printed(run: Run, tmp_path: Path) -> None:
    run("print", "department", "海关", "-o", tmp_path / "a.pdf")

    assert run.status == NOTHING
    assert list(tmp_path.iterdir()) == []
