"""The program itself, as the command line uses it."""

from collections.abc import Sequence

from tests.benchmarks.makers import work


def make(kind: str, _sizes: Sequence[float]) -> bytes:
    """The document as PDF bytes."""
    from duty_desktop.reports.making import make as made
    from duty_desktop.reports.order import DocumentKind, PrintOrder

    records = work.duty_list()
    order = PrintOrder(DocumentKind.SHEETS, work.sheet_duties(records))
    if kind == "matrix":
        order = PrintOrder(DocumentKind.DEPARTMENT_MATRIX, size="A3")
    return made(order, records, work.DAY).pdf


if __name__ == "__main__":
    work.run(make)
