"""What stands in the table's place when nothing is found."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.models.overriding import override
from duty_desktop.views.plain import plain_label

HINT = "空格分开的词要同时含有，“词”照原样查找，-词 表示不含；也可以打拼音或首字母。"
"""The query language in a line."""

_IN_A_ROW = 3
"""Suggestions next to each other: what fits beside a broad detail pane in large type."""


class EmptyState(QScrollArea):
    """Says what was searched in vain and offers a way on.

    It scrolls where it has no room, and so never pushes the panes beside it away.

    Signals:
        words_wanted(words): search these words instead.
        help_wanted: explain how to search.
        everywhere_wanted: search the same words in every branch.
        everything_wanted: take search and branches off.
    """

    words_wanted = Signal(str)
    help_wanted = Signal()
    everywhere_wanted = Signal()
    everything_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Say nothing yet."""
        super().__init__(parent)
        self._headline = _wrapped_label()
        self._advice = _wrapped_label()
        self._closest = _wrapped_label()
        self._hint = _wrapped_label(HINT)
        self._grid = QGridLayout()
        self.suggestions: list[QPushButton] = []
        self.everywhere = QPushButton("在全部事项中查找")
        self.everywhere.clicked.connect(self.everywhere_wanted)
        self.everything = QPushButton("清除搜索和筛选")
        self.everything.clicked.connect(self.everything_wanted)
        self.help = QPushButton("搜索说明")
        self.help.clicked.connect(self.help_wanted)
        ways = QHBoxLayout()
        ways.addStretch()
        for button in (self.everywhere, self.everything, self.help):
            ways.addWidget(button)
        ways.addStretch()
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addLayout(self._grid)
        middle.addStretch()
        page = QWidget()
        self._rows = rows = QVBoxLayout(page)
        rows.addStretch(2)
        rows.addWidget(self._headline)
        rows.addWidget(self._advice)
        rows.addWidget(self._closest)
        rows.addLayout(middle)
        rows.addLayout(ways)
        rows.addWidget(self._hint)
        rows.addStretch(3)
        page.setBackgroundRole(QPalette.ColorRole.Base)
        page.setAutoFillBackground(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)
        self._measure()

    def explain(
        self,
        text: str,
        branches: Sequence[str],
        elsewhere: int,
        maybe_elsewhere: int = 0,
        why: str = "",
    ) -> None:
        """Say that ``text`` was not found in the named branches, but so often elsewhere.

        ``why`` says what it means that nothing is in them where nothing was searched.
        """
        where = f"“{'、'.join(branches)}”中" if branches else ""
        if text:
            self._headline.setText(f"{where and '在'}{where}没有找到“{text}”")
        else:
            self._headline.setText(f"{where or '所选分类中'}没有事项")
        if not text:
            self._advice.setText(why)
        elif elsewhere:
            self._advice.setText(f"全部事项中有 {elsewhere} 项符合。")
        elif maybe_elsewhere:
            self._advice.setText(f"全部事项中有 {maybe_elsewhere} 项可能相关。")
        else:
            self._advice.setText("清单中没有找到这样的事项。请换一个词，或少输入几个字。")
        self._advice.setVisible(bool(self._advice.text()))
        self._hint.setVisible(bool(text))
        self.help.setVisible(bool(text))
        self.everything.setText("清除搜索和筛选" if text else "显示全部事项")
        found_elsewhere = bool(text) and elsewhere + maybe_elsewhere > 0
        self._closest.setText("或者查找相近的词：" if found_elsewhere else "试试相近的词：")
        self.suggest([])
        self.everywhere.setVisible(found_elsewhere)

    def first_button(self) -> QPushButton:
        """The button that the keyboard comes to first."""
        return next((each for each in self.suggestions), self.everything)

    def suggest(self, closest: Sequence[str]) -> None:
        """Offer words to search instead."""
        for button in self.suggestions:
            self._grid.removeWidget(button)
            button.deleteLater()
        self.suggestions = []
        before: QWidget | None = None
        for place, words in enumerate(closest):
            button = QPushButton(words.replace("&", "&&"))
            button.setAccessibleName(f"查找 {words}")
            button.clicked.connect(partial(self.words_wanted.emit, words))
            self._grid.addWidget(button, *divmod(place, _IN_A_ROW))
            button.show()  # not with the next layout: it may be given the focus now
            if before is not None:
                self.setTabOrder(before, button)
            before = button
            self.suggestions.append(button)
        if before is not None:
            self.setTabOrder(before, self.everywhere)
        self._closest.setVisible(bool(closest))

    @property
    def message(self) -> str:
        """What it says, for screen readers and tests."""
        return f"{self._headline.text()}\n{self._advice.text()}"

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        ready = self.widget() is not None
        if ready and event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._measure()

    def _measure(self) -> None:
        from duty_desktop.views.colours import muted

        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        self._headline.setFont(font)
        self._rows.setSpacing(round(0.7 * self.fontMetrics().height()))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Text, muted(self.palette()))
        self._hint.setPalette(palette)


def _wrapped_label(text: str = "") -> QLabel:
    label = plain_label(text)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
