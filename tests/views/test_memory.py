from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from duty_desktop.views.memory import WindowMemory


def test_values_come_back(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "window.ini"
    memory = WindowMemory(path)
    memory.keep("zoom", 150)
    memory.keep("folder", "D:\\文件，夹\\a=b")
    memory.keep("layout/opened", ["basic", "departments"])
    memory.keep("layout/window", QByteArray(b"\x00\x01\xff"))
    assert memory.write()

    again = WindowMemory(path)
    assert again.number("zoom", 100) == 150
    assert again.text("folder") == "D:\\文件，夹\\a=b"
    assert again.names("layout/opened") == ["basic", "departments"]
    assert again.state("layout/window") == QByteArray(b"\x00\x01\xff")


@pytest.mark.parametrize("names", [[], ["one"]])
def test_short_lists_come_back(tmp_path: Path, names: list[str]) -> None:
    memory = WindowMemory(tmp_path / "window.ini")
    memory.keep("layout/opened", names)
    memory.write()

    assert WindowMemory(tmp_path / "window.ini").names("layout/opened") == names


def test_rubbish_is_as_good_as_nothing(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_bytes(b"zoom=many\n[layout]\nversion=\x00\xff\nopened=1\nwindow=text\n\xfe")
    memory = WindowMemory(path)

    assert memory.number("zoom", 100) == 100
    assert memory.state("layout/window").isEmpty()
    assert memory.names("layout/opened") is None


def test_an_older_layout_is_forgotten_but_not_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "window.ini"
    path.write_text("[General]\nzoom=150\n[layout]\nversion=0\nopened=basic, reclaimed\n")

    again = WindowMemory(path)
    assert again.names("layout/opened") is None
    assert again.number("zoom", 100) == 150
