"""What goes out to Excel, Word or CSV comes in again as the same list, to the character."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from duty_desktop import cli
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.assignment import applied, edited
from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.words import words
from duty_desktop.ingest.understanding import understand
from duty_desktop.store.notebook_recovery import begin_anew
from tests.support import SOURCE
from tests.town import whole_town

HOSTILE = ("事项名称", "序号", "=1+1", "基本履职事项清单", "<b>办</b>", "😀")
"""Names that offices and people of a town may have, be it to deceive whoever reads."""


@pytest.fixture(params=["", "some", "all", "hostile"], ids=["bare", "some", "all", "hostile"])
def noted(
    request: pytest.FixtureRequest,
    duty_list: DutyList,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> list[str]:
    """What the town noted beside the list, and the option that exports it."""
    if not request.param:
        return []
    for name in ("XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    town = whole_town(duty_list, every=3 if request.param == "some" else 0)
    if request.param == "hostile":
        offices = [
            replace(each, name=name)
            for each, name in zip(town.ordered_offices, HOSTILE, strict=False)
        ]
        people = [
            replace(each, name=name)
            for each, name in zip(town.people.values(), HOSTILE[::-1], strict=False)
        ]
        texts = [
            replace(each, deadline="序号", basis="\n".join(HOSTILE), remark="事项名称")
            for each in town.assignments.values()
        ]
        town = applied(town, edited(town, "", [*offices, *people, *texts]))
    with begin_anew(tmp_path / "duty-desktop") as notebook:
        notebook.apply(edited(notebook.notes, "分工", town.records), datetime.now(UTC))
    return ["--assignments"]


@pytest.mark.parametrize("form", ["xlsx", "docx", "csv"])
def test_an_exported_list_is_imported_as_it_was(
    duty_list: DutyList, form: str, tmp_path: Path, noted: list[str]
) -> None:
    path = tmp_path / f"list.{form}"
    assert cli.main(["export", "--format", form, *noted, "-o", str(path)]) == 0

    understood = understand([path])
    (only,) = understood.lists
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
