"""The preview's scroll bars leave pages that fit the window alone."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from duty_desktop.domain.duty import DutyList
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, PrintOrder
from duty_desktop.views.printing.preview import PagePreview


@pytest.mark.parametrize("zoom", ["width", "page"])
def test_room_for_pages_is_the_same_whether_they_fit_or_not(
    qtbot: QtBot, duty_list: DutyList, zoom: str
) -> None:
    """Otherwise bars come and go for ever at the heights where a page just fits without one."""
    order = PrintOrder(DocumentKind.SHEETS, duty_list.duties[:1])
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.use_zoom(zoom)
    preview.show()
    with qtbot.waitSignal(preview.shown):
        preview.show_pdf(make(order, duty_list, date(2026, 7, 1)).pdf)

    rooms = set()
    for height in (400, 700, 1000):
        preview.resize(500, height)
        QApplication.processEvents()
        rooms.add(preview.view.viewport().width())
        bar = preview.view.verticalScrollBar()
        assert bar.isVisible()
        # Qt's view has a space below the last page too.
        assert zoom == "width" or bar.maximum() <= preview.view.pageSpacing()

    assert len(rooms) == 1
    preview.enlarge(0.1)
    QApplication.processEvents()
    assert not preview.view.verticalScrollBar().isVisible()
