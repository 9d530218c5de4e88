from duty_desktop.domain.duty import DutyList
from duty_desktop.models.columns import COLUMNS, NAME_COLUMN, pinyin_order


def test_names_are_sorted_by_their_sound() -> None:
    names = ["征兵", "安全", "养犬", "低保", "办证"]

    assert sorted(names, key=pinyin_order) == ["安全", "办证", "低保", "养犬", "征兵"]


def test_characters_outside_every_table_have_a_place_too() -> None:
    assert pinyin_order("𬭼\ud800")


def test_a_cooperative_duty_row(duty_list: DutyList) -> None:
    duty = duty_list.duty("cooperative-44")

    assert [column.text(duty) for column in COLUMNS] == [
        "配合 44",
        "残疾人证管理",
        "社会保障",
        "昌吉市残联、昌吉市民政局",
    ]
    assert COLUMNS[NAME_COLUMN].title == "事项名称"


def test_numbers_sort_in_the_official_order(duty_list: DutyList) -> None:
    number = COLUMNS[0]

    assert sorted(duty_list.duties, key=number.sort_key) == list(duty_list.duties)
