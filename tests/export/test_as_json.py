import json

from duty_desktop.domain.duty import DutyList
from duty_desktop.export import as_json

SUMMARY = {"id", "list", "serial", "category", "name", "departments"}


def test_every_duty_is_a_json_document(duty_list: DutyList) -> None:
    for duty in duty_list.duties:
        document = as_json.whole(duty)
        assert json.loads(json.dumps(document, ensure_ascii=False)) == document
        assert set(document) >= SUMMARY
        assert set(as_json.summary(duty)) == SUMMARY


def test_a_step_says_who_acts_and_why(duty_list: DutyList) -> None:
    document = as_json.whole(duty_list.duty("cooperative-19"))

    assert document["steps"][1] == {
        "side": "superior",
        "section": None,
        "heading": None,
        "number": 2,
        "marker": "2.",
        "text": "承保机构每季度结束后，下一季度前20日给三工镇提供承保补贴清单；",
        "departments": [],
        "basis": "not stated",
        "other_subject": "承保机构",
    }


def test_verbatim_cells_and_their_words_stand_side_by_side(duty_list: DutyList) -> None:
    document = as_json.whole(duty_list.duty("cooperative-2"))

    assert document["superior_text"].startswith("<p>1.按照上级要求")
    assert document["words"]["superior_text"].startswith("1.按照上级要求")
    assert document["township_text"] == document["words"]["township_text"]


def test_problems_make_a_verification_fail(duty_list: DutyList) -> None:
    assert as_json.verification(duty_list, [])["ok"] is True
    assert as_json.verification(duty_list, ["坏了。"])["ok"] is False
