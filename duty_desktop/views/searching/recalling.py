"""Which searches are remembered, and how they are offered again."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from duty_desktop.models.recent import RecentSearches
from duty_desktop.views.browser import Browser
from duty_desktop.views.frame import Frame
from duty_desktop.views.memory import WindowMemory

if TYPE_CHECKING:
    from duty_desktop.views.searching.recent_popup import RecentPopup

_PAUSE = 2000
"""Milliseconds without a key after which a search that finds something was meant as it stands."""

_KEY = "searches"
"""Where they stand in the window's memory."""


class Recalling(QObject):
    """Remembers a search once it was meant: after a pause, or when what it found is used.

    Attributes:
        searches: what is remembered.
        popup: the list of them, ``None`` until it is first asked for.
    """

    def __init__(self, browser: Browser, memory: WindowMemory, frame: Frame) -> None:
        """Remember what is searched in ``browser``, across starts in ``memory``."""
        super().__init__(browser)
        self._browser = browser
        self._memory = memory
        self.searches = RecentSearches(memory.names(_KEY) or ())
        self.popup: RecentPopup | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.remember)
        browser.field.textChanged.connect(self._wait)
        browser.field.left_downwards.connect(self.remember)
        browser.field.recent_wanted.connect(self.offer)
        browser.table.clicked.connect(self.remember)
        for name in ("print", "copy_duty"):
            frame.commands[name].triggered.connect(self.remember)

    def remember(self) -> None:
        """Remember the present search if it finds something."""
        self._pause.stop()
        results = self._browser.results
        found = results.found or results.maybe
        if results.text and found and self.searches.add(results.text):
            self._keep()

    def offer(self) -> None:
        """Drop the list down."""
        if self.popup is None:
            from duty_desktop.views.searching.recent_popup import RecentPopup

            self.popup = RecentPopup(self._browser.field)
            self.popup.chosen.connect(self._search_again)
            self.popup.removed.connect(self._forget)
            self.popup.cleared.connect(self._forget_all)
        self.popup.drop_down(self.searches.texts)

    def _wait(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()

    def _search_again(self, text: str) -> None:
        self._browser.field.setText(text)
        self._browser.field.setFocus()
        self.remember()

    def _forget(self, text: str) -> None:
        self.searches.remove(text)
        self._keep()

    def _forget_all(self) -> None:
        self.searches.clear()
        self._keep()

    def _keep(self) -> None:
        self._memory.keep(_KEY, self.searches.texts)
