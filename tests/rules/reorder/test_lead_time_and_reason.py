"""Delays measured or not known, when suppliers are paid, and the sentence of a line."""

from datetime import date

import pytest

from merchant_desk.rules.forecast.analogy import Analogy, Likeness
from merchant_desk.rules.forecast.promotions import Planned, Uplift
from merchant_desk.rules.reorder.lead_time import LeadSource, LeadTime, measured
from merchant_desk.rules.reorder.reason import Why, reason
from merchant_desk.rules.reorder.terms import due_day, with_vat
from merchant_desk.values.money import Money
from merchant_desk.values.reorder import StockNow

_KNOWN = LeadTime(12, 12, LeadSource.SUPPLIER, 3)


def _planned(factor: float, operations: int) -> Planned:
    """A promotion of December."""
    first, last = date(2026, 12, 1), date(2026, 12, 14)
    return Planned("promotion", first, last, Uplift(factor, operations))


def test_an_article_with_two_receipts_has_a_time_of_its_own_else_its_suppliers() -> None:
    told = measured([(b"s", b"a", 10), (b"s", b"a", 15), (b"s", b"b", 2), (b"s", b"a", -3)])

    assert told.lead_time(b"s", b"a", None, 14) == LeadTime(13, 15, LeadSource.ARTICLE, 2)
    assert told.lead_time(b"s", b"b", None, 14) == LeadTime(9, 15, LeadSource.SUPPLIER, 3)


def test_a_promise_counts_until_something_came_and_the_setting_when_nothing_is_known() -> None:
    told = measured([])

    assert told.lead_time(b"s", b"a", 5, 14).source is LeadSource.PROMISED
    unknown = told.lead_time(b"s", b"a", None, 14)
    assert (unknown.days, unknown.known) == (14, False)


@pytest.mark.parametrize(
    ("days", "month_end", "due"),
    [
        (30, False, date(2026, 12, 21)),
        (30, True, date(2026, 12, 30)),
        (0, False, date(2026, 11, 21)),
        (45, True, date(2027, 1, 14)),
    ],
)
def test_a_supplier_is_paid_by_its_terms(days: int, month_end: bool, due: date) -> None:
    assert due_day(date(2026, 11, 21), days, month_end=month_end) == due


def test_vat_is_paid_on_top() -> None:
    assert with_vat(Money(1_000), 2_000) == Money(1_200)


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (
            Why(23, 4, StockNow(5), _KNOWN),
            "23 vendus en 4 semaines, il en reste 5, le fournisseur met 12 jours",
        ),
        (
            Why(1, 13, StockNow(0), LeadTime(1, 1, LeadSource.PROMISED)),
            "1 vendu en 13 semaines, il n’en reste plus, le fournisseur met 1 jour",
        ),
        (
            Why(0, 52, StockNow(1, reserved=3), _KNOWN, minimum=4),
            (
                "Rien vendu en 52 semaines, 2 déjà promis et manquants, votre minimum est de 4, "
                "le fournisseur met 12 jours"
            ),
        ),
        (
            Why(0, 2, StockNow(1), _KNOWN, Analogy(2.0, Likeness.FAMILY, 4)),
            (
                "Nouveau, estimé d’après 4 articles de la même famille, il en reste 1, "
                "le fournisseur met 12 jours"
            ),
        ),
        (
            Why(9, 4, StockNow(1), _KNOWN, soldes_until=date(2027, 2, 2)),
            (
                "9 vendus en 4 semaines, il en reste 1, le fournisseur met 12 jours, soldé "
                "jusqu’au 2 février 2027, son réassort est interdit (C.\u00a0com. L310-3)"
            ),
        ),
        (
            Why(9, 4, StockNow(1), _KNOWN, season=1.8, planned=_planned(2.2, 3)),
            (
                "9 vendus en 4 semaines, il en reste 1, la saison ajoute 80\u00a0%, promotion du "
                "1er décembre 2026\u00a0: +120\u00a0% d’après 3 opérations passées, "
                "le fournisseur met 12 jours"
            ),
        ),
        (
            Why(9, 4, StockNow(1), _KNOWN, season=0.6, planned=_planned(1.0, 0)),
            (
                "9 vendus en 4 semaines, il en reste 1, la saison retire 40\u00a0%, promotion du "
                "1er décembre 2026 sans opération passée pour la mesurer, "
                "le fournisseur met 12 jours"
            ),
        ),
        (
            Why(9, 4, StockNow(1), _KNOWN, soldes_from=date(2027, 1, 6)),
            (
                "9 vendus en 4 semaines, il en reste 1, le fournisseur met 12 jours, soldes du "
                "6 janvier 2027 non comptés\u00a0: ce qui arrive moins d’un mois avant ne peut "
                "pas être soldé (C.\u00a0com. L310-3)"
            ),
        ),
        (
            Why(9, 4, StockNow(1), _KNOWN, bought=False, season=1.1),
            "9 vendus en 4 semaines, il en reste 1, aucun fournisseur ne le vend",
        ),
    ],
)
def test_a_line_says_why_in_one_sentence(why: Why, told: str) -> None:
    assert reason(why) == told
