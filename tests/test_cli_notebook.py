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


def test_a_sheet_prints_the_towns_own_words_where_it_is_asked_to(
    run: Run, notebook: Notebook, tmp_path: Path
) -> None:
    assigned(notebook)
    noted = tmp_path / "noted.pdf"

    assert run("print", "sheet", "基本1", "--block", "own", "-o", noted).status == DONE

    text = whole_text(noted.read_bytes())
    assert "〔以下由本镇自行记录，不是清单原文。〕依据：《条例》第三条" in text
    assert "附件：方案.docx" in text
    assert "民生服务办" not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["office", "党政综合办"], "主责1项（基本1项）协办0项"),
        (["office", "党政综合办", "民生服务办"], "个人"),
        (["office", "--all"], "综合行政执法队依据：昌吉市三工镇履职事项清单（2025年7月）主责0项"),
        (["person", "张三"], "所在科室党政综合办职务主任电话0994-1111111分管0项承办2项"),
        (["person", "王五、李四", "李四"], "王五"),
        (["person", "--all"], "所在科室职务副镇长电话分管1项（基本1项）"),
        (["unassigned"], "没有主责科室206项（基本106项、配合100项）"),
        (["unassigned", "--list", "配合"], "应当分工101项"),
        (["reprint", "基本1", "配合21"], "事项单2项（基本1项、配合1项）"),
    ],
)
def test_what_the_town_noted_is_printed(
    run: Run, notebook: Notebook, tmp_path: Path, words: list[str], said: str
) -> None:
    assigned(notebook)
    output = tmp_path / "a.pdf"

    done = run("print", *words, "-o", output)

    assert done.status == DONE
    text = whole_text(output.read_bytes()).replace("（续）", "")
    assert (said in text) is (said != "个人")


def test_whoever_cannot_be_found_is_told_in_one_sentence(
    run: Run, folder: Path, notebook: Notebook, tmp_path: Path
) -> None:
    output = tmp_path / "a.pdf"
    namesake = replace(LI, key="p4", name="张三")
    notebook.apply(edited(notebook.notes, "", [namesake]), NOW)

    said = run("print", "office", "海事科", "-o", output)
    assert (said.status, said.err) == (NOTHING, "记事本中没有“海事科”这个科室。\n")
    said = run("print", "person", "张三、<b>", "-o", output)
    assert refused(said, "叫“张三”的人员不止一个")
    assert "“张三（党政综合办）”、“张三（民生服务办）”" in said.err
    assert run("print", "person", "张三（民生服务办）", "-o", output).status == DONE
    said = run("print", "person", " ", "-o", output)
    assert (said.status, said.err) == (NOTHING, "记事本中没有“ ”这个人员。\n")
    assert refused(run("print", "office", "-o", output), "--help")
    assert refused(run("print", "unassigned", "--paper", "A3", "-o", output), "只能用 A4")
    notebook.close()
    (folder / "notebook.db").unlink()
    for words in (["office", "--all"], ["person", "张三"], ["unassigned"]):
        said = run("print", *words, "-o", output)
        assert (said.status, said.err.count("\n")) == (NOTHING, 1)
        assert "还没有记事本" in said.err


def test_what_the_town_noted_is_exported_where_it_is_asked_for(
    run: Run, folder: Path, notebook: Notebook, tmp_path: Path
) -> None:
    assigned(notebook)
    path = tmp_path / "a.json"
    export = ("export", "--format", "json", "-o", path)

    assert run(*export, "--assignments").status == DONE
    with_it = json.loads(path.read_text("utf-8"))["duties"][0]
    assert run(*export).status == DONE
    without = json.loads(path.read_text("utf-8"))["duties"][0]

    assert with_it["assignment"]["helpers"] == ["民生服务办", "综合行政执法队"]
    assert with_it["assignment"]["attachments"] == ["方案.docx"]
    assert {**without, "assignment": with_it["assignment"]} == with_it
    notebook.close()
    (folder / "notebook.db").unlink()
    said = run(*export, "--assignments")
    assert (said.status, said.err.count("\n")) == (NOTHING, 1)
    assert "还没有记事本" in said.err


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
