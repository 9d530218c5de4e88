"""Another list and what finds its duties, read on a thread of its own."""

from dataclasses import dataclass
from pathlib import Path

from duty_desktop.domain.duty import DutyList
from duty_desktop.domain.readings import Readings
from duty_desktop.errors import CatalogueError
from duty_desktop.models.results import Results, SearchTools
from duty_desktop.store import catalogue


@dataclass(frozen=True, slots=True)
class LoadedList:
    """A list that can be shown at once, and searched."""

    path: Path
    duty_list: DutyList
    readings: Readings
    tools: SearchTools


def loaded(path: Path, name: str) -> LoadedList:
    """The list in the database at ``path``.

    Raises ``CatalogueError`` that calls it by ``name`` where it cannot be read.
    """
    duty_list, readings = read(path, name)
    return LoadedList(path, duty_list, readings, Results(duty_list, lambda: readings).prepared())


def read(path: Path, name: str) -> tuple[DutyList, Readings]:
    """The list in the database at ``path`` and how its words are read; raises as ``loaded``."""
    try:
        with catalogue.opened(path) as connection:
            duty_list = catalogue.read(connection)
            return duty_list, catalogue.read_readings(connection, duty_list)
    except CatalogueError as error:
        raise not_opened(name, error) from error


def not_opened(name: str, error: CatalogueError) -> CatalogueError:
    """The fault of a list of the library, told with what can be done there."""
    return CatalogueError(
        f"“{name}”打不开，文件不见了或已损坏。请在清单库中把它移出，再重新导入。",
        f"{error}\n{error.details}".strip(),
    )
