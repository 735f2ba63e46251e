"""The slip of cheques or cash: every one of them, the total, the account, room to sign."""

from dataclasses import replace
from datetime import date

from merchant_desk.documents import draw_cheque_slip
from merchant_desk.values.cash_words import DepositKind
from merchant_desk.values.deposit_slip import DepositSlip, SlipLine
from merchant_desk.values.money import Money
from tests.documents.reading import whole_text

SLIP = DepositSlip(
    number="RB2026-0007",
    kind=DepositKind.CHEQUES,
    day=date(2026, 11, 21),
    holder="Maison Lavande",
    account="Compte courant",
    iban="FR7630006000011234567890189",
    bank_name="Crédit Agricole",
    lines=(
        SlipLine(label="Hôtel du Pont · n° 0012345 · F-2026-0012", amount=Money(102_450)),
        SlipLine(label="Camille Roux · n° 7700001 · 1042", amount=Money(4_550)),
    ),
    amount=Money(107_000),
)


def test_each_cheque_the_total_the_account_and_the_signature_are_on_paper() -> None:
    text = whole_text(draw_cheque_slip(SLIP))

    for words in (
        "Bordereau de remise de chèques",
        "RB2026-0007",
        "21 novembre 2026",
        "FR76 3000 6000 0112 3456 7890 189",
        "Hôtel du Pont · n° 0012345 · F-2026-0012",
        "2 chèques",
        "1\u202f070,00\u00a0€",
        "Signature du déposant",
    ):
        assert " ".join(words.split()) in " ".join(text.split())


def test_sixty_cheques_take_several_pages_with_one_total() -> None:
    line = SLIP.lines[0]
    many = replace(SLIP, lines=(line,) * 60, amount=line.amount * 60)

    text = whole_text(draw_cheque_slip(many))

    assert text.count("Signature du déposant") == 1
    assert "page 2/" in text


def test_cash_says_its_notes_and_coins() -> None:
    cash = replace(
        SLIP,
        kind=DepositKind.CASH,
        lines=(SlipLine(label="3 × 20,00\u00a0€, 1 × 5,00\u00a0€", amount=Money(6_500)),),
        amount=Money(6_500),
    )

    text = whole_text(draw_cheque_slip(cash))

    assert "Bordereau de remise d’espèces" in text
    assert "3 × 20,00" in text
