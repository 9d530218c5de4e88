"""Offers to note in the notebook what stood beside the duties of lists that were just stored."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from duty_desktop.domain.beside import Beside, taken
from duty_desktop.errors import NotebookError
from duty_desktop.models.town import Town
from duty_desktop.views.note_line import NoteLine

if TYPE_CHECKING:
    from duty_desktop.ingest.understanding import Understanding


class BesideOffer:
    """Says in a line that there are such words, and notes them where the user wants it."""

    def __init__(self, town: Town, note: NoteLine) -> None:
        """Note in ``town``; say it in ``note``."""
        self._town = town
        self._note = note

    def make(self, understanding: "Understanding") -> None:
        """Offer what stands beside the duties, if anything does."""
        words = [
            Beside((each.duty_list.source_sha256, aside.duty_id), aside.heading, aside.text)
            for each in understanding.lists
            if each.duty_list is not None
            for aside in each.asides
        ]
        if words and not self._town.read_only:
            columns = "".join(f"“{name}”" for name in dict.fromkeys(w.heading for w in words))
            said = f"清单以外的列{columns}有 {len(words)} 处文字，没有存入清单"
            self._note.say(
                f"{said}；可以记入记事本。", [("记入记事本", partial(self._take, words))]
            )

    def _take(self, words: Sequence[Beside]) -> None:
        edit = taken(self._town.notes, words, f"记入清单以外的列（{len(words)}处）")
        if not edit.changes:
            self._note.say("这些文字已经在记事本里，没有重复记入。")
            return
        try:
            self._town.edit(edit)
        except NotebookError as error:
            self._note.say(str(error))
        else:
            duties = len(edit.duties)
            said = f"已记入记事本，涉及 {duties} 个事项；打开事项，在它的“分工”里可以看到。"
            self._note.say(said, [("撤销", self._undo)])

    def _undo(self) -> None:
        try:
            self._town.undo()
        except NotebookError as error:
            self._note.say(str(error))
        else:
            self._note.say("已撤销，记事本与记入前一样。")
