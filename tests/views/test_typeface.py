from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QRawFont

from duty_desktop import paths
from duty_desktop.views import typeface

BUNDLED = paths.resources() / "fonts" / "DutySans-Regular.ttf"


@pytest.fixture
def no_chinese_faces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _family: False)


@pytest.mark.usefixtures("no_chinese_faces")
@pytest.mark.usefixtures("qapp")
def test_the_bundled_face_serves_where_the_system_has_none() -> None:
    font = typeface.window_font(QFont(), BUNDLED)

    assert QFontInfo(font).family() == font.families()[0]
    face = QRawFont.fromFont(font)
    assert all(face.supportsCharacter(ord(char)) for char in "履职清单昌吉市三工镇（）：、·")


@pytest.mark.usefixtures("no_chinese_faces")
@pytest.mark.usefixtures("qapp")
def test_a_missing_face_does_no_harm(tmp_path: Path) -> None:
    font = typeface.window_font(QFont("DejaVu Sans", 12), tmp_path / "none.ttf")

    assert font.family() == "DejaVu Sans"


@pytest.mark.usefixtures("qapp")
def test_a_chinese_system_keeps_its_own_font() -> None:
    own = QFont("Microsoft YaHei UI", 9)

    font = typeface.window_font(own, BUNDLED)

    assert font.family() == "Microsoft YaHei UI"
    assert font.pointSizeF() == 10.0
