import pytest

from duty_desktop.domain.duty import DutyList, ListKind
from duty_desktop.domain.naming import departments_called, duty_id, list_kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("basic", ListKind.BASIC),
        ("配合", ListKind.COOPERATIVE),
        ("上级部门收回事项清单", ListKind.RECLAIMED),
        (" 基本履职事项 ", ListKind.BASIC),
        ("", None),
        ("其他", None),
    ],
)
def test_lists_have_several_names(text: str, expected: ListKind | None) -> None:
    assert list_kind(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cooperative-21", "cooperative-21"),
        ("COOPERATIVE-021", "cooperative-21"),
        ("配合21", "cooperative-21"),
        ("收回 7", "reclaimed-7"),
        ("基本107", "basic-107"),
        ("21", None),
        ("配合", None),
        ("配合21a", None),
        ("配合%", None),
        ("", None),
    ],
)
def test_a_duty_is_named_as_people_do(text: str, expected: str | None) -> None:
    assert duty_id(text) == expected


@pytest.mark.parametrize("text", ["住建局", "昌吉市住房和城乡建设局", "城乡建设"])
def test_a_department_answers_to_its_short_name(duty_list: DutyList, text: str) -> None:
    assert departments_called(duty_list, text) == {"昌吉市住房和城乡建设局"}
