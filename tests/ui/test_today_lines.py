"""Every line of the day page is drawn and says itself."""

from types import MappingProxyType

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.queries.today import LINES, TodayCard, TodayLine, Urgency
from merchant_desk.queries.today_words import sentence_of
from merchant_desk.ui.theme import Theme
from merchant_desk.ui.today.today_line import TodayButton


@pytest.mark.parametrize("key", LINES)
def test_every_line_has_its_sentence_and_is_drawn(qtbot: QtBot, theme: Theme, key: str) -> None:
    words = sentence_of(key, 2)
    line = TodayLine(
        key, TodayCard.NEW, 2, words, "", Urgency.CALM, "promotions", MappingProxyType({})
    )
    button = TodayButton(theme, line)
    qtbot.addWidget(button)
    button.resize(400, 60)

    picture = button.grab().toImage()

    assert words.startswith(("2 ", "L’identité"))
    drawn = {picture.pixelColor(x, y).rgb() for x in range(400) for y in range(0, 60, 3)}
    assert len(drawn) > 2
