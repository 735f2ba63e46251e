"""What is no whole settlement in euros is refused with a sentence, and nothing of it is read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from merchant_desk.documents.payouts.payout_reading import read_payout_file
from merchant_desk.errors import RefusedError
from tests.documents.payouts import samples

AMAZON_WITHOUT_A_LINE = "\n".join(
    line for line in samples.AMAZON.split("\n") if "Shipping" not in line
)
PAYPAL_WITHOUT_A_LINE = "\n".join(
    line for line in samples.PAYPAL_FR.split("\n") if '"4AB"' not in line
)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.7 ...", "c’est un PDF"),
        (b"PK\x03\x04....", "classeur de tableur"),
        (b"", "il est vide"),
        (b"\xef\xbb\xbf \r\n", "il est vide"),
        (bytes(range(32)) * 50, "pas un fichier texte"),
        (b"bonjour\nceci n'est rien\n", "titres de colonnes"),
        (b"a;b;c\n1;2;3\n", "aucun prestataire connu"),
        (samples.STRIPE.split("\n")[0].encode(), "aucune ligne"),
        (samples.STRIPE.encode()[:-40], "est incomplète"),
        (samples.PAYPAL_FR.encode()[:-30], "est incomplète"),
        (samples.STRIPE.replace("24.90,0.62", "=SUM(A1),0.62").encode(), "formule de tableur"),
        (samples.STRIPE.replace("24.90,0.62", "24.905,0.62").encode(), "n’est pas un montant"),
        (samples.STRIPE.replace("24.90,0.62", "24.90,0.72").encode(), "ne font pas le net"),
        (samples.STRIPE.replace(",eur,24", ",usd,24").encode(), "est en USD, pas en euros"),
        (samples.STRIPE.replace("2026-11-12", "1970-01-01").encode(), "n’est pas une date"),
        (samples.STRIPE.replace("2026-11-12", "2026-13-45").encode(), "n’est pas une date"),
        (samples.STRIPE.replace("po_1", "").replace("po_2", "").encode(), "aucun versement"),
        (samples.PAYPAL_FR.replace("13/11", "11/13").encode(), None),
        (samples.MOLLIE.replace("40.00", "-40.00").encode(), "signes semblent inversés"),
        (AMAZON_WITHOUT_A_LINE.encode(), "font 1\u202f096,01\u00a0€, le relevé dit"),
        (PAYPAL_WITHOUT_A_LINE.encode(), "le relevé dit 1\u202f008,13"),
        (samples.STRIPE.replace("2026-11-12 23:30:00", "").encode(), "n’a pas de date"),
        (samples.STRIPE.replace("24.90,0.62", ",0.62").encode(), "n’a pas de montant"),
        (samples.STRIPE.encode() + b'po_9,"' + b"x, " * 90_000, "est incomplète"),
        (samples.PAYPAL_FR.encode() + "é".encode("cp1252"), "deux façons d’écrire les accents"),
    ],
)
def test_a_file_that_cannot_be_true_is_refused_with_why(data: bytes, why: str | None) -> None:
    with pytest.raises(RefusedError) as refused:
        read_payout_file("releve.csv", data)

    assert refused.value.advice
    assert (why or "jour/mois") in refused.value.title


def test_a_day_that_no_order_explains_is_not_guessed() -> None:
    mixed = samples.PAYPAL_FR.replace("12/11/2026", "11/25/2026")

    with pytest.raises(RefusedError, match="jour/mois"):
        read_payout_file("releve.csv", mixed.encode())


def test_words_that_a_spreadsheet_would_compute_are_kept_without_their_sign() -> None:
    text = samples.STRIPE.replace("Commande 1042", "=cmd|' /C calc'!A0")

    (first, _second) = read_payout_file("releve.csv", text.encode()).payouts

    assert first.lines[0].label == "cmd|' /C calc'!A0"


def test_the_missing_amount_is_told() -> None:
    with pytest.raises(RefusedError) as refused:
        read_payout_file("releve.csv", AMAZON_WITHOUT_A_LINE.encode())

    assert refused.value.advice.startswith("Il manque 3,99\u00a0€")


@settings(max_examples=80)
@given(
    name=st.sampled_from(sorted(samples.ALL)),
    cuts=st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=4)), min_size=1, max_size=4),
)
def test_whatever_is_damaged_is_proved_or_refused_with_advice(
    name: str, cuts: list[tuple[int, bytes]]
) -> None:
    data = samples.ALL[name].encode()
    for place, put in cuts:
        data = data[:place] + put + data[place + 2 :]

    assert outcome(data)


def outcome(data: bytes) -> str:
    """What becomes of a file: proved, or the advice of its refusal; nothing for neither."""
    try:
        file = read_payout_file("releve.csv", data)
    except RefusedError as refused:
        return refused.advice
    return "" if any(each.difference for each in file.payouts) else "proved"
