"""What comes back: confirmed, refused, changed, ended, added, taken back."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.operations.add_recurring import add_recurring
from merchant_desk.operations.change_recurring import change_recurring
from merchant_desk.operations.confirm_recurring import confirm_recurring, terms_of
from merchant_desk.operations.end_recurring import end_recurring, resume_recurring
from merchant_desk.operations.refuse_recurring import forget_recurring, refuse_recurring
from merchant_desk.values.cash_words import Cadence, CashCategory
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import CashAccountId, RecurringId
from merchant_desk.values.money import Money
from merchant_desk.values.recurring import RecurringTerms
from tests.makers import make_station
from tests.operations.recurring_bank import bring_history, page, proposed

INSURANCE = RecurringTerms(
    label="Assurance du local",
    category=CashCategory.INSURANCE,
    cadence=Cadence.QUARTERLY,
    day=15,
    first_on=date(2026, 12, 15),
    amount=Money(-30_000),
)


@pytest.fixture
def shop(sqlite_database: Database, gesture: Gesture) -> Database:
    with sqlite_database.write() as session:
        make_station(session, gesture)
    return sqlite_database


def test_what_is_confirmed_is_no_longer_proposed(database: Database, gesture: Gesture) -> None:
    bring_history(database, gesture)
    rent = proposed(database, "loyer")

    database.gesture(confirm_recurring, gesture, terms_of(rent))

    told = page(database)
    assert [each.pattern for each in told.proposed] == ["edf clients pros"]
    (kept,) = told.confirmed
    assert (kept.last_on, kept.next_on) == (date(2026, 11, 5), date(2026, 12, 7))
    assert (kept.last_amount, kept.changed, kept.gone) == (Money(-89_000), False, False)
    assert (told.month_in, told.month_out) == (Money(0), Money(-89_000))


def test_what_is_confirmed_twice_is_refused(shop: Database, gesture: Gesture) -> None:
    terms = replace(INSURANCE, pattern="maif")
    shop.gesture(confirm_recurring, gesture, terms)

    with pytest.raises(RefusedError) as refused:
        shop.gesture(confirm_recurring, gesture, terms)

    assert "est déjà confirmé" in refused.value.title
    assert len(page(shop).confirmed) == 1


def test_what_was_added_by_hand_twice_is_refused(shop: Database, gesture: Gesture) -> None:
    shop.gesture(add_recurring, gesture, INSURANCE)

    with pytest.raises(RefusedError) as refused:
        shop.gesture(add_recurring, gesture, replace(INSURANCE, label="assurance du LOCAL "))
    shop.gesture(add_recurring, gesture, replace(INSURANCE, amount=Money(-9_900)))

    assert "est déjà confirmé" in refused.value.title
    assert len(page(shop).confirmed) == 2


def test_what_is_refused_is_proposed_again_once_forgotten(
    sqlite_database: Database, gesture: Gesture
) -> None:
    bring_history(sqlite_database, gesture)
    rent = proposed(sqlite_database, "loyer")

    kept = sqlite_database.gesture(refuse_recurring, gesture, terms_of(rent)).answer
    after_refusal = page(sqlite_database)
    sqlite_database.gesture(forget_recurring, gesture, kept.recurring_id)

    assert rent not in after_refusal.proposed
    assert (after_refusal.confirmed, after_refusal.ended) == ((), ())
    assert rent in page(sqlite_database).proposed


def test_a_change_is_kept(shop: Database, gesture: Gesture) -> None:
    kept = shop.gesture(add_recurring, gesture, INSURANCE).answer

    dearer = replace(INSURANCE, amount=Money(-33_000), label="Assurance et vol")
    shop.gesture(change_recurring, gesture, kept.recurring_id, dearer)

    (row,) = page(shop).confirmed
    assert (row.terms.amount, row.terms.label) == (Money(-33_000), "Assurance et vol")
    assert row.a_month == Money(-11_000)


def test_what_ended_may_be_resumed(shop: Database, gesture: Gesture) -> None:
    kept = shop.gesture(add_recurring, gesture, INSURANCE).answer

    shop.gesture(end_recurring, gesture, kept.recurring_id, date(2026, 12, 31))
    ended = page(shop)
    shop.gesture(resume_recurring, gesture, kept.recurring_id)

    assert (len(ended.confirmed), len(ended.ended)) == (0, 1)
    assert (len(page(shop).confirmed), len(page(shop).ended)) == (1, 0)


def test_a_loan_that_was_ended_by_mistake_keeps_its_last_day(
    shop: Database, gesture: Gesture
) -> None:
    last = date(2028, 12, 15)
    kept = shop.gesture(add_recurring, gesture, replace(INSURANCE, until=last)).answer

    ended = shop.gesture(end_recurring, gesture, kept.recurring_id, date(2026, 12, 31)).answer
    shop.gesture(resume_recurring, gesture, kept.recurring_id, ended.until)

    assert [each.terms.until for each in page(shop).confirmed] == [last]


def test_what_went_on_after_its_last_day_may_be_resumed(shop: Database, gesture: Gesture) -> None:
    over = replace(INSURANCE, first_on=date(2026, 3, 16), until=date(2026, 9, 15))
    kept = shop.gesture(add_recurring, gesture, over).answer
    before = page(shop)

    shop.gesture(resume_recurring, gesture, kept.recurring_id)

    assert (len(before.confirmed), len(before.ended)) == (0, 1)
    assert [each.terms.until for each in page(shop).confirmed] == [None]


def test_the_label_the_bank_will_write_is_kept_as_its_words(
    shop: Database, gesture: Gesture
) -> None:
    terms = replace(INSURANCE, pattern="PRLV SEPA MAIF 00123")

    shop.gesture(add_recurring, gesture, terms)

    assert page(shop).confirmed[0].terms.pattern == "maif"


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"label": "  "}, "le nom manque"),
        ({"amount": Money(0)}, "le montant n’est pas possible"),
        ({"amount": Money(-(10**12))}, "le montant n’est pas possible"),
        ({"low": Money(-20_000)}, "entre le plus bas et le plus haut"),
        ({"high": Money(500)}, "entre le plus bas et le plus haut"),
        ({"day": 32}, "le jour n’est pas possible"),
        ({"day": 8, "cadence": Cadence.WEEKLY}, "le jour n’est pas possible"),
        ({"first_on": date(1970, 1, 1)}, "la date n’est pas possible"),
        ({"until": date(2026, 12, 1)}, "la fin est avant le début"),
        ({"account_id": CashAccountId(b"nowhere")}, "ce compte n’existe pas"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(
    shop: Database, gesture: Gesture, change: dict[str, object], what: str
) -> None:
    terms = replace(INSURANCE, **change)  # type: ignore[arg-type]  # each its own type

    with pytest.raises(RefusedError) as refused:
        shop.gesture(add_recurring, gesture, terms)

    assert what in refused.value.title
    assert page(shop).confirmed == ()


def test_one_that_is_gone_is_refused(shop: Database, gesture: Gesture) -> None:
    gone = RecurringId(bytes(16))

    for act in (
        lambda: shop.gesture(change_recurring, gesture, gone, INSURANCE),
        lambda: shop.gesture(end_recurring, gesture, gone, date(2026, 12, 1)),
        lambda: shop.gesture(resume_recurring, gesture, gone),
        lambda: shop.gesture(forget_recurring, gesture, gone),
    ):
        with pytest.raises(RefusedError):
            act()
