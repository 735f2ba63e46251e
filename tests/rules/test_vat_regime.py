"""Under which VAT regime an order is invoiced, and when the desk says that it may not be."""

from dataclasses import replace
from datetime import date

import pytest

from merchant_desk.rules.invoice_gaps import company_gaps
from merchant_desk.rules.legal_data import is_union_rate
from merchant_desk.rules.vat_regime import Sale, regime_of
from merchant_desk.rules.vat_territory import Territory, is_foreign_vat_number, territory_of
from merchant_desk.values.remote import Address
from merchant_desk.values.vat import VatTreatment

TODAY = date(2026, 11, 21)
AVIGNON = Address(line1="12 rue des Simples", postcode="84000", city="Avignon")
BRUSSELS = Address(line1="Rue Haute 22", postcode="1000", city="Bruxelles", country="BE")
GENEVA = Address(line1="Rue du Rhône 1", postcode="1204", city="Genève", country="CH")
SAINT_DENIS = Address(line1="1 rue de Paris", postcode="97400", city="Saint-Denis")
SALE = Sale(
    treatment=VatTreatment.NORMAL,
    seller=AVIGNON,
    destination=AVIGNON,
    collected=False,
    buyer_vat="",
    charged=[("Savon", 2000), ("Miel", 550)],
    tax_countries=["FR"],
    on=TODAY,
)
UNTAXED = replace(SALE, charged=[("Savon", 0), ("Miel", 0)], tax_countries=[])


@pytest.mark.parametrize(
    ("country", "postcode", "territory"),
    [
        ("FR", "84000", Territory.METROPOLE),
        ("", "20000", Territory.METROPOLE),
        ("MC", "98000", Territory.METROPOLE),
        ("FR", "98000", Territory.METROPOLE),
        ("FR", "97110", Territory.ANTILLES),
        ("MQ", "97200", Territory.ANTILLES),
        ("RE", "97400", Territory.REUNION),
        ("FR", "97 400", Territory.REUNION),
        ("GF", "97300", Territory.OUTSIDE),
        ("YT", "97600", Territory.OUTSIDE),
        ("FR", "97150", Territory.OUTSIDE),
        ("FR", "97500", Territory.OUTSIDE),
        ("NC", "98800", Territory.OUTSIDE),
        ("be", "1000", Territory.UNION),
        ("CH", "1204", Territory.OUTSIDE),
        ("GB", "W1A 1AA", Territory.OUTSIDE),
        ("GB", "BT1 1AA", Territory.UNION),
    ],
)
def test_a_place_for_vat_is_not_a_place_on_the_map(
    country: str, postcode: str, territory: Territory
) -> None:
    assert territory_of(Address(postcode=postcode, country=country), TODAY) is territory


def test_the_united_kingdom_was_in_the_union_until_the_end_of_2020() -> None:
    london = Address(postcode="W1A 1AA", country="GB")

    assert territory_of(london, date(2020, 12, 31)) is Territory.UNION
    assert territory_of(london, date(2021, 1, 1)) is Territory.OUTSIDE


@pytest.mark.parametrize(
    ("number", "foreign"),
    [("BE 0123456789", True), ("EL123456789", True), ("FR44732829320", False), ("", False)],
)
def test_a_vat_number_tells_its_country(number: str, *, foreign: bool) -> None:
    assert is_foreign_vat_number(number, TODAY) is foreign


@pytest.mark.parametrize(
    ("sale", "treatment"),
    [
        (SALE, VatTreatment.NORMAL),
        (replace(SALE, destination=BRUSSELS), VatTreatment.NORMAL),
        (replace(SALE, destination=GENEVA, collected=True), VatTreatment.NORMAL),
        (replace(SALE, charged=[]), VatTreatment.NORMAL),
        (replace(SALE, charged=[("Corse", 90)]), VatTreatment.NORMAL),
        (replace(UNTAXED, treatment=VatTreatment.FRANCHISE), VatTreatment.FRANCHISE),
        (
            replace(UNTAXED, treatment=VatTreatment.FRANCHISE, destination=GENEVA),
            VatTreatment.FRANCHISE,
        ),
        (
            replace(UNTAXED, destination=BRUSSELS, buyer_vat="BE0428759497"),
            VatTreatment.INTRA_EU,
        ),
        (replace(UNTAXED, destination=GENEVA), VatTreatment.EXPORT),
        (replace(UNTAXED, destination=SAINT_DENIS), VatTreatment.EXPORT),
        (
            replace(SALE, seller=SAINT_DENIS, destination=SAINT_DENIS, charged=[("Vanille", 850)]),
            VatTreatment.NORMAL,
        ),
        (replace(UNTAXED, seller=SAINT_DENIS, destination=AVIGNON), VatTreatment.EXPORT),
    ],
)
def test_what_the_shop_charged_fits_the_law(sale: Sale, treatment: VatTreatment) -> None:
    regime = regime_of(sale)

    assert (regime.treatment, regime.problem) == (treatment, "")


