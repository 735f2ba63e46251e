"""A life-cycle message says what the rules want it to say, and is read back as it was written."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from merchant_desk.documents.e_invoice_status.reading import read_statuses
from merchant_desk.documents.e_invoice_status.writing import status_message
from merchant_desk.errors import RemoteDataError
from merchant_desk.rules.invoice_life import STATUSES, is_over, may_follow, status_name, what_to_do
from merchant_desk.rules.status_reasons import REASON_NAMES, REASONS, is_reason, reason_name
from merchant_desk.values.e_invoice_status import (
    Party,
    StatusAmount,
    StatusCode,
    StatusReason,
    StatusSaid,
    StatusToSay,
)
from merchant_desk.values.money import Money

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
US, THEM = Party("732829320", "Maison Lavande & fils"), Party("552100554", "Hôtel du <Pont>")
COLLECTED = StatusSaid(
    "FAA2026-000001",
    212,
    AT,
    date(2026, 11, 20),
    seller_siren="732829320",
    amounts=(StatusAmount(Money(12000), 2000), StatusAmount(Money(1055), 550)),
)


def message(said: StatusSaid, *, by_seller: bool = True) -> bytes:
    return status_message(StatusToSay("CDV-1", said, US, THEM, by_seller))


def test_a_payment_collected_is_told_by_rate_and_read_back() -> None:
    body = message(COLLECTED)

    assert read_statuses(body) == (COLLECTED,)
    assert b"<ram:TypeCode>MEN</ram:TypeCode>" in body
    assert b'<ram:ValueAmount currencyID="EUR">10.55</ram:ValueAmount>' in body
    assert b"<ram:ValuePercent>5.50</ram:ValuePercent>" in body


def test_the_same_facts_give_the_same_bytes() -> None:
    assert message(COLLECTED) == message(replace(COLLECTED))


def test_a_buyer_speaks_as_a_buyer_and_names_the_seller() -> None:
    said = StatusSaid("F-1", 210, AT, reasons=(StatusReason("TX_TVA_ERR", "5,5 % attendu"),))

    body = message(said, by_seller=False).decode()

    assert "<ram:RoleCode>BY</ram:RoleCode></ram:SenderTradeParty>" in body
    read = read_statuses(body.encode())[0]
    assert (read.seller_siren, read.reasons) == ("552100554", said.reasons)


@given(
    number=st.from_regex(r"[A-Z0-9/_+-]{1,35}", fullmatch=True),
    words=st.text(
        st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp")),
        min_size=1,
        max_size=60,
    ),
)
def test_any_words_come_back_as_they_were(number: str, words: str) -> None:
    said = StatusSaid(number, 207, AT, reasons=(StatusReason("AUTRE", words),))

    read = read_statuses(message(said, by_seller=False))[0]

    assert (read.invoice_number, read.reasons) == (number, said.reasons)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"bonjour",
        b"<html><body>connexion</body></html>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        message(COLLECTED)[:-40],
        message(COLLECTED).replace(
            b"<ram:ProcessConditionCode>212", b"<ram:ProcessConditionCode>x"
        ),
        message(COLLECTED).replace(b"20261121103000", b"hier"),
        message(COLLECTED).replace(b"10.55", b"beaucoup"),
    ],
)
def test_what_is_no_message_is_refused_in_french(body: bytes) -> None:
    with pytest.raises(RemoteDataError, match="n’a pas été compris"):
        read_statuses(body)


def test_the_life_of_an_invoice_goes_forward_only() -> None:
    assert may_follow([], StatusCode.SUBMITTED)
    assert may_follow([200, 202, 203], StatusCode.APPROVED)
    assert may_follow([200, 202, 205], StatusCode.COLLECTED)
    assert may_follow([200, 212], StatusCode.COLLECTED)
    assert not may_follow([200, 205], StatusCode.SUBMITTED)
    assert not may_follow([200, 213], StatusCode.COLLECTED)
    assert not may_follow([200], 999)


@pytest.mark.parametrize("code", [210, 213, 501])
def test_what_ends_an_invoice_says_to_make_a_credit_note_and_a_new_number(code: int) -> None:
    assert is_over([200, code])
    assert "avoir" in what_to_do(code)
    assert "numéro" in what_to_do(code)


def test_every_reason_of_a_closed_list_has_a_french_name() -> None:
    listed = {code for codes in REASONS.values() for code in codes}
    assert listed <= set(REASON_NAMES)
    assert is_reason(213, "DEST_INC")
    assert not is_reason(213, "QTE_ERR")
    assert reason_name("NOUVEAU") == "NOUVEAU"


def test_every_status_that_needs_a_reason_has_a_list_of_them() -> None:
    assert {each.code for each in STATUSES if each.needs_reason} <= set(REASONS)
    assert status_name(212) == "Encaissée"
    assert status_name(299) == "Statut 299"
