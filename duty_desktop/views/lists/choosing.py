"""Which list is used from now on: asked after an import."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from duty_desktop.views.lists.names import name_of, names_of
from duty_desktop.views.plain import plain_label

_MOST_NAMED = 4
"""Lists that the sentence names; all of them stand below it."""


class ListChoice(QWidget):
    """The list that is shown now, and those that have just come in.

    Attributes:
        view: the lists.

    Signals:
        activated: one was chosen by a double click or Enter.
    """

    activated = Signal()

    def __init__(self) -> None:
        """Nothing to choose from yet."""
        super().__init__()
        self._paths: list[Path] = []
        self._said = plain_label()
        self.view = QListWidget()
        self.view.setAccessibleName("今后用哪份清单")
        self.view.itemActivated.connect(self.activated)
        self._said.setBuddy(self.view)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._said)
        rows.addWidget(self.view, 1)

    @property
    def chosen(self) -> Path | None:
        """The list that is selected."""
        row = self.view.currentRow()
        return self._paths[row] if 0 <= row < len(self._paths) else None

    def offer(self, stored: Sequence[Path], shown: Path) -> None:
        """Offer what was stored beside what is shown; a single new list is suggested."""
        new = [path for path in dict.fromkeys(stored) if path != shown]
        names = names_of(list(dict.fromkeys(stored)))
        some = f"{'、'.join(names[:_MOST_NAMED])}{'等' if len(names) > _MOST_NAMED else ''}"
        self._said.setText(
            f"已存入清单库 {len(names)} 份：{some}。\n\n"
            "今后用哪份清单？（以后可在“文件”菜单的“当前清单”里更换）"
        )
        self.view.clear()
        self._paths.clear()
        for words, path in [
            (f"继续用 {name_of(shown)}", shown),
            *((f"改用 {name}", path) for name, path in zip(names_of(new), new, strict=True)),
        ]:
            self.view.addItem(words)
            self._paths.append(path)
        self.view.setCurrentRow(1 if len(new) == 1 else 0)
