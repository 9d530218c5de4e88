"""Typing as fast as fingers go never holds the window up."""

from pytestqt.qtbot import QtBot

from duty_desktop.views.browser import Browser
from tests.typist import LOOK_EVERY, gaps_while_typing

TYPED_FOR = 5000
"""Milliseconds."""

LONG = 0.05
"""Seconds that any machine stays below; ``tests.benchmarks.keystroke`` holds the strict measure."""

WORDS = ("养犬管理", "农业农村局 农药", "公租房申请", "烧麦茬", "林草局 防火", "股票开户", "12345")


def test_thirty_keys_a_second(qtbot: QtBot, browser: Browser) -> None:
    browser.results.use(browser.results.prepared())

    gaps = gaps_while_typing(browser.field, WORDS, lambda: qtbot.wait(TYPED_FOR))

    short = sum(gap < LONG for gap in gaps)
    assert short >= 0.99 * len(gaps)
    assert len(gaps) > TYPED_FOR / LOOK_EVERY / 4
