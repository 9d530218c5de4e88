"""The line at the foot of the window: what is shown, what the source leaves out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QWidget

if TYPE_CHECKING:
    from duty_desktop.domain.duty import DutyList


class StatusLine(QStatusBar):
    """How many duties are shown and selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._total = 0
        self._absent = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setIndent(self.fontMetrics().averageCharWidth())
        self.addWidget(self._label, 1)

    @property
    def text(self) -> str:
        """What the line says."""
        return self._label.text()

    def use(self, duty_list: "DutyList") -> None:
        """Speak of this list."""
        self._total = len(duty_list.duties)
        self._absent = absent_in_words(duty_list)

    def show_counts(self, shown: int, selected: int, maybe: int = 0) -> None:
        """Say how many duties are shown, and selected where there are several.

        ``maybe`` are those below the line 可能相关, which ``shown`` does not count.
        """
        other = f"，另有 {maybe} 项可能相关" if maybe else ""
        parts = [f"显示 {shown} 项{other}，共 {self._total} 项"]
        if selected > 1:
            parts.append(f"已选 {selected} 项")
        if self._absent:
            parts.append(self._absent)
        self._label.setText(" · ".join(parts))
        self._label.setToolTip(self._label.text())


def absent_in_words(duty_list: "DutyList") -> str:
    """The numbers that the source leaves out: 原文缺号：配合 7、9; empty where there are none."""
    from duty_desktop.domain.duty import ListKind

    absent = {kind: duty_list.absent_serials(kind) for kind in ListKind}
    lists = [
        f"{kind.short_name} {'、'.join(map(str, serials))}"
        for kind, serials in absent.items()
        if serials
    ]
    return f"原文缺号：{'；'.join(lists)}" if lists else ""
