"""What goes out to Excel, Word or CSV comes in again as the same list, to the character."""

from pathlib import Path

import pytest

from duty_desktop import cli
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.ingest.understanding import understand
from tests.support import SOURCE


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_an_exported_list_is_imported_as_it_was(
    duty_list: DutyList, form: str, tmp_path: Path
) -> None:
    path = tmp_path / f"list.{form}"
    assert cli.main(["export", "--format", form, "-o", str(path)]) == 0

    (only,) = understand([path]).lists
    again = only.duty_list

    assert again is not None
    assert (again.town.county, again.town.name, again.date) == ("昌吉市", "三工镇", "2025-07")
    assert [duty.id for duty in again.duties] == [duty.id for duty in duty_list.duties]
    for before, after in zip(duty_list.duties, again.duties, strict=True):
        assert list(map(words, after.cells)) == list(map(words, before.cells))
        assert [d.name for d in after.departments] == [d.name for d in before.departments]
    compared = compare(duty_list, again)
    assert cli.main(["diff", str(path), str(SOURCE)]) == 0
    assert (compared.changes, compared.renumbered, compared.renamings) == ((), (), ())
