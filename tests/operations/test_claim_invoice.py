"""What an invoice charges too much becomes a claim: units that never came, and prices."""

import pytest
from sqlalchemy import select

from merchant_desk.errors import RefusedError
from merchant_desk.models.delivery import Claim, ClaimLine
from merchant_desk.operations.claim_invoice import claim_invoice
from merchant_desk.operations.close_delivery import close_delivery
from merchant_desk.operations.turn_claim import drop_line, turn_claim
from merchant_desk.queries.claim_list import ClaimList, ClaimsShown, claim_counts
from merchant_desk.queries.claims import ClaimCard, claim_letter
from merchant_desk.queries.claims import claim_card as found_card
from merchant_desk.queries.overcharges import overcharged, overcharges
from merchant_desk.rules.received.overcharge import Charged, overcharge
from merchant_desk.values.deliveries import Rest
from merchant_desk.values.goods_words import ClaimKind, ClaimState
from merchant_desk.values.ids import ClaimId
from merchant_desk.values.money import Money
from tests.operations.delivery_desk import SOAP, DeliveryDesk
from tests.operations.supplier_desk import take_in
from tests.operations.test_cost_of_deliveries import approve, desk, soap_bill

__all__ = ["desk"]


def card_of(desk: DeliveryDesk, claim_id: ClaimId) -> ClaimCard:
    card = found_card(desk.session, claim_id)
    assert card is not None
    return card


def lines(desk: DeliveryDesk) -> list[tuple[ClaimKind, int, int]]:
    rows = desk.session.scalars(select(ClaimLine).order_by(ClaimLine.kind, ClaimLine.id))
    return [(each.kind, each.quantity, each.amount.cents) for each in rows]


@pytest.mark.parametrize("approved", [False, True])
def test_dearer_and_missing_units_are_asked_back_and_no_cent_twice(
    desk: DeliveryDesk, approved: bool
) -> None:
    desk.scan(SOAP, 10)
    said = soap_bill("12", "2.50", "30.00")
    if approved:
        invoice_id = approve(desk, said)
    else:
        invoice_id = take_in(desk.session, desk.later(), said).invoice_id

    (claim_id,) = claim_invoice(desk.session, desk.later(), invoice_id)

    # ordered at 2,10 €: two that never came at 2,50 €, and 0,40 € on each of the other ten
    assert lines(desk) == [(ClaimKind.PRICE, 10, 400), (ClaimKind.SHORT, 2, 500)]
    assert card_of(desk, claim_id).amount == Money(900)
    letter = claim_letter(desk.session, claim_id, desk.gesture.at)
    assert {each.note for each in letter.lines} == {"facture F-2026-118"}
    with pytest.raises(RefusedError, match="Rien n’a été réclamé"):
        claim_invoice(desk.session, desk.later(), invoice_id)


def test_what_was_missing_at_the_end_of_the_delivery_is_not_asked_again(
    desk: DeliveryDesk,
) -> None:
    desk.scan(SOAP, 10)
    close_delivery(desk.session, desk.later(), desk.delivery, Rest.CLAIMED)
    before = lines(desk)
    invoice_id = approve(desk, soap_bill("12", "2.10", "25.20"))

    assert overcharges(desk.session, invoice_id) == ()
    with pytest.raises(RefusedError):
        claim_invoice(desk.session, desk.later(), invoice_id)

    assert lines(desk) == before