@pytest.mark.parametrize(
    ("sale", "words"),
    [
        (UNTAXED, "Aucune TVA comptée sur «\u00a0Savon\u00a0»"),
        (replace(SALE, charged=[("Savon", 2000), ("Bon", 0)]), "«\u00a0Bon\u00a0»"),
        (replace(SALE, charged=[("Savon", 1960)]), "TVA à 19,6\u00a0%"),
        (replace(SALE, treatment=VatTreatment.FRANCHISE), "vous êtes en franchise"),
        (replace(SALE, destination=BRUSSELS, tax_countries=["BE"]), "guichet OSS"),
        (replace(SALE, destination=BRUSSELS, charged=[("Savon", 2100)]), "TVA à 21"),
        (replace(SALE, destination=BRUSSELS, buyer_vat="BE0428759497"), "un numéro de TVA"),
        (replace(UNTAXED, destination=BRUSSELS), "n’a pas de numéro de TVA européen"),
        (replace(UNTAXED, destination=BRUSSELS, buyer_vat="FR44732829320"), "n’a pas de numéro"),
        (replace(SALE, destination=GENEVA), "exonérée"),
        (replace(SALE, destination=SAINT_DENIS), "exonérée"),
        (replace(SALE, seller=replace(AVIGNON, postcode="97300")), "votre territoire"),
    ],
)
def test_what_would_be_a_wrong_statement_is_told_instead(sale: Sale, words: str) -> None:
    problem = regime_of(sale).problem

    assert words in problem
    assert problem.endswith("ou expédiez-la de là-bas.")


OSS = replace(
    SALE,
    destination=BRUSSELS,
    tax_countries=["BE"],
    one_stop_shop=True,
    charged=[("Savon", 2100), ("Miel", 600)],
)


def test_a_registered_shop_invoices_the_tax_of_where_the_goods_go() -> None:
    regime = regime_of(OSS)

    assert (regime.treatment, regime.country, regime.problem) == (VatTreatment.OSS, "BE", "")


@pytest.mark.parametrize(
    ("sale", "why"),
    [
        (replace(OSS, charged=[("Savon", 2000)]), "ce taux n’existe pas là-bas"),
        (replace(OSS, tax_countries=["DE"]), "n’est pas celle du pays"),
        (replace(OSS, collected=True), "n’est pas celle du pays"),
        (replace(OSS, buyer_vat="BE0428759497"), "numéro de TVA d’un autre pays"),
        (replace(OSS, one_stop_shop=False), "guichet OSS n’est pas coché"),
    ],
)
def test_the_tax_of_another_country_is_refused_when_it_cannot_be_right(
    sale: Sale, why: str
) -> None:
    assert why in regime_of(sale).problem


def test_a_rate_abroad_holds_from_its_day_to_its_last() -> None:
    assert is_union_rate("EE", 2200, date(2025, 6, 30))
    assert not is_union_rate("EE", 2200, date(2025, 7, 1))
    assert is_union_rate("EE", 2400, date(2025, 7, 1))
    assert not is_union_rate("FR", 2000, TODAY)


def test_a_number_that_no_state_gives_opens_no_exemption() -> None:
    told = replace(UNTAXED, destination=BRUSSELS, buyer_vat="BE0428759498")

    assert "BE0428759498, n’est pas valable" in regime_of(told).problem


@pytest.mark.parametrize(
    ("siren", "day", "missing"),
    [
        ("", date(2027, 8, 31), False),
        ("", date(2027, 9, 1), True),
        ("732829321", date(2027, 9, 1), True),
        ("732 829 320", date(2027, 9, 1), False),
    ],
)
def test_a_company_is_known_by_its_siren_from_the_day_platforms_take_its_invoices(
    siren: str, day: date, missing: bool
) -> None:
    company = replace(AVIGNON, company="Les Épiciers réunis")

    assert bool(company_gaps(company, siren, day)) is missing
    assert company_gaps(replace(company, company=""), siren, day) == ()
