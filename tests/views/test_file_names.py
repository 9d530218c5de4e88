import pytest

from duty_desktop.domain.duty import DutyList
from duty_desktop.views.file_names import safe_name, suggested_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("配合21 文明养犬管理工作", "配合21 文明养犬管理工作"),
        ('a<b>:"/\\|?*c', "a b c"),
        ("行\n尾\t. .", "行 尾"),
        ("CON", "_CON"),
        ("com1.表", "_com1.表"),
        ("", "_"),
        ("长" * 300, "长" * 80),
    ],
)
def test_names_that_windows_accepts(text: str, name: str) -> None:
    assert safe_name(text) == name


def test_suggested_names(duty_list: DutyList) -> None:
    one, other = duty_list.duty("cooperative-21"), duty_list.duty("basic-1")

    assert suggested_name([one], ".pdf") == "配合21 文明养犬管理工作.pdf"
    assert suggested_name([one, other], ".pdf") == "履职事项单 配合21等2项.pdf"
