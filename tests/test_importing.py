"""Lists come in by the command line: shown first, stored when asked, opened by name."""

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from duty_desktop import importing, paths
from duty_desktop.errors import OutputError, SourceDocumentError
from duty_desktop.ingest.list_file import read_list_file
from duty_desktop.ingest.notice_text import read_notice
from duty_desktop.ingest.understanding import understand
from duty_desktop.ingest.watching import ImportCancelled, Watch
from duty_desktop.store import catalogue, notebook_backups
from duty_desktop.store.library import Library
from duty_desktop.store.notebook_backups import Reason
from duty_desktop.store.notebook_recovery import begin_anew
from duty_desktop.terminal.speaking import DONE, NOTHING, REFUSED
from tests import support
from tests.fixtures.make_lists import FOLDER
from tests.ingest.test_damaged_lists import DAMAGED
from tests.notes import NOW, filled
from tests.test_cli import Run, run

__all__ = ["run"]

PLAIN = FOLDER / "plain.xlsx"
NAME = "大理市-喜洲镇-2026-03"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, empty for each test."""
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    return paths.user_data()


@pytest.mark.parametrize(
    "read", [importing.list_in, lambda path: read_list_file(path, Watch()), read_notice]
)
def test_a_file_that_another_program_keeps_to_itself_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Callable[[Path], object]
) -> None:
    """As Word may on Windows with a document that it shows."""
    path = tmp_path / "清单.docx"
    path.write_bytes(b"PK\x03\x04")

    def kept(*_: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(Path, "open", kept)

    with pytest.raises(SourceDocumentError, match=r"打不开，可能正被别的程序打开，.*再试一次。$"):
        read(path)


def test_an_import_is_shown_and_not_stored(run: Run, folder: Path) -> None:
    run("import", FOLDER / "extra.xlsx")

    assert run.status == DONE
    assert "大理市喜洲镇，2026年3月：基本 4 项、配合 3 项、收回 2 项，共 9 项" in run.out
    assert "配合履职事项：“extra.xlsx”的“配合”表第 2 行，3 项" in run.out
    assert "“备注”列不属于清单" in run.out
    assert "没有存入" in run.err
    assert not folder.exists()


def test_an_import_is_stored_when_agreed_and_opened_by_name(run: Run) -> None:
    assert run("import", PLAIN, "--yes").status == DONE
    assert f"已存入清单库：{NAME}" in run.err

    (entry,) = run.json("lists")
    assert entry["name"].startswith(NAME)
    assert entry["counts"] == {"basic": 4, "cooperative": 3, "reclaimed": 2}
    assert [duty["id"] for duty in run.json("--database", "喜洲", "list", "--list", "收回")] == [
        "reclaimed-1",
        "reclaimed-2",
    ]
    assert run("--database", "喜洲", "verify").status == DONE
    assert "导入自：“plain.xlsx”（SHA-256：" in run.out
    assert len(run.json("list")) == 242, "the bundled list stays current"


def test_the_current_list_is_what_commands_are_about(run: Run) -> None:
    run("import", PLAIN, "--yes")
    run("lists", "--use", "喜洲镇")
    assert len(run.json("list")) == 9
    assert run("lists").out.startswith("* ")

    run("lists", "--use-bundled")
    assert len(run.json("list")) == 242

    run("lists", "--use", "喜洲镇")
    assert run("lists", "--remove", "喜洲镇").status == DONE
    assert len(run.json("list")) == 242
    assert run("lists").status == NOTHING


def test_the_bundled_list_imports_as_itself(run: Run) -> None:
    run("import", support.SOURCE, "--yes")

    path = importing.library().find("三工镇")
    assert path.read_bytes() == support.DATABASE.read_bytes()


def test_three_files_are_one_list(run: Run) -> None:
    files = [FOLDER / name for name in ("groups.csv", "quoted.csv", "tabs.txt")]

    document = run.json("import", *files)

    (one,) = document["lists"]
    assert one["counts"] == {"basic": 4, "cooperative": 3, "reclaimed": 2}
    assert one["tables"][1]["columns"]["对应上级部门"] == "departments"
    assert document["stored"] == []
    assert document["ready"] is True


def test_what_no_file_tells_is_asked_for(run: Run, tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("序号,事项名称\n1,甲\n", encoding="utf-8")

    assert run("import", path).status == DONE
    assert "--county" in run.err
    assert run("import", path, "--yes").status == REFUSED
    assert not folder.exists()
    given = ("--town", "喜洲镇", "--county", "大理市", "--date", "2026年3月")
    assert run("import", path, *given, "--yes").status == DONE
    assert importing.library().lists()[0].date == "2026-03"


def test_a_date_that_is_none_is_wrong_use(run: Run) -> None:
    assert run("import", PLAIN, "--date", "明年").status == REFUSED
    assert "2026-03" in run.err


@pytest.mark.parametrize("name", DAMAGED)
def test_nothing_is_stored_of_a_damaged_file(
    run: Run, tmp_path: Path, folder: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(DAMAGED[name][0]())

    run("import", PLAIN, path, "--yes")

    assert run.status == REFUSED
    assert run.out == ""
    assert len(run.err.splitlines()) == 1
    assert not folder.exists()


def test_an_import_that_is_cancelled_stores_nothing(tmp_path: Path) -> None:
    understanding = understand([PLAIN])
    told: list[int] = []
    watch = Watch(lambda done, _: told.append(done), lambda: len(told) > 2)

    with pytest.raises(ImportCancelled):
        importing.store(understanding, Library(tmp_path), watch)

    assert list(tmp_path.iterdir()) == []
    assert told


def test_progress_of_storing_rises_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    importing.store(
        understand([PLAIN]), Library(tmp_path), Watch(lambda done, of: told.append((done, of)))
    )

    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_the_notebook_is_backed_up_before_an_import(run: Run, folder: Path) -> None:
    run("import", PLAIN, "--yes")
    assert not (folder / "backups").exists()
    with begin_anew(folder) as notebook:
        notebook.apply(filled(), NOW)
    run("import", PLAIN, "--yes")
    [backup] = notebook_backups.listed(folder)
    assert backup.reason is Reason.IMPORT
    (folder / "notebook.db").write_bytes(b"damaged" * 500)
    assert run("import", PLAIN, "--yes").status == DONE
    assert len(notebook_backups.listed(folder)) == 1


def test_a_library_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "lists").write_bytes(b"")

    with pytest.raises(OutputError, match=r"。$"):
        importing.store(understand([PLAIN]), Library(tmp_path / "lists"))


def test_the_stored_list_is_the_understood_one(tmp_path: Path) -> None:
    understanding = understand([PLAIN])
    (path,) = importing.store(understanding, Library(tmp_path))

    assert catalogue.load(path) == understanding.lists[0].duty_list
    official = hashlib.sha256(support.DATABASE.read_bytes()).hexdigest()
    assert official == hashlib.sha256(paths.database().read_bytes()).hexdigest()


def test_a_template_is_saved(run: Run, tmp_path: Path) -> None:
    output = tmp_path / "模板.xlsx"

    assert run("template", "-o", output).status == DONE
    assert output.read_bytes().startswith(b"PK")
