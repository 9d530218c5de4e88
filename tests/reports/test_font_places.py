import os
import sys
from pathlib import Path

import pytest

from duty_desktop.reports import font_places
from duty_desktop.reports.font_places import FontPlaces, unix, windows


def touched(folder: Path, *names: str) -> list[Path]:
    """Empty files."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_windows_has_registered_files_and_two_folders(tmp_path: Path) -> None:
    system, own = tmp_path / "Windows", tmp_path / "Local"
    [registered, copied] = touched(system / "Fonts", "simfang.ttf", "copied.TTC")
    [mine] = touched(own / "Microsoft" / "Windows" / "Fonts", "FZXBSJW.TTF")
    [elsewhere] = touched(tmp_path / "elsewhere", "simkai.ttf")
    environment = {"SystemRoot": str(system), "LOCALAPPDATA": str(own)}

    places = windows(environment, lambda: ["simfang.ttf", str(elsewhere), "a\0b.ttf", "gone.ttf"])

    found = list(places.fonts())
    assert sorted(found) == sorted([registered, copied, mine, elsewhere])
    assert places.files == tuple(sorted(places.files))


def test_windows_without_an_environment_has_its_usual_folder() -> None:
    assert windows({}, list).folders == (Path(r"C:\Windows") / "Fonts",)


def test_linux_has_the_folders_of_fontconfig(tmp_path: Path) -> None:
    assert unix({}, tmp_path).folders[:2] == (
        tmp_path / ".local" / "share" / "fonts",
        tmp_path / ".fonts",
    )
    assert unix({"XDG_DATA_HOME": "/data"}, tmp_path).folders[0] == Path("/data/fonts")
    assert Path("/usr/share/fonts") in unix({}, tmp_path).folders


def test_folders_are_searched_in_order_to_some_depth(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    touched(first, "b.ttf", "a.ttf", "notes.txt", "c/d.otf", "/".join("abcdefgh") + "/deep.ttf")
    touched(second, "a.ttf")

    found = list(FontPlaces(folders=(first, tmp_path / "gone", second)).fonts())

    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "1/a.ttf",
        "1/b.ttf",
        "1/c/d.otf",
        "2/a.ttf",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "folder.ttf").mkdir()

    assert list(FontPlaces(folders=(tmp_path,)).fonts()) == []


def test_a_folder_that_holds_itself_ends(tmp_path: Path) -> None:
    touched(tmp_path, "a.ttf")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)

    assert len(list(FontPlaces(folders=(tmp_path,)).fonts())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has the registry")
def test_no_registry_is_read_elsewhere() -> None:
    assert font_places._registered() == []
