"""Names for what a model answers beside the text for eyes."""

from PySide6.QtCore import Qt

SortRole = int(Qt.ItemDataRole.UserRole)
"""A native value that orders the rows of a column."""

RecordRole = int(Qt.ItemDataRole.UserRole) + 1
"""The record behind a row: a ``Duty`` or a ``Branch``; nothing for the line 可能相关."""

ReasonsRole = int(Qt.ItemDataRole.UserRole) + 2
"""What stands small beside a cell's text, a tuple of words: with the name, why the duty is shown
where that is not plain to see; with the number, that it is a favourite."""

TITLE_COLUMN, COUNT_COLUMN = range(2)
"""The columns of the tree of branches."""
