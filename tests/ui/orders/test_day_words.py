import pytest

from merchant_desk.queries.today import Today, TodayCard, TodayLine, Urgency
from merchant_desk.ui.today.day_words import day_sentence


def _day(to_prepare: int, late: int, begun: int) -> Today:
    line = TodayLine(
        key="in_progress",
        card=TodayCard.SHIP,
        count=begun,
        sentence="",
        detail="",
        urgency=Urgency.CALM,
        screen="orders",
        argument={},
    )
    lines = (line,) if begun else ()
    return Today(lines, to_prepare, late, first_run=False, has_shop=True)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (_day(48, 3, 0), "48 commandes à préparer, 3 en retard."),
        (_day(48, 0, 2), "48 commandes à préparer, aucune en retard."),
        (_day(0, 3, 48), "48 commandes en cours de préparation, 3 en retard."),
        (_day(0, 0, 1), "1 commande en cours de préparation, aucune en retard."),
        (_day(0, 0, 0), "Tout est à jour. Profitez-en."),
    ],
)
def test_the_day_is_told_by_what_is_left_to_do(day: Today, said: str) -> None:
    assert day_sentence(day) == said
