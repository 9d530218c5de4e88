"""Where the notebook and its backups are, known without loading what reads them."""

from pathlib import Path

FILE_NAME = "notebook.db"

BACKUPS = "backups"
"""The folder, in the user's data folder, of the notebook's backups."""


def may_be_begun(user_data: Path) -> bool:
    """Whether there may be a notebook or a backup of one; only a look for their names."""
    return any(_may_be_there(user_data / name) for name in (FILE_NAME, BACKUPS))


def _may_be_there(path: Path) -> bool:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        # Whoever opens it will say what is wrong.
        return True
    return True
