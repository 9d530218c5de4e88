"""Where things are for the Windows program, as it lies in its folder."""

from pathlib import Path

import pytest

from duty_desktop import paths


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program's folder, with our package where the build puts it."""
    package = tmp_path / "履职 清单" / "program" / "app" / "duty_desktop"
    package.mkdir(parents=True)
    (tmp_path / "履职 清单" / "program" / "parts.tsv").write_text("", encoding="utf-8")
    monkeypatch.setattr(paths, "_PACKAGE", package)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "home"))
    paths._can_write.cache_clear()
    return tmp_path / "履职 清单"


def test_a_checkout_is_no_program_folder() -> None:
    assert paths.program_folder() is None
    assert paths.program_parts() is None
    assert paths.database().is_file()
    assert paths.guide().is_file()


def test_an_installed_program_keeps_data_in_the_users_folder(program: Path, tmp_path: Path) -> None:
    assert paths.program_folder() == program
    assert paths.program_parts() == program / "program" / "parts.tsv"
    assert paths.resources() == program / "program" / "app" / "resources"
    assert paths.user_data() == tmp_path / "home" / "duty-desktop"


def test_a_portable_program_keeps_data_beside_itself(program: Path) -> None:
    (program / paths.PORTABLE).touch()

    assert paths.user_data() == program / "userdata"
    assert {path.name for path in program.iterdir()} == {"program", "portable"}


def test_a_portable_program_on_a_locked_stick_uses_the_users_folder(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program / paths.PORTABLE).touch()
    tries: list[Path] = []

    def refuse(path: Path, **_: object) -> None:
        tries.append(path)
        raise PermissionError("read-only")

    monkeypatch.setattr(Path, "touch", refuse)

    assert paths.user_data() == tmp_path / "home" / "duty-desktop"
    assert len(tries) == 1
