"""The window itself: where it opens, when it has been painted, and what fills it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar

from duty_desktop.models.overriding import override
from duty_desktop.models.sources import forget_sources
from duty_desktop.views.collector import sweep_soon
from duty_desktop.views.dropping import files_in
from duty_desktop.views.frame import Frame
from duty_desktop.views.memory import WindowMemory
from duty_desktop.views.placement import come_forward, place
from duty_desktop.views.zoom import Zoom

if TYPE_CHECKING:
    from collections.abc import Callable

    from duty_desktop.domain.duty import DutyList
    from duty_desktop.domain.readings import Readings
    from duty_desktop.models.results import SearchTools
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
        town: what the town noted.
        frame: its widgets; others with each further list, so that nothing of one stays with it.
        content: what fills them, ``None`` until there is a list.

    Signals:
        painted: the window has been painted for the first time.
        filled: a list is shown, in a ``frame`` that nothing is connected with yet.
        dropped(paths): files were dropped on it.
    """

    painted = Signal()
    filled = Signal()
    dropped = Signal(object)

    def __init__(self, memory: WindowMemory, zoom: Zoom, town: "Town") -> None:
        """A window where ``memory`` says the user left it, not shown yet.

        It shows what ``town`` noted about whatever list stands in it.
        """
        super().__init__()
        self.town = town
        self._memory = memory
        self._zoom = zoom
        self._seen = False
        self.content: Content | None = None
        self.setWindowTitle(NAME)
        self.frame = Frame(self, memory, zoom)
        self.setCentralWidget(self.frame)
        self.setAcceptDrops(True)
        self.frame.field.setFocus()
        self._whole_screen = place(self, memory.state("layout/window"))

    def open(self) -> None:
        """Show the window."""
        if self._whole_screen:
            self.showMaximized()
        else:
            self.show()

    def show_list(
        self,
        duty_list: "DutyList",
        readings: "Callable[[], Readings]",
        tools: "SearchTools | None" = None,
    ) -> "Content":
        """Fill the window with a list; ``readings`` gives its pinyin when it is first needed.

        A list that was shown before goes away with everything that is about it; the search stays
        and finds in the new one, by ``tools`` where they are made already.
        """
        from duty_desktop.views.content import Content

        forget_sources()
        searched = self._make_room() if self.content is not None else ""
        of = duty_list.town
        self.setWindowTitle(f"{NAME} · {of.county}{of.name}（{duty_list.date_in_words}）")
        self.content = Content(
            duty_list, readings, self.town, self._memory, self._zoom, self.frame, self
        )
        if tools is not None:
            self.content.browser.results.use(tools)
        if searched:
            self.frame.field.setText(searched)
        self.filled.emit()
        return self.content

    def _make_room(self) -> str:
        """Let go of the list that is shown, and give what was searched in it."""
        if self.content is not None:
            self.content.leave()
        self.content = None
        searched = self.frame.field.text()
        self.setMenuBar(QMenuBar(self))
        self.frame = Frame(self, self._memory, self._zoom)
        self.setCentralWidget(self.frame)
        self.frame.field.setFocus()
        sweep_soon()
        return searched

    def come_forward(self) -> None:
        """Show the window in front of others, even if it was minimized."""
        come_forward(self)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if files_in(event.mimeData()):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if paths := files_in(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(paths)

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
            self.content.leave()
        self._memory.keep("layout/window", self.saveGeometry())
        self._memory.write()
        super().closeEvent(event)
