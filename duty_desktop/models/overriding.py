"""``@override`` for Python 3.11, whose ``typing`` does not have it yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """The method itself: only the type checker reads the mark."""
        return method


__all__ = ["override"]
