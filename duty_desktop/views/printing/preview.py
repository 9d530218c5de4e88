"""The pages as they will be printed, before any paper is used."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from duty_desktop.models.overriding import override
from duty_desktop.views.printing.find import FindBar
from duty_desktop.views.printing.message import PrintMessage
from duty_desktop.views.printing.pdf_pages import PdfPages
from duty_desktop.views.printing.thumbnails import PageThumbnails

_NEARER = 1.25
"""What one press of 放大 enlarges by."""

_ZOOMS = {"width": QPdfView.ZoomMode.FitToWidth, "page": QPdfView.ZoomMode.FitInView}

_ZOOM_RANGE = (0.2, 5.0)


class PagePreview(QWidget):
    """Pages to look through, with their thumbnails and a bar to find words.

    Attributes:
        view: what shows the pages.
        page: the number of the page shown, to be read and typed.
        thumbnails: the pages' small pictures.
        find_bar: the bar to find words; hidden until it is wanted.
        message: what stands in the pages' place where there are none.

    Signals:
        shown: other pages are on the screen.
    """

    shown = Signal()

    def __init__(self) -> None:
        """No pages yet."""
        super().__init__()
        self._pages: PdfPages | None = None
        self._coming: PdfPages | None = None
        self.view = QPdfView(self)
        self.view.setAccessibleName("页面预览")
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
        # Qt leaves room for the space between pages where a whole page is shown, none for margins.
        margins = self.view.documentMargins()
        self.view.setPageSpacing(margins.top() + margins.bottom())
        self.view.viewport().installEventFilter(self)
        self.page = _PageField()
        self.thumbnails = PageThumbnails()
        self.find_bar = FindBar()
        self.find_bar.hide()
        self.message = PrintMessage()
        self.view.setSearchModel(self.find_bar.results)
        self._of = QLabel()
        self._stack = QStackedWidget()
        self._looking = QWidget()
        self._stack.addWidget(self._looking)
        self._stack.addWidget(self.message)
        self._lay_out()
        self._wire()
        self._hold_bars()
        self._show_numbers()

    @property
    def pages(self) -> PdfPages | None:
        """The pages shown, ``None`` before the first."""
        return self._pages

    @property
    def current(self) -> int:
        """The page looked at, from 0."""
        return self.view.pageNavigator().currentPage()

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages as soon as they can be, at the place and size looked at now."""
        if self._coming is not None:
            self._coming.deleteLater()
        self._coming = PdfPages(pdf, self)
        self._coming.ready.connect(self._take)

    def say(self, sentence: str, fault: BaseException | None = None, *, again: bool = True) -> None:
        """Show a sentence in the pages' place; ``again`` offers to make them again."""
        if self._coming is not None:
            self._coming.deleteLater()
            self._coming = None
        self.message.say(sentence, fault, again=again)
        self._stack.setCurrentWidget(self.message)

    @property
    def zoom(self) -> str:
        """How large pages are shown: to fit the width or the whole page; else empty."""
        modes = {mode: name for name, mode in _ZOOMS.items()}
        return modes.get(self.view.zoomMode(), "")

    def use_zoom(self, name: str) -> None:
        """Show pages as large as ``zoom`` said; the whole page where it said nothing."""
        self.view.setZoomMode(_ZOOMS.get(name, QPdfView.ZoomMode.FitInView))

    def enlarge(self, factor: float) -> None:
        """Show the pages larger by a factor, or smaller, from the size they have now."""
        smallest, largest = _ZOOM_RANGE
        scale = self._present_scale() * factor
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(max(smallest, min(scale, largest)))

    def open_find(self) -> None:
        """Let the user type words to find."""
        self.find_bar.look_from(max(0, self.current))
        self.find_bar.show()
        self.find_bar.field.setFocus()
        self.find_bar.field.selectAll()

    def close_find(self) -> None:
        """Take the bar and its marks away."""
        self.find_bar.hide()
        self.view.setFocus()

    def find_next(self, steps: int) -> None:
        """Go on to another place where the words stand; ask for words where there are none."""
        if self.find_bar.isVisible():
            self.find_bar.step(steps)
        else:
            self.open_find()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        control = Qt.KeyboardModifier.ControlModifier
        if isinstance(event, QWheelEvent) and event.modifiers() & control:
            self.enlarge(_NEARER if event.angleDelta().y() > 0 else 1 / _NEARER)
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.thumbnails)
        below.addWidget(self.view, 1)
        rows = QVBoxLayout(self._looking)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._tool_bar())
        rows.addWidget(self.find_bar)
        rows.addLayout(below, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _wire(self) -> None:
        self.page.valueChanged.connect(lambda number: self._go_to(number - 1))
        self.thumbnails.wanted.connect(self._go_to)
        self.view.pageNavigator().currentPageChanged.connect(self._follow)
        self.find_bar.found.connect(self._show_result)
        self.find_bar.left.connect(self.close_find)
        for keys, pressed in (
            (QKeySequence("Ctrl++"), lambda: self.enlarge(_NEARER)),
            (QKeySequence("Ctrl+="), lambda: self.enlarge(_NEARER)),
            (QKeySequence("Ctrl+-"), lambda: self.enlarge(1 / _NEARER)),
            (QKeySequence("Ctrl+0"), self._fit_width),
            (QKeySequence("F3"), lambda: self.find_next(1)),
            (QKeySequence("Shift+F3"), lambda: self.find_next(-1)),
            (QKeySequence("Ctrl+F"), self.open_find),
        ):
            QShortcut(keys, self, pressed, context=Qt.ShortcutContext.WindowShortcut)

    def _tool_bar(self) -> QToolBar:
        """What is done with the pages; where there is no room, the last are behind an arrow."""
        self.page.setAccessibleName("页码")
        self.page.setKeyboardTracking(False)
        bar = QToolBar()
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.thumbnails_button = bar.addAction("缩略图")
        self.thumbnails_button.setToolTip("显示或隐藏缩略图")
        self.thumbnails_button.setCheckable(True)
        self.thumbnails_button.setChecked(True)
        self.view.zoomModeChanged.connect(self._hold_bars)
        self.thumbnails_button.toggled.connect(self._show_thumbnails)
        bar.addWidget(_room())
        _add(bar, "上一页", "上一页", self.page.stepDown)
        bar.addWidget(self.page)
        bar.addWidget(self._of)
        _add(bar, "下一页", "下一页", self.page.stepUp)
        bar.addWidget(_room())
        _add(bar, "缩小", "缩小（Ctrl+-）", lambda: self.enlarge(1 / _NEARER))
        _add(bar, "放大", "放大（Ctrl++）", lambda: self.enlarge(_NEARER))
        _add(bar, "整页", "看整页", self._fit_page)
        _add(bar, "页宽", "与窗口同宽（Ctrl+0）", self._fit_width)
        _add(bar, "查找", "在页面中查找（Ctrl+F）", self.open_find)
        for action in bar.actions():
            button = bar.widgetForAction(action)
            if isinstance(button, QToolButton):
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return bar

    def _take(self) -> None:
        """Show the pages that are ready, and let go of those before."""
        before, self._pages, self._coming = self._pages, self._coming, None
        if self._pages is None:
            return
        document = self._pages.document
        place = max(0, self.current) if before is not None else 0
        self.find_bar.search_in(document, place)
        self.thumbnails.show_pages(document)
        self.view.setDocument(document)
        self._stack.setCurrentWidget(self._looking)
        place = min(place, document.pageCount() - 1)
        self._show_numbers()
        self._go_to(place)
        self._follow(self.current)
        if before is not None:
            before.deleteLater()
        self.shown.emit()

    def _show_thumbnails(self) -> None:
        """Show them where the user wants them and there is more than one page."""
        several = self.page.maximum() > 1
        self.thumbnails_button.setVisible(several)
        self.thumbnails.setVisible(several and self.thumbnails_button.isChecked())

    def _show_numbers(self) -> None:
        count = 0 if self._pages is None else self._pages.document.pageCount()
        self.page.blockSignals(True)
        self.page.setRange(1, max(1, count))
        self.page.blockSignals(False)
        self._of.setText(f"/ {count} 页")
        self._show_thumbnails()

    def _go_to(self, page: int) -> None:
        navigator = self.view.pageNavigator()
        if page >= 0 and navigator.currentPage() != page:
            navigator.jump(page, QPointF(), 0)

    def _follow(self, page: int) -> None:
        self.page.blockSignals(True)
        self.page.setValue(page + 1)
        self.page.blockSignals(False)
        self.thumbnails.follow(page)
        self.find_bar.look_from(max(0, page))

    def _show_result(self, place: int) -> None:
        result = self.find_bar.results.resultAtIndex(place)
        self.view.setCurrentSearchResultIndex(place)
        self.view.pageNavigator().jump(result.page(), result.location(), 0)

    def _hold_bars(self) -> None:
        """Let no scroll bar come or go where pages are as large as the room that it leaves them.

        With a bar they would be smaller and fit, without it larger and not: Qt's view goes to and
        fro between the two for ever, and the window stands still.
        """
        policy = Qt.ScrollBarPolicy
        fits = self.view.zoomMode() is not QPdfView.ZoomMode.Custom
        self.view.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if fits else policy.ScrollBarAsNeeded
        )
        self.view.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded
        )

    def _fit_width(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _fit_page(self) -> None:
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def _present_scale(self) -> float:
        """The view's scale, worked out where it fits the page: Qt tells only one that was set."""
        mode = self.view.zoomMode()
        if mode is QPdfView.ZoomMode.Custom or self._pages is None:
            return self.view.zoomFactor()
        margins, room = self.view.documentMargins(), self.view.viewport().size()
        room = room.shrunkBy(margins)
        paper = self._pages.document.pagePointSize(max(0, self.current))
        paper *= self.view.logicalDpiX() / 72
        across, down = room.width() / paper.width(), room.height() / paper.height()
        return across if mode is QPdfView.ZoomMode.FitToWidth else min(across, down)


class _PageField(QSpinBox):
    """A page number: Enter goes to it and does not print."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


def _add(bar: QToolBar, text: str, tip: str, pressed: Callable[[], object]) -> None:
    action = bar.addAction(text)
    action.setToolTip(tip)
    action.triggered.connect(lambda: pressed())


def _room() -> QWidget:
    """Room that the bar gives away first."""
    room = QWidget()
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return room
