"""What a town noted beside its list is no list: it is passed over, and that is said."""

import csv
import io
import itertools
from pathlib import Path

from duty_desktop.domain.office_text import own_title
from duty_desktop.ingest.understanding import understand
from tests.support import document

COLUMNS = ["编号", "所属清单", "事项类别", "事项名称", "分管领导", "备注"]


def tables() -> list[list[list[str]]]:
    """The rows of a town's text form, its three tables apart."""
    lines = document().decode("utf-8").split("\n")
    titles = [at for at, line in enumerate(lines) if line.startswith("大理市喜洲镇")]
    bounds = [0, *titles, len(lines)]
    return [
        [line.split("\t") for line in lines[begin:end]] for begin, end in itertools.pairwise(bounds)
    ]


def written(tmp_path: Path, *parts: list[list[str]]) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(row for part in parts for row in part)
    path = tmp_path / "list.csv"
    path.write_text(out.getvalue(), "utf-8-sig", newline="")
    return path


def test_a_table_of_the_towns_own_is_passed_over_wherever_it_stands(tmp_path: Path) -> None:
    cover, *lists = tables()
    own = [
        [own_title("本街道")],
        COLUMNS,
        ["基本1", "基本履职事项", "党的建设", "开展基层理论宣讲", "王五", "甲"],
        # What looks like headings, and a line alone, are the town's too.
        ["序号", "事项名称", "", "", "", ""],
        ["", "", "", "", "", "一行"],
        [],
    ]
    plain = understand([written(tmp_path, cover, *lists)])

    behind = understand([written(tmp_path, cover, *lists, own)])
    between = understand([written(tmp_path, cover, lists[0], own, *lists[1:])])

    assert plain.lists[0].duty_list is not None
    for found in (behind, between):
        (only,) = found.lists
        assert only.duty_list is not None
        assert [each.cells for each in only.duty_list.duties] == [
            each.cells for each in plain.lists[0].duty_list.duties
        ]
        said = [str(each) for each in found.all_doubts]
        assert sum("“分工”，不是清单" in each for each in said) == 1
