"""What stands in the table's place when nothing is found."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from duty_desktop.models.overriding import override


class EmptyState(QWidget):
    """Says what was searched in vain and offers a way on.

    Signals:
        everywhere_wanted: search the same words in every branch.
        everything_wanted: take search and branches off.
    """

    everywhere_wanted = Signal()
    everything_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._headline = _wrapped_label()
        self._advice = _wrapped_label()
        self.everywhere = QPushButton("在全部事项中查找")
        self.everywhere.clicked.connect(self.everywhere_wanted)
        self.everything = QPushButton("清除搜索和筛选")
        self.everything.clicked.connect(self.everything_wanted)
        rows = QVBoxLayout(self)
        rows.addStretch(2)
        rows.addWidget(self._headline)
        rows.addWidget(self._advice)
        rows.addSpacing(self.fontMetrics().height())
        rows.addWidget(self.everywhere, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addWidget(self.everything, alignment=Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(3)
        self._enlarge_headline()

    def explain(self, text: str, branches: list[str], elsewhere: int) -> None:
        """Say that ``text`` was not found in the named branches, but so often elsewhere."""
        where = f"在“{'、'.join(branches)}”中" if branches else ""
        self._headline.setText(f"{where}没有找到“{text}”" if text else "所选分类中没有事项")
        if elsewhere:
            self._advice.setText(f"全部事项中有 {elsewhere} 项符合。")
        else:
            self._advice.setText(
                "请换一个词，或少输入几个字；多个词用空格分开，会查找同时含有它们的事项。"
            )
        self.everywhere.setVisible(elsewhere > 0)

    @property
    def message(self) -> str:
        """What it says, for screen readers and tests."""
        return f"{self._headline.text()}\n{self._advice.text()}"

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._enlarge_headline()

    def _enlarge_headline(self) -> None:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self._headline.setFont(font)


def _wrapped_label() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
