"""``pack`` and ``unpack``: shown first, taken in when asked."""

import hashlib
from pathlib import Path

import pytest

from duty_desktop import importing, paths
from duty_desktop.domain.assignment import Assignment, Person, edited
from duty_desktop.store.library import Library
from duty_desktop.store.notebook import Notebook
from duty_desktop.store.notebook_recovery import read_notes
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED
from tests.notes import NOW, SECOND, town_notes
from tests.store.packs import TOWNS, library_of, made, with_notes
from tests.test_cli import Run, run

__all__ = ["run"]


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder of one machine, with two lists and a notebook."""
    use(tmp_path / "there", monkeypatch)
    folder = paths.user_data()
    library_of(folder, *TOWNS[:2])
    with_notes(folder)
    return folder


def use(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go on at another machine."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(machine))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "三工镇.dutypack"


def test_everything_goes_to_another_machine(
    run: Run, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("pack", "--all-lists", "--notebook", "-o", stick).status == DONE
    assert "大理市喜洲镇履职事项清单（2025年6月）：基本 1 项、配合 1 项、收回 1 项" in run.err
    assert "记事本（分工等）：科室 3 个、人员 3 人、事项 2 项" in run.err
    sha256 = hashlib.sha256(stick.read_bytes()).hexdigest()
    assert sha256 in run.err

    use(tmp_path / "here", monkeypatch)
    assert run("unpack", stick).status == DONE
    assert sha256 in run.out
    assert hashlib.sha256(made(TOWNS[0])[1]).hexdigest() in run.out
    assert run.out.count("新清单") == 2
    assert "替换（replace）：改动 8 处" in run.out
    assert "合并（merge）：补入 8 处" in run.out
    assert run.err.startswith("没有取入。")
    assert not paths.user_data().exists()

    assert run("unpack", stick, "--yes", "--notebook", "replace").status == DONE
    assert run.err.count("已存入清单库：大理市-") == 2
    assert "已放入包里的记事本。" in run.err
    assert read_notes(paths.user_data()) == town_notes()
    assert len(importing.library().lists()) == 2

    run("unpack", stick, "--yes", "--notebook", "merge")
    assert run.err.count("清单库里已有，没有改动") == 2
    assert "记事本已补入 0 处" in run.err


def test_the_same_choice_is_the_same_bytes(run: Run, stick: Path, tmp_path: Path) -> None:
    other = tmp_path / "b.dutypack"
    run("pack", "--list", "喜洲", "双廊", "--notebook", "-o", stick)
    run("pack", "--all-lists", "--notebook", "-o", other)

    assert stick.read_bytes() == other.read_bytes()
    run("pack", "--all-lists", "--made-at", "2026-03-02", "-o", other)
    assert run.json("unpack", other)["made_at"] == "2026-03-02"


def test_a_pack_as_json(run: Run, stick: Path) -> None:
    run("pack", "--list", "喜洲", "--notebook", "-o", stick)

    document = run.json("unpack", stick)

    assert document["sha256"] == hashlib.sha256(stick.read_bytes()).hexdigest()
    assert [each["here"] for each in document["entries"]] == [True, None]
    assert document["entries"][0]["title"] == "大理市喜洲镇履职事项清单（2025年6月）"
    assert document["notebook"] == {
        "fault": "",
        "replace_changes": 0,
        "merge_changes": 0,
        "differences": [],
        "namesakes": [],
    }
    assert document["taken"] is None
    taken = run.json("unpack", stick, "--yes", "--notebook", "replace")["taken"]
    assert taken["new"] == []
    assert len(taken["old"]) == 1
    assert taken["notebook"] == "replace"
    assert Path(taken["backup"]).is_file()


def test_what_differs_is_told(run: Run, stick: Path, there: Path) -> None:
    run("pack", "--notebook", "-o", stick)
    with Notebook.opened(there / "notebook.db") as notebook:
        people = [Person("p9", "李四", "o1"), Person("p2", "李四光", "o2")]
        second = Assignment(*SECOND.key, office="o3", remark="我的")
        notebook.apply(edited(notebook.notes, "改", [*people, second]), NOW)

    run("unpack", stick)

    assert "配合 21 的主责科室：这里是“综合行政执法队”，包里是“民生服务办”" in run.out
    assert "李四光 的姓名：这里是“李四光”，包里是“李四”" in run.out


def test_nothing_to_pack_is_a_sentence(
    run: Run, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("pack", "-o", stick).status == REFUSED
    assert run.err == "没有选清单，也没有选记事本，没有打包。\n"
    assert run("pack", "--list", "没有", "-o", stick).status == NOTHING
    assert run("pack", "--all-lists", "--made-at", "\n", "-o", stick).status == REFUSED
    use(tmp_path / "empty", monkeypatch)
    assert run("pack", "--notebook", "-o", stick).status == NOTHING
    assert run("pack", "--all-lists", "-o", stick).status == REFUSED
    assert not stick.exists()


def test_no_file_of_the_program_is_packed_over(run: Run, there: Path) -> None:
    kept = (there / "notebook.db").read_bytes()
    path = next((there / "lists").glob("*.db"))

    assert run("pack", "--notebook", "-o", there / "notebook.db").status == REFUSED
    assert run("pack", "--all-lists", "-o", path).status == REFUSED

    assert (there / "notebook.db").read_bytes() == kept
    assert not Library(there / "lists").lists()[0].fault


@pytest.mark.parametrize("damage", ["cut", "flipped", "foreign", "gone"])
def test_nothing_is_taken_from_a_damaged_pack(
    run: Run, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    run("pack", "--all-lists", "--notebook", "-o", stick)
    data = bytearray(stick.read_bytes())
    data[len(data) // 2] ^= 1
    damaged = {"cut": bytes(data[:999]), "flipped": bytes(data), "foreign": b"%PDF"}
    if damage in damaged:
        stick.write_bytes(damaged[damage])
    else:
        stick.unlink()
    use(tmp_path / "here", monkeypatch)

    run("unpack", stick, "--yes", "--notebook", "replace")

    assert (run.status, run.out, run.err.count("\n")) == (REFUSED, "", 1)
    assert run.err.endswith("。\n")
    assert not paths.user_data().exists()
