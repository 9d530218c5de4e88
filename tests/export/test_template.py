import io

import openpyxl

from duty_desktop.domain.duty import ListKind
from duty_desktop.export.template import template_bytes
from duty_desktop.ingest.headings import columns_of


def test_the_template_has_a_sheet_for_each_list_with_its_columns() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_bytes()))

    assert book.sheetnames == [kind.official_name for kind in ListKind]
    for kind in ListKind:
        title, headings, example = book[kind.official_name].iter_rows(values_only=True)
        assert f"{kind.official_name}清单" in str(title[0])
        found = columns_of([str(cell) for cell in headings])
        assert [column.value for column in found.values()] == [each.value for each in kind.fields]
        assert example[0] == "示例"
        assert book[kind.official_name].freeze_panes == "A3"
