"""Each provider's settlement comes out as the same transfers and lines, proved to the cent."""

from datetime import date

import pytest

from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.values.cash_words import PayoutKind
from merchant_desk.values.money import Money
from merchant_desk.values.payout_file import PayoutColumns, PayoutFile, ToldPayoutLine
from tests.documents.payouts import samples

SALE, REFUND, FEE = PayoutKind.SALE, PayoutKind.REFUND, PayoutKind.FEE
BACK, OTHER = PayoutKind.CHARGEBACK, PayoutKind.ADJUSTMENT


def read(text: str, encoding: str = "utf-8") -> PayoutFile:
    return read_payout_file("releve.csv", text.encode(encoding))


@pytest.mark.parametrize(
    ("provider", "payouts"),
    [
        (
            "stripe",
            [
                ("po_1", date(2026, 11, 17), 1990, -262, 0, 1728),
                ("po_2", date(2026, 11, 18), 121_900, -3399, 0, 118_501),
            ],
        ),
        (
            "paypal",
            [
                ("2AB", date(2026, 11, 13), 5177, -177, 0, 5000),
                ("5AB", date(2026, 11, 21), 100_813, 0, 0, 100_813),
            ],
        ),
        ("sumup", [("77001", date(2026, 11, 19), 2850, -50, 0, 2800)]),
        ("shopify_payments", [("90001", date(2026, 11, 17), 2500, -75, -15, 2410)]),
        ("mollie", [("1182161.2611.01", date(2026, 11, 15), 5500, -120, -24, 5356)]),
        ("woopayments", [("po_w1", date(2026, 11, 17), 2000, -62, 0, 1938)]),
        ("amazon", [("18906543210", date(2026, 11, 17), 114_260, -4260, 0, 110_000)]),
    ],
)
def test_a_settlement_is_its_transfers_to_the_cent(
    provider: str, payouts: list[tuple[str, date, int, int, int, int]]
) -> None:
    file = read(samples.ALL[provider])

    assert file.provider == provider
    assert [
        (
            each.reference,
            each.paid_on,
            *(amount.cents for amount in (each.gross, each.fees, each.fees_vat, each.net)),
        )
        for each in file.payouts
    ] == payouts
    assert not any(each.difference for each in file.payouts)


def test_a_stripe_line_has_its_kind_its_day_in_paris_and_its_order() -> None:
    first, second = read(samples.STRIPE).payouts

    assert first.lines[0] == ToldPayoutLine(
        kind=SALE,
        happened_on=date(2026, 11, 13),  # 23:30 UTC on the 12th
        amount=Money(2490),
        fee=Money(-62),
        reference="ch_1",
        order_text="1042",
        label="Commande 1042",
    )
    assert [each.kind for each in (*first.lines, *second.lines)] == [SALE, REFUND, FEE, SALE, BACK]
    assert second.lines[1].fee == Money(-1500)


def test_the_export_of_the_balance_tells_the_transfer_itself() -> None:
    (payout,) = read(samples.STRIPE_BALANCE).payouts

    assert (payout.reference, payout.net, len(payout.lines)) == ("po_1", Money(2428), 1)


def test_what_is_in_no_transfer_yet_is_left_and_said() -> None:
    counted = {name: len(read(text).notes) for name, text in samples.ALL.items()}

    assert {name for name, count in counted.items() if count} == {
        "stripe",
        "sumup",
        "shopify_payments",
    }
    assert read(samples.SUMUP).notes[0].startswith("1 ligne n’est dans aucun versement")


def test_paypal_in_english_newest_first_pays_dollars_out_as_the_euros_they_became() -> None:
    (payout,) = read(samples.PAYPAL_EN).payouts

    assert [(each.order_text, each.amount.cents, each.fee.cents) for each in payout.lines] == [
        ("1049", 1100, -64),
        ("1050", 4600, 0),
    ]
    assert payout.paid_on == date(2026, 11, 20)


def test_amazon_adds_up_what_an_order_did_and_keeps_its_own_charges_apart() -> None:
    (payout,) = read(samples.AMAZON).payouts

    assert [(each.kind, each.order_text, each.net.cents) for each in payout.lines] == [
        (SALE, "406-111", 2888),
        (REFUND, "406-110", -850),
        (FEE, "", -3900),
        (OTHER, "", 111_862),
    ]


def test_plain_french_headings_need_only_the_name_of_the_provider() -> None:
    data = samples.GENERIC.encode("cp1252", errors="replace").replace(b"?", b"-")
    file = read_payout_file("cd.csv", data, provider="Cdiscount")

    (payout,) = file.payouts
    assert (file.provider, payout.reference, payout.paid_on) == (
        "Cdiscount",
        "V-77",
        date(2026, 11, 19),
    )
    assert (payout.gross, payout.fees, payout.fees_vat, payout.net) == (
        Money(100_000),
        Money(-1200),
        Money(-240),
        Money(98_560),
    )


def test_columns_may_be_chosen_and_a_file_without_transfers_is_one() -> None:
    data = b"Jour;Encaisse;Retenu;Cde\n2026-11-12;10,00;0,30;A1\n2026-11-14;5,00;0,15;A2\n"
    columns = PayoutColumns(
        provider="ManoMano", day="Jour", amount="Encaisse", fee="Retenu", order="Cde"
    )

    (payout,) = read_payout_file("m.csv", data, columns=columns).payouts

    assert (payout.net, payout.paid_on) == (Money(1455), date(2026, 11, 14))
    assert [each.order_text for each in payout.lines] == ["A1", "A2"]


def test_any_encoding_and_any_end_of_line_is_the_same_file() -> None:
    told = [
        read(samples.PAYPAL_FR.replace("\n", ending), encoding).payouts
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252")
        for ending in ("\n", "\r\n")
    ]

    assert all(each == told[0] for each in told)
