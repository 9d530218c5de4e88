"""The program itself, as the command line uses it."""

from collections.abc import Sequence

from tests.benchmarks.makers import work


def make(kind: str, _sizes: Sequence[float]) -> bytes:
    """The document as PDF bytes."""
    from duty_desktop.reports.making import make as made
    from duty_desktop.reports.order import DocumentKind, Look, PrintOrder

    records = work.duty_list()
    what, _, look = kind.partition("-")
    if what == "matrix":
        order = PrintOrder(DocumentKind.DEPARTMENT_MATRIX, size="A3", bundled_only=True)
    else:
        duties = work.sheet_duties(records)
        order = PrintOrder(
            DocumentKind.SHEETS, duties, look=Look(look) if look else None, bundled_only=True
        )
    return made(order, records, work.DAY).pdf


if __name__ == "__main__":
    work.run(make)
