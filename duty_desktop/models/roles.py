"""Names for what a model answers beside the text for eyes."""

from PySide6.QtCore import Qt

SortRole = int(Qt.ItemDataRole.UserRole)
"""A native value that orders the rows of a column."""

RecordRole = int(Qt.ItemDataRole.UserRole) + 1
"""The record behind a row: a ``Duty`` or a ``Branch``."""

TITLE_COLUMN, COUNT_COLUMN = range(2)
"""The columns of the tree of branches."""
