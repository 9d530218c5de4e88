"""The window itself: where it opens, when it has been painted, and what fills it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from duty_desktop.models.overriding import override
from duty_desktop.models.sources import forget_sources
from duty_desktop.views.frame import Frame
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.placement import place
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from duty_desktop.domain.duty import DutyList
    from duty_desktop.domain.readings import Readings
    from duty_desktop.models.town import Town
    from duty_desktop.views.content import Content

_BREATH = 1
"""Milliseconds after painting begins, so that the children are painted and all is on the screen."""

NAME = "履职清单"


class MainWindow(QMainWindow):
    """The program's window: painted with empty panes, then filled with a list.

    Reading the list and loading what shows it takes as long as a bare window takes to appear; the
    user sees that the program has started before that.

    Attributes:
        frame: its widgets.
        content: what fills them, ``None`` until there is a list.

    Signals:
        painted: the window has been painted for the first time.
    """

    painted = Signal()

    def __init__(self, memory: WindowMemory, zoom: Zoom) -> None:
        """A window where ``memory`` says the user left it, not shown yet."""
        super().__init__()
        self._memory = memory
        self._zoom = zoom
        self._seen = False
        self.content: Content | None = None
        self.setWindowTitle(NAME)
        self.frame = Frame(self, memory, zoom)
        self.setCentralWidget(self.frame)
        self.frame.field.setFocus()
        self._whole_screen = place(self, memory.state("layout/window"))

    def open(self) -> None:
        """Show the window."""
        if self._whole_screen:
            self.showMaximized()
        else:
            self.show()

    def show_list(
        self, duty_list: "DutyList", readings: "Callable[[], Readings]", town: "Town"
    ) -> "Content":
        """Fill the window with a list and what the ``town`` noted about it.

        ``readings`` gives the list's pinyin when it is first needed.
        """
        from duty_desktop.views.content import Content

        forget_sources()
        of = duty_list.town
        self.setWindowTitle(f"{NAME} · {of.county}{of.name}（{duty_list.date_in_words}）")
        self.content = Content(
            duty_list, readings, town, self._memory, self._zoom, self.frame, self
        )
        return self.content

    def come_forward(self) -> None:
        """Show the window in front of others, even if it was minimized."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(_BREATH, self, self.painted.emit)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.content is not None and not self.content.may_leave():
            event.ignore()
            return
        if self.content is not None:
            self.content.printing.cancel()
            self.content.exporting.cancel()
            if self.content.comparing is not None:
                self.content.comparing.abandon()
            self.content.keep()
        self._memory.keep("layout/window", self.saveGeometry())
        self._memory.write()
        super().closeEvent(event)
