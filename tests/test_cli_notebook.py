"""The commands that keep the town's notebook, and what the others print of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from duty_desktop import cli
from duty_desktop.domain.assignment import edited
from duty_desktop.store.catalogue import load
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_recovery import begin_anew, read_notes
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED
from tests import support
from tests.notes import FIRST, LI, NOW, SECOND, filled, town_notes
from tests.reports.reading import squeezed, whole_text


@dataclass
class Said:
    """What a command gave."""

    status: int
    out: str
    err: str


class Run:
    """Runs commands in this process."""

    def __init__(self, capfd: pytest.CaptureFixture[str]) -> None:
        self._capfd = capfd

    def __call__(self, *argv: str | Path) -> Said:
        try:
            status = cli.main([str(word) for word in argv])
        except SystemExit as stop:
            status = int(stop.code or 0)
        return Said(status, *self._capfd.readouterr())


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    return Run(capfd)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, which is not there yet."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path / "duty-desktop"


@pytest.fixture
def notebook(folder: Path) -> Iterator[Notebook]:
    with begin_anew(folder) as notebook:
        notebook.apply(filled(), NOW)
        yield notebook


def refused(said: Said, words: str) -> bool:
    """One sentence, nothing else."""
    return (
        said.status == REFUSED
        and not said.out
        and said.err.count("\n") == 1
        and words in said.err
        and "Traceback" not in said.err
    )


def test_without_a_notebook_there_is_nothing_to_back_up(run: Run, folder: Path) -> None:
    said = run("backup")

    assert (said.status, said.out, said.err) == (NOTHING, "", "还没有记事本，没有可备份的内容。\n")
    assert run("restore", "--list") == Said(NOTHING, "", "还没有备份。\n")
    assert run("restore", "--list", "--json") == Said(NOTHING, "[]\n", "")
    assert not folder.exists()


def test_a_backup_is_listed_and_restored_by_its_name(
    run: Run, folder: Path, notebook: Notebook
) -> None:
    assert run("backup").status == DONE
    [only] = json.loads(run("restore", "--list", "--json").out)
    assert only["reason"] == "asked"
    name = Path(only["file"]).name
    assert run("restore", "--list").out.startswith(f"{name}\t")
    assert "手动备份" in run("restore", "--list").out
    notebook.apply(edited(notebook.notes, "改", [replace(LI, phone="1")]), NOW)

    said = run("restore", name)

    assert said.status == DONE
    assert "恢复前的记事本备份在" in said.err
    assert read_notes(folder) == town_notes()
    assert len(json.loads(run("restore", "--list", "--json").out)) == 2


def test_a_backup_is_taken_to_another_machine(
    run: Run, folder: Path, notebook: Notebook, tmp_path: Path
) -> None:
    stick = tmp_path / "优盘 备份.db"
    assert run("backup", "-o", stick).status == DONE
    notebook.close()
    (folder / "notebook.db").unlink()

    said = run("restore", stick)

    assert (said.status, said.err) == (DONE, f"已恢复“{stick}”。\n")
    assert read_notes(folder) == town_notes()


@pytest.mark.usefixtures("notebook")
def test_nothing_of_the_program_is_written_over(run: Run, folder: Path, tmp_path: Path) -> None:
    official = tmp_path / "duties.db"
    official.write_bytes(support.DATABASE.read_bytes())
    before = (folder / "notebook.db").read_bytes()

    assert refused(run("backup", "-o", folder / "notebook.db"), "正在用的文件")
    assert refused(run("--database", official, "backup", "-o", official), "正在用的文件")
    assert refused(run("backup", "-o", tmp_path / "absent" / "a.db"), "不存在")
    assert refused(run("backup", "-o", tmp_path), "是一个文件夹")

    assert (folder / "notebook.db").read_bytes() == before
    assert official.read_bytes() == support.DATABASE.read_bytes()


@pytest.mark.usefixtures("notebook")
def test_what_is_no_backup_is_not_restored(run: Run, folder: Path, tmp_path: Path) -> None:
    junk = tmp_path / "junk.db"
    junk.write_bytes(b"junk" * 3000)

    assert refused(run("restore", junk), "junk.db”不能用来恢复：记事本文件已损坏")
    assert refused(run("restore", tmp_path / "没有.db"), "没有找到")
    assert refused(run("restore", support.DATABASE), "别的程序")
    assert refused(run("restore"), "--help")
    assert refused(run("restore", junk, "--list"), "--help")
    assert read_notes(folder) == town_notes()


def assigned(notebook: Notebook) -> None:
    """What is noted of duties of the list that ships with the program."""
    shipped = load(support.DATABASE).source_sha256
    here = [replace(FIRST, list_key=shipped), replace(SECOND, list_key=shipped)]
    notebook.apply(edited(notebook.notes, "分工", here), NOW)


def test_a_duty_sheet_says_who_handles_the_duty(
    run: Run, notebook: Notebook, tmp_path: Path
) -> None:
    assigned(notebook)
    noted, plain = tmp_path / "noted.pdf", tmp_path / "plain.pdf"

    assert run("print", "sheet", "基本1", "--block", "handling", "-o", noted).status == DONE
    assert run("print", "sheet", "基本1", "-o", plain).status == DONE

    assert "协办：民生服务办、综合行政执法队" in squeezed(whole_text(noted.read_bytes()))
    assert "民生服务办" not in whole_text(plain.read_bytes())


def test_the_matrix_by_office_has_the_towns_offices(
    run: Run, notebook: Notebook, tmp_path: Path
) -> None:
    assigned(notebook)
    noted, chosen = tmp_path / "noted.pdf", tmp_path / "chosen.pdf"

    assert run("print", "matrix", "--by", "office", "-o", noted).status == DONE
    assert (
        run("print", "matrix", "--by", "office", "--offices", "党建办", "-o", chosen).status == DONE
    )

    text = squeezed(whole_text(noted.read_bytes()))
    assert "本镇党政综合办民生服务办综合行政执法队" in text
    assert "科室各栏为本镇分工" in text
    assert "合计208项20812" in text
    assert "由本镇填写" in whole_text(chosen.read_bytes())


@pytest.mark.usefixtures("notebook")
def test_a_damaged_notebook_keeps_nobody_from_printing_the_official_list(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (folder / "notebook.db").write_bytes(b"junk" * 3000)
    output = tmp_path / "a.pdf"

    assert refused(
        run("print", "sheet", "基本1", "--block", "handling", "-o", output), "记事本文件已损坏"
    )
    assert run("print", "sheet", "基本1", "-o", output).status == DONE


def test_search_finds_who_does_it(run: Run, notebook: Notebook) -> None:
    assigned(notebook)

    said = run("search", "民生服务办", "--json")

    hits = {hit["id"]: hit for hit in json.loads(said.out)["hits"]}
    assert (hits["cooperative-21"]["tier"], hits["cooperative-21"]["reasons"]) == (
        "noted",
        ["责任科室：民生服务办"],
    )
    assert hits["basic-1"]["reasons"] == ["协办科室：民生服务办"]
    assert run("search", "张三").out.count("\n") == 2


@pytest.mark.usefixtures("notebook")
def test_a_damaged_notebook_keeps_nobody_from_searching(run: Run, folder: Path) -> None:
    (folder / "notebook.db").write_bytes(b"junk" * 3000)

    said = run("search", "养犬")

    assert said.status == DONE
    assert said.out.count("\n") == 2
    assert "记事本文件已损坏" in said.err
    assert "这次只在清单里查找。" in said.err
