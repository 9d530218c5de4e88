from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from duty_desktop.models.pack_rows import PackRowsModel, rows_of
from duty_desktop.models.roles import RecordRole
from duty_desktop.store import pack_making
from duty_desktop.store.library import Library
from duty_desktop.store.pack_reading import Pack
from duty_desktop.store.pack_taking import Taking, outlook, take_in
from tests.notes import NOW
from tests.store.packs import TOWNS, library_of, made, with_notes


@pytest.fixture
def packed(tmp_path: Path) -> Pack:
    """Two lists and the notebook."""
    theirs = tmp_path / "theirs"
    lists = [each.path for each in library_of(theirs, *TOWNS[:2]).lists()]
    return pack_making.made(lists, with_notes(theirs))[1]


def test_the_rows_say_what_is_in_a_pack_before_and_afterwards(packed: Pack, tmp_path: Path) -> None:
    library = Library(tmp_path / "lists")
    library.add([made(TOWNS[0])])
    rows = rows_of(packed, outlook(packed, library, tmp_path), 2049)

    assert [row.state for row in rows] == ["新清单", "清单库里已有", "见下面的选项", ""]
    assert [row.sha256 for row in rows[:3]] == [e.sha256 for e in packed.contents.entries]
    assert rows[-1].sha256 == packed.sha256

    taken = take_in(packed, library, tmp_path, NOW, notebook=Taking.MERGE)
    after = [row.state for row in rows_of(packed, taken, 2049)]
    assert after == ["已取入", "清单库里已有", "已合并", ""]
    taken = take_in(packed, library, tmp_path, NOW, lists=False)
    assert [row.state for row in rows_of(packed, taken, 1)] == ["没有取入"] * 3 + [""]


def test_the_table_shows_them(packed: Pack, tmp_path: Path) -> None:
    model = PackRowsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = rows_of(packed, outlook(packed, Library(tmp_path / "lists"), tmp_path), 2049)

    model.show(rows)

    assert model.rowCount() == 4
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["内容", "数量", "这里", "大小", "校验码（SHA-256）"]
    assert model.index(3, 3).data() == "3 KB"
    assert model.index(0, 0).data() == "大理市双廊镇履职事项清单（2025年6月）"
    assert model.index(2, 1).data() == "科室 3 个、人员 3 人、事项 2 项"
    assert model.index(0, 0).data(RecordRole) == rows[0]
