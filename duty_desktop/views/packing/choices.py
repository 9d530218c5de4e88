"""What of a pack is taken in: its lists, and what becomes of the notebook."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QGroupBox,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.store.pack_taking import Taking
from duty_desktop.views.plain import plain_label

if TYPE_CHECKING:
    from duty_desktop.domain.merging import Merging
    from duty_desktop.store.pack_reading import Pack
    from duty_desktop.store.pack_taking import Outlook

_NOT = "不取入(&X)"
_MERGE = "合并：只补这里没有的，这里已有的不动{}(&M)"
_REPLACE = "替换：换成包里的记事本，换电脑时用{}(&R)"
_UNDO = "取入前先自动备份；取入后可以撤销。"
_AS_IT_IS = "这里还没有记事本：放入包里的，改动记录也带来。"

_LINES = 4
"""Differences that are seen at once."""


class TakingChoices(QWidget):
    """Lists to tick, and three ways with the notebook.

    Attributes:
        lists: whether the lists are taken in.
        ways: a button for each way with the notebook.
        differences: what the notebooks say otherwise, where they are merged.

    Signals:
        changed: something else is wanted.
    """

    changed = Signal()

    def __init__(self) -> None:
        """Nothing to choose yet."""
        super().__init__()
        self.lists = QCheckBox()
        self._box = QGroupBox("记事本（分工、科室和人员）")
        self._fault = plain_label()
        self.ways = {
            Taking.NONE: QRadioButton(_NOT),
            Taking.MERGE: QRadioButton(_MERGE.format("")),
            Taking.REPLACE: QRadioButton(_REPLACE.format("")),
        }
        self.differences = QPlainTextEdit()
        self.differences.setReadOnly(True)
        self.differences.setTabChangesFocus(True)
        self.differences.setAccessibleName("合并时与这里不同、保留这里的内容")
        group = QButtonGroup(self)
        inside = QVBoxLayout(self._box)
        inside.addWidget(self._fault)
        for button in self.ways.values():
            group.addButton(button)
            inside.addWidget(button)
            button.toggled.connect(self._show_differences)
        inside.addWidget(self.differences)
        self._begins = False
        self._undo = QLabel()
        inside.addWidget(self._undo)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.lists)
        rows.addWidget(self._box)
        self.lists.toggled.connect(self.changed)
        group.buttonToggled.connect(self.changed)
        self.hide()

    @property
    def notebook(self) -> Taking:
        """What becomes of the notebook."""
        return next((way for way, button in self.ways.items() if button.isChecked()), Taking.NONE)

    def offer(self, pack: "Pack", expected: "Outlook") -> None:
        """Say what there is to choose of ``pack``; what loses nothing is chosen already."""
        new = expected.are_here.count(False)
        old = expected.are_here.count(True)
        counted = "、".join(
            words.format(count)
            for words, count in (("新 {} 份", new), ("已有 {} 份", old))
            if count
        )
        self.lists.setText(f"清单存入清单库（{counted}）(&L)")
        self.lists.setVisible(bool(pack.lists))
        self.lists.setEnabled(bool(new))
        self.lists.setChecked(bool(new))
        self._box.setVisible(pack.notebook is not None)
        self._offer_notebook(expected)
        self.show()

    def _offer_notebook(self, expected: "Outlook") -> None:
        merging, replacing = expected.merging, expected.replacing
        merge, replace = self.ways[Taking.MERGE], self.ways[Taking.REPLACE]
        self._begins = expected.begins
        self._fault.setText(expected.fault)
        self._fault.setVisible(bool(expected.fault))
        merge.setText(_MERGE.format(""))
        merge.setEnabled(merging is not None)
        replace.setText(_REPLACE.format(""))
        self.differences.clear()
        wanted = Taking.NONE
        if merging is not None:
            told = len(_told(merging))
            kept = f"，{told} 处不同的保留这里的" if told else ""
            merge.setText(_MERGE.format(f"（补入 {len(merging.edit.changes)} 处{kept}）"))
            self.differences.setPlainText("\n".join(_told(merging)))
        if replacing is not None:
            replace.setText(_REPLACE.format(f"（改动 {len(replacing.changes)} 处）"))
            loses = any(change.before is not None for change in replacing.changes)
            wanted = Taking.MERGE if loses else Taking.REPLACE
        self.ways[wanted].setChecked(True)
        self._show_differences()

    def _show_differences(self) -> None:
        shown = self.notebook is Taking.MERGE and bool(self.differences.toPlainText())
        self.differences.setVisible(shown)
        self.differences.setFixedHeight((_LINES + 1) * self.fontMetrics().lineSpacing())
        as_it_is = self._begins and self.notebook is Taking.REPLACE
        self._undo.setText(_AS_IT_IS if as_it_is else _UNDO)
        self._undo.setVisible(self.notebook is not Taking.NONE)


def _told(merging: "Merging") -> list[str]:
    """What differs, a line each."""
    namesakes = [f"{name}：这里另有同名的人，按两个人记" for name in merging.namesakes]
    return [*(each.words for each in merging.differences), *namesakes]
