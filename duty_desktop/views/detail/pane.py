"""The pane that shows one duty in full."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.models.overriding import override
from duty_desktop.views.detail.text import DetailText
from duty_desktop.views.searching.field import SearchField
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from duty_desktop.domain.duty import Duty, DutyList
    from duty_desktop.models.results import Spans

_BESIDE = 31
"""Ems of width from which the two sides stand next to each other: 13 characters to a line."""

_PAUSE = 60
"""Milliseconds that the page waits, so that the table is painted before it is written: longer than
between two keys of somebody who types fast or holds an arrow key down, shorter than a glance."""

_MARGIN = 1.0
"""Ems around the page."""

_SHARED = 36
"""Ems of width from which the page and what is written about the duty can share it."""

_LOW = 0.75
"""Height for a width, below which there is more room beside the page than under it."""

_WRITING_SHARE = 0.53
"""What writing takes of the width."""

_WRITING_LEAST, _WRITING_MOST = 25, 40
"""Ems: two narrow columns of fields, and two broad ones."""


class DetailPane(QWidget):
    """One duty: its number and name, both sides next to each other, what is odd in the source.

    Attributes:
        text: the page itself.
        duty: the duty shown, ``None`` where there is none.
    """

    def __init__(self, field: SearchField, zoom: Zoom) -> None:
        """Show nothing; what is typed here goes into ``field``."""
        super().__init__()
        self._duty_list: DutyList | None = None
        self._spans: Spans | None = None
        self._why: tuple[str, ...] = ()
        self.duty: Duty | None = None
        self.text = DetailText(field, zoom)
        self._place = QLabel()
        self._place.setTextFormat(Qt.TextFormat.PlainText)
        self._rewriting = QTimer(self, singleShot=True, interval=_PAUSE)
        self._rewriting.timeout.connect(self.write)
        self._beside = False
        self._scroll_to_top = True
        self.setAccessibleName("事项详情")
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self._buttons.addWidget(self._place)
        self._writing: QWidget | None = None
        self._is_writing = False
        self._reading = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._reading.setSpacing(0)
        self._reading.addWidget(self.text, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(self._buttons)
        rows.addLayout(self._reading, 1)

    def use(self, duty_list: "DutyList", actions: Sequence[QAction]) -> None:
        """Show duties of this list; the actions become the buttons above the text."""
        self._duty_list = duty_list
        for place, action in enumerate(actions):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._buttons.insertWidget(place, button)
            self.setTabOrder(button, self.text)

    def put_below(self, widget: QWidget) -> None:
        """Put a widget under the text, in which something can be written about the duty.

        It goes when it is deleted.
        """
        self._writing = widget
        self._is_writing = False
        self._reading.addWidget(widget)
        self._share_room()

    def make_room(self, *, writing: bool) -> None:
        """Let the widget under the text stand beside it where the pane is broad and low.

        Only for ``writing``, when it is so high that little would be left of the text.
        """
        self._is_writing = writing
        self._share_room()

    def show_duty(
        self, duty: "Duty | None", place: str, spans: "Spans", why: Sequence[str] = ()
    ) -> None:
        """Show a duty, hits marked; ``place`` says where it stands among those shown.

        ``why`` says how it was found where that is not plain to see.

        The page is written when nothing else is waiting: the table comes first while the user
        types or holds an arrow key down.
        """
        if duty is not self.duty:
            self._scroll_to_top = True
        self.duty = duty
        self._spans = spans
        self._why = tuple(why)
        self._place.setText(place)
        self._rewriting.start()

    def write(self) -> None:
        """Write the page now, for the present width, font and palette."""
        from duty_desktop.views.detail.duty_page import DutyPage, PageLook

        self._rewriting.stop()
        document, bar = self.text.document(), self.text.verticalScrollBar()
        scrolled = 0 if self._scroll_to_top else bar.value()
        self._scroll_to_top = False
        self._beside = self._is_wide()
        document.clear()
        document.setDocumentMargin(_MARGIN * self._em())
        if self._duty_list is not None and self.duty is not None and self._spans is not None:
            look = PageLook(self.font(), self.palette(), self._beside, self.devicePixelRatioF())
            page = DutyPage(document, look, self._spans)
            page.write(self._duty_list, self.duty, self._why)
        bar.setValue(scrolled)

    def _share_room(self) -> None:
        if self._writing is None:
            return
        width, em = self.width(), self._em()
        beside = self._is_writing and width >= _SHARED * em and self.height() < _LOW * width
        wanted = max(_WRITING_LEAST * em, min(_WRITING_SHARE * width, _WRITING_MOST * em))
        writing = round(wanted) if beside else 0
        # Shares, not a fixed width: that would keep the window from being made much narrower.
        policy = self._writing.sizePolicy()
        policy.setHorizontalPolicy(
            QSizePolicy.Policy.Ignored if beside else QSizePolicy.Policy.Preferred
        )
        self._writing.setSizePolicy(policy)
        directions = QBoxLayout.Direction
        self._reading.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
        self._reading.setStretchFactor(self.text, max(1, width - writing))
        self._reading.setStretchFactor(self._writing, writing)

    def _rewrite(self) -> None:
        """Write the page again soon, if there is one."""
        if self._duty_list is not None:
            self._rewriting.start()

    def _is_wide(self) -> bool:
        return self.text.width() >= _BESIDE * self._em()

    def _em(self) -> float:
        return self.fontMetrics().horizontalAdvance("事")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        if self._is_wide() != self._beside:
            self._rewrite()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._share_room()
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._rewrite()
