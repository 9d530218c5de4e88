import errno
import os
import sys
from pathlib import Path

import pytest

from duty_desktop.errors import OutputError
from duty_desktop.files import (
    check_folder_of,
    is_file,
    is_folder,
    opened,
    read_at_most,
    write_whole,
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "清单 1.pdf"
    path.write_bytes(b"old")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["absent/a.pdf", "."])
def test_what_cannot_be_written_is_told_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError, match="没有写成"):
        write_whole(tmp_path / name, b"data")

    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("长" * 300 + ".xlsx")
    with pytest.raises(OutputError, match=r"“长{20}……”太长，请换一个短些的名字。$"):
        write_whole(path, b"data")

    assert not is_file(path)
    assert not is_folder(path)
    with pytest.raises(OutputError, match=r"文件夹“.*”不存在"):
        check_folder_of(path / "a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "aux.xlsx",
        "com1.表.pdf",
        "NUL .docx",
        "LPT².json",
        "清单:b.xlsx",
        "a?.pdf",
        "清单.",
        "单 ",
    ],
)
def test_a_name_that_windows_takes_for_something_else_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    with pytest.raises(OutputError, match="在 Windows 上不能作文件名，请换一个名字"):
        write_whole(tmp_path / name, b"data")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["console.xlsx", "com10.pdf", "nul1", ".清单", "a. b.csv"])
def test_a_name_that_only_looks_so_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    write_whole(tmp_path / name, b"data")

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, b"data")]


def test_a_path_that_is_too_long_for_windows_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    while len(str(folder)) < 180:
        folder /= "夹" * 40
    folder.mkdir(parents=True)
    monkeypatch.setattr(Path, "touch", _nowhere)

    with pytest.raises(OutputError, match=r"^没有写成：“单{20}”连同所在文件夹的名字太长，"):
        write_whole(folder / ("单" * 60), b"data")


def _nowhere(*_: object, **__: object) -> None:
    """What Windows says of a path that is too long (ERROR_PATH_NOT_FOUND)."""
    raise FileNotFoundError(errno.ENOENT, "The system cannot find the path specified")


@pytest.mark.parametrize(("times", "is_written"), [(3, True), (99, False)])
def test_a_virus_scanner_that_looks_at_a_new_file_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, *, is_written: bool
) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"old")
    replace = Path.replace
    refusals = iter([PermissionError(errno.EACCES, "Access is denied")] * times)

    def refused_at_first(beside: Path, target: Path) -> Path:
        for refusal in refusals:
            raise refusal
        return replace(beside, target)

    monkeypatch.setattr(Path, "replace", refused_at_first)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("time.sleep", lambda _: None)

    if is_written:
        write_whole(path, b"new")
    else:
        with pytest.raises(OutputError, match="可能正被别的程序打开"):
            write_whole(path, b"new")

    assert path.read_bytes() == (b"new" if is_written else b"old")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform != "win32", reason="only Windows guards what is open")
def test_what_another_program_has_open_stays_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(b"old")

    with path.open("rb"), pytest.raises(OutputError, match=r"可能正被别的程序打开.*关闭它后重试"):
        write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """Opened to be read it waits for somebody to write, who never comes."""
    if sys.platform == "win32":
        pytest.skip("pipes of Windows have no place in a folder")
    path = tmp_path / "清单.xlsx"
    os.mkfifo(path)
    return path


def test_a_pipe_is_not_waited_for(pipe: Path) -> None:
    with pytest.raises(OSError, match="neither a file"):
        opened(pipe)
    with pytest.raises(OSError, match="neither a file"):
        read_at_most(pipe, 10)


def test_nothing_takes_the_place_of_a_pipe_or_a_device(pipe: Path) -> None:
    with pytest.raises(OutputError, match="不是普通文件，请换一个文件名"):
        write_whole(pipe, b"data")

    assert pipe.is_fifo()
    assert list(pipe.parent.iterdir()) == [pipe]


def test_no_more_is_read_than_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")

    assert read_at_most(path, 2) == b"ab"
    assert read_at_most(path, 9) == b"abc"


def test_what_stood_there_stays_when_writing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="磁盘已满"):
        write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_stick_that_is_pulled_out_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then neither the file can be put in its place nor what was written be taken away."""

    def gone(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(Path, "replace", gone)
    monkeypatch.setattr(Path, "unlink", gone)

    with pytest.raises(OutputError, match=r"没有写成.*。$"):
        write_whole(tmp_path / "a.dutypack", b"x")
