"""What an operation brought is told in its form, and to whoever plans the next of its kind."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from merchant_desk.database.database import Database
from merchant_desk.models.promotion import Promotion
from merchant_desk.operations.note_promotion import note_promotion
from merchant_desk.rules.promotion_draft import PromotionDraft, draft_text
from merchant_desk.rules.promotion_result import PromotionResult, result_facts
from merchant_desk.rules.promotion_uplift import MoneyRange, Range, Uplift
from merchant_desk.ui.promotions.screen import PromotionsScreen
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import PromotionId, id_text, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.words import PromotionEventKind, PromotionState
from tests.ui.promotions.conftest import Stocked
from tests.ui.promotions.planner import Planner

_RESULT = PromotionResult(
    first=date(2026, 10, 1),
    last=date(2026, 10, 5),
    units=138,
    revenue=Money(162_840),
    uplift=Uplift(
        units=138,
        revenue=Money(162_840),
        expected_units=Range(91, 100, 110),
        uplift_bp=Range(2_500, 3_800, 5_200),
        extra_revenue=MoneyRange(Money(20_000), Money(40_000), Money(60_000)),
        extra_margin=MoneyRange(Money(-1_200), Money(21_000), Money(42_000)),
        unknown_articles=0,
    ),
    dip_bp=Range(-2_500, -1_200, 300),
    settled=True,
)


@pytest.fixture
def screen(planner: Planner) -> PromotionsScreen:
    return planner.screen


@pytest.fixture
def over(shop_file: Database, stocked: Stocked, gesture: Gesture) -> PromotionId:
    """A promotion that ended a month ago, and what was learnt from it."""
    promotion_id, ends_at = PromotionId(new_id()), utc_now() - timedelta(days=30)
    draft = PromotionDraft(
        title="Semaine du savon",
        kind="promotion",
        starts_at=ends_at - timedelta(days=5),
        ends_at=ends_at,
        products=(id_text(stocked.soap),),
    )
    with shop_file.write() as session:
        session.add(
            Promotion(
                id=promotion_id,
                title=draft.title,
                kind=draft.kind,
                state=PromotionState.ENDED,
                starts_at=draft.starts_at,
                ends_at=ends_at,
                channels="web",
                plan=draft_text(draft),
                created_at=draft.starts_at,
                changed_at=draft.starts_at,
                changed_by="Camille",
            )
        )
        session.flush()
        kind = PromotionEventKind.LEARNED
        note_promotion(session, gesture, promotion_id, kind, result_facts(_RESULT))
    return promotion_id


def test_an_operation_that_is_over_tells_what_it_brought(
    qtbot: QtBot, over: PromotionId, screen: PromotionsScreen
) -> None:
    screen.form.open(over)

    card = screen.form.form.result
    qtbot.waitUntil(card.isVisible)
    assert card.title.text() == "Ce qu’elle a apporté"
    assert "Marge HT\u00a0: +210\u00a0€ (de −12\u00a0€ à +420\u00a0€)." in card.told


def test_planning_the_next_of_its_kind_tells_how_the_last_one_went(
    qtbot: QtBot, over: PromotionId, screen: PromotionsScreen
) -> None:
    assert over
    screen.form.plan_on(utc_now().date() + timedelta(days=9))
    card = screen.form.form.result
    basics = screen.form.form.basics

    qtbot.waitUntil(card.isVisible)
    (told,) = card.told
    assert told == (
        "La dernière fois («\u00a0Semaine du savon\u00a0»)\u00a0: +38\u00a0% "
        "(de +25 à +52\u00a0%), marge +210\u00a0€."
    )

    basics.kind.setCurrentIndex((basics.kind.currentIndex() + 1) % basics.kind.count())
    basics.edited.emit()
    qtbot.waitUntil(card.isHidden)


def test_the_first_of_its_kind_is_told_nothing(qtbot: QtBot, screen: PromotionsScreen) -> None:
    screen.form.plan_on(utc_now().date() + timedelta(days=9))

    qtbot.wait(200)
    assert not screen.form.form.result.isVisible()
