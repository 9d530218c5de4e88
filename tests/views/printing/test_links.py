"""Lines of a table of contents are links that the preview can read."""

from datetime import date

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex
from PySide6.QtPdf import QPdfDocument, QPdfLinkModel

from duty_desktop.ingest.duty_list import read_duty_list
from duty_desktop.reports.making import make
from duty_desktop.reports.order import DocumentKind, PrintOrder
from tests.support import document

_PAGE = QPdfLinkModel.Role.Page.value


def test_qt_reads_the_links_of_the_contents() -> None:
    duty_list = read_duty_list(document())
    order = PrintOrder(DocumentKind.BOOKLET, duty_list.duties)
    data = QByteArray(make(order, duty_list, date(2026, 7, 1)).pdf)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    pdf = QPdfDocument()
    pdf.load(buffer)
    links = QPdfLinkModel()
    links.setDocument(pdf)

    leads = []
    for page in range(pdf.pageCount()):
        links.setPage(page)
        leads += [links.index(row).data(_PAGE) for row in range(links.rowCount(QModelIndex()))]

    assert leads
    assert all(page > 2 for page in leads)
    pdf.close()
