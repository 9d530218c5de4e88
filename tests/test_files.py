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
