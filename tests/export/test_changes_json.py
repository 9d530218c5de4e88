import json

from duty_desktop.comparing.carrying import carried_over
from duty_desktop.comparing.comparison import compare
from duty_desktop.domain.changes import Verdict
from duty_desktop.domain.duty import DutyList
from duty_desktop.export.as_json import Json
from duty_desktop.export.change_lines import change_lines
from duty_desktop.export.changes_json import compared
from duty_desktop.ingest.duty_list import read_duty_list
from tests.comparing.changes import changed_copy


def document(old: DutyList, new: DutyList) -> Json:
    comparison = compare(old, new)
    return compared(comparison, carried_over(comparison))


def test_a_comparison_is_a_json_document(duty_list: DutyList) -> None:
    copy = changed_copy(duty_list, 4)

    found = document(duty_list, read_duty_list(copy.data))

    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
    assert found["same"] is False
    assert found["old"]["title"] == "昌吉市三工镇履职事项清单（2025年7月）"
    assert (found["old"]["duties"], found["new"]["duties"]) == (242, 243)
    told = {
        (each["verdict"], *(tuple(duty["id"] for duty in each[side]) for side in ("old", "new")))
        for each in found["changes"]
    }
    assert told == {(each.verdict.value, each.old, each.new) for each in copy.known}
    counts = found["counts"]
    assert [counts[each] for each in Verdict] == [4, 3, 3, 3, 4, 19]
    assert counts["renumbered"] == len(found["renumbered"]) == 171
    assert counts["unchanged"] == 207
    assert {each["old"]: each["new"] for each in found["renamed_departments"]} == copy.renamed
    assert len(found["carried"]) == 242


def test_a_change_holds_both_texts_and_the_spans_between(duty_list: DutyList) -> None:
    text = duty_list.source_text().replace("文明养犬管理工作", "文明养犬监管工作")

    found = document(duty_list, read_duty_list(text.encode("utf-8")))

    [change] = found["changes"]
    assert change["verdict"] == "changed"
    assert [duty["id"] for duty in change["old"] + change["new"]] == ["cooperative-21"] * 2
    assert change["fields"] == [
        {
            "field": "name",
            "old": "文明养犬管理工作",
            "new": "文明养犬监管工作",
            "spans": [
                {"kind": "kept", "text": "文明养犬"},
                {"kind": "deleted", "text": "管理"},
                {"kind": "inserted", "text": "监管"},
                {"kind": "kept", "text": "工作"},
            ],
        }
    ]
    assert change["evidence"]["ground"] == "alike"
    [likeness] = change["evidence"]["likenesses"]
    assert 0.6 < likeness["score"] < 1
    assert likeness["shared"]
    assert {"old": "cooperative-21", "new": ["cooperative-21"], "carried": "changed"}.items() <= (
        next(each for each in found["carried"] if each["old"] == "cooperative-21").items()
    )


def test_people_read_the_same_in_lines(duty_list: DutyList) -> None:
    copy = changed_copy(duty_list, 4)
    comparison = compare(duty_list, read_duty_list(copy.data))

    lines = list(change_lines(comparison))

    assert lines[0] == "原清单：昌吉市三工镇履职事项清单（2025年7月），242 项"
    assert lines[2].startswith("新增 4 项、取消 3 项、疑似拆分 3 项、疑似合并 3 项、转列 4 项")
    headings = [line for line in lines if line.startswith("【")]
    assert headings == [
        *(f"【{verdict.words}】" for verdict in Verdict),
        "【部门更名】",
        "【仅序号变动】",
    ]
    assert "   事项名称：［－负责－］［＋承担＋］本镇农产品质量安全监督管理工作" in lines
    for old, new in copy.renamed.items():
        assert any(line.startswith(f"{old} → {new}，涉及") for line in lines)


def test_leftover_markup_is_told_at_the_end(duty_list: DutyList) -> None:
    text = duty_list.source_text().replace("<p>", "").replace("</p>", "")

    lines = list(change_lines(compare(duty_list, read_duty_list(text.encode("utf-8")))))

    assert lines[2] == "两份清单的 242 项事项内容和序号都相同。"
    assert lines[-1].endswith("只是原文中残留的排版标记不同。")
    assert len(lines) == 5
