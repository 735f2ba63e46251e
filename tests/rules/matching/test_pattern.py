"""What of a label stays the same from one month to the next."""

import pytest

from merchant_desk.rules.matching.pattern import pattern_of


@pytest.mark.parametrize(
    ("label", "pattern"),
    [
        ("PRLV SEPA EDF CLIENTS ECH/051126 N° 4412", "edf clients"),
        ("VIR SALAIRE NOVEMBRE 2026 MARIE DURAND", "salaire marie durand"),
        ("VIR SALAIRE DÉC. 2026 MARIE DURAND", "salaire marie durand"),
        ("LOYER 11/2026 SCI DES ÉRABLES", "loyer sci erables"),
        ("VIREMENT SEPA RECU 25-11-2026", "virement sepa recu"),
        ("REMISE CHQ 0001234", "remise chq"),
        ("20261105 4412", ""),
        ("", ""),
        ("Œuvres sociales — Ţęxtile", "oeuvres sociales textile"),
        ("PRLV A B C", "prlv"),
    ],
)
def test_what_changes_is_left_out(label: str, pattern: str) -> None:
    assert pattern_of(label) == pattern


def test_the_label_of_each_month_has_one_pattern() -> None:
    months = ("05/01/26 JANVIER", "05/02/26 FÉVRIER", "07/12/26 DECEMBRE")

    patterns = {pattern_of(f"PRLV SEPA ORANGE {month} REF 99{month[:2]}") for month in months}

    assert patterns == {"orange"}
