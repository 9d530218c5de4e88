"""A program killed at any moment loses nothing that it confirmed; more in ``killing.py``."""

from pathlib import Path

from tests.store.killing import Killing

KILLS = 12


def test_what_was_confirmed_is_there_after_a_kill(tmp_path: Path) -> None:
    found = Killing(tmp_path, seed=KILLS).run(KILLS)

    assert found.kills == KILLS
    assert found.confirmed > 0
    assert found.listed > 0