def test_an_invoice_at_the_price_ordered_asks_for_nothing(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    invoice_id = approve(desk, soap_bill("12", "2.10", "25.20"))

    with pytest.raises(RefusedError, match="ne demande rien de trop"):
        claim_invoice(desk.session, desk.later(), invoice_id)

    assert desk.session.scalars(select(Claim)).all() == []


def test_an_invoice_that_comes_before_its_goods_asks_for_nothing_yet(desk: DeliveryDesk) -> None:
    invoice_id = take_in(desk.session, desk.later(), soap_bill("12", "2.50", "30.00")).invoice_id

    assert overcharges(desk.session, invoice_id) == ()
    desk.scan(SOAP, 12)

    assert overcharged(overcharges(desk.session, invoice_id)) == Money(480)


def test_a_claim_is_answered_then_settled_for_what_was_given(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    invoice_id = approve(desk, soap_bill("12", "2.50", "30.00"))
    assert overcharged(overcharges(desk.session, invoice_id)) == Money(480)
    (claim_id,) = claim_invoice(desk.session, desk.later(), invoice_id)
    todo = ClaimList(shown=ClaimsShown.OPEN)
    assert todo.count(desk.session) == 1
    counts = claim_counts(desk.session)
    assert (counts.open, counts.closed, counts.asked) == (1, 0, Money(480))

    turn_claim(desk.session, desk.later(), claim_id, ClaimState.SENT)
    turn_claim(desk.session, desk.later(), claim_id, ClaimState.ANSWERED, "Avoir à venir")
    turn_claim(desk.session, desk.later(), claim_id, ClaimState.SETTLED, "", Money(450))

    card = card_of(desk, claim_id)
    assert (card.state, card.credited, card.settled_note) == (
        ClaimState.SETTLED,
        Money(450),
        "Avoir à venir",
    )
    assert todo.count(desk.session) == 0
    (row,) = ClaimList(text="luberon", shown=ClaimsShown.CLOSED).fetch(desk.session, 0, 9)
    assert (row.amount, row.credited) == (Money(480), Money(450))
    with pytest.raises(RefusedError, match="close"):
        turn_claim(desk.session, desk.later(), claim_id, ClaimState.DROPPED)


def test_a_line_is_taken_off_before_it_is_sent_and_not_after(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 10)
    invoice_id = approve(desk, soap_bill("12", "2.50", "30.00"))
    (claim_id,) = claim_invoice(desk.session, desk.later(), invoice_id)
    first, second = card_of(desk, claim_id).lines

    drop_line(desk.session, first.line_id)
    turn_claim(desk.session, desk.later(), claim_id, ClaimState.SENT)

    with pytest.raises(RefusedError, match="déjà partie"):
        drop_line(desk.session, second.line_id)
    assert len(lines(desk)) == 1


def test_less_than_nothing_is_not_given_back(desk: DeliveryDesk) -> None:
    desk.scan(SOAP, 12)
    (claim_id,) = claim_invoice(
        desk.session, desk.later(), approve(desk, soap_bill("12", "2.50", "30.00"))
    )
    turn_claim(desk.session, desk.later(), claim_id, ClaimState.SENT)

    with pytest.raises(RefusedError, match="négatif"):
        turn_claim(desk.session, desk.later(), claim_id, ClaimState.SETTLED, credited=Money(-1))

    assert card_of(desk, claim_id).state is ClaimState.SENT


@pytest.mark.parametrize(
    ("units", "net", "came", "agreed", "asked"),
    [
        (12, 30_00, 12, 2_1000, (0, 0, 12, 4_80)),
        (12, 30_00, 0, 2_1000, (12, 30_00, 0, 0)),
        (12, 30_00, 10, None, (2, 5_00, 0, 0)),
        (12, 30_00, 14, 2_5000, (0, 0, 0, 0)),
        (12, 30_00, 12, 2_4950, (0, 0, 0, 0)),
        (-3, -7_50, 0, 2_1000, (0, 0, 0, 0)),
        (0, 30_00, 0, 2_1000, (0, 0, 0, 0)),
        (12, 0, 12, 2_1000, (0, 0, 0, 0)),
        (12, 24_00, 12, 2_1000, (0, 0, 0, 0)),
    ],
)
def test_only_what_is_too_much_is_asked_back(
    units: int, net: int, came: int, agreed: int | None, asked: tuple[int, int, int, int]
) -> None:
    found = overcharge(Charged(units, Money(net), came, agreed))

    assert (
        found.missing, found.missing_amount.cents, found.dearer, found.dearer_amount.cents
    ) == asked  # fmt: skip
