"""Who sells, as every invoice prints it: numbers that cannot exist never reach the paper."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from merchant_desk.database.database import Database
from merchant_desk.errors import RefusedError
from merchant_desk.models.station import ShopProfile
from merchant_desk.operations.save_profile import save_profile
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.invoice_page import Seller
from merchant_desk.values.remote import Address
from merchant_desk.values.snapshots import read_seller
from merchant_desk.values.vat import VatTreatment

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SHOP = Seller(
    name="Maison Lavande SARL",
    address=Address(line1="12 rue des Simples", postcode="84000", city="Avignon"),
    siren="732 829 320",
    siret="732 829 320 00074",
    vat_number="fr44 732829320",
)


def test_numbers_are_kept_as_they_are_printed(database: Database, gesture: Gesture) -> None:
    with database.write() as session:
        save_profile(session, gesture, SHOP, VatTreatment.NORMAL, PNG)

    with database.read() as session:
        kept = session.scalars(select(ShopProfile)).one()
        seller = read_seller(kept.seller)
        assert (seller.siren, seller.siret) == ("732829320", "73282932000074")
        assert (seller.vat_number, seller.capital) == ("FR44732829320", None)
        assert (kept.logo, kept.changed_at) == (PNG, gesture.at)


def test_the_last_identity_replaces_the_one_before(database: Database, gesture: Gesture) -> None:
    moved = replace(SHOP, address=replace(SHOP.address, city="Arles", postcode="13200"))
    with database.write() as session:
        save_profile(session, gesture, SHOP, VatTreatment.NORMAL, PNG)
    with database.write() as session:
        save_profile(session, gesture, replace(moved, vat_number=""), VatTreatment.FRANCHISE)

    with database.read() as session:
        kept = session.scalars(select(ShopProfile)).one()
        assert read_seller(kept.seller).address.city == "Arles"
        assert (kept.vat_treatment, kept.logo) == (VatTreatment.FRANCHISE, None)


def _without(field: str) -> dict[str, Any]:
    return {"address": replace(SHOP.address, **{field: "  "})}


@pytest.mark.parametrize(
    ("changes", "advice"),
    [
        ({"name": "  "}, "nom de la boutique"),
        (_without("line1"), "Écrivez l’adresse"),
        (_without("postcode"), "Écrivez l’adresse"),
        (_without("city"), "Écrivez l’adresse"),
        ({"siren": "732829321", "siret": ""}, "SIREN"),
        ({"siren": "73282932", "siret": ""}, "SIREN"),
        ({"siren": "", "siret": ""}, "SIREN"),
        ({"siren": "73282932O", "siret": ""}, "SIREN"),
        ({"siret": "73282932000075"}, "SIRET"),
        ({"siret": "35600000000048"}, "SIRET"),
        ({"vat_number": ""}, "FR44732829320"),
    ],
)
def test_an_identity_that_no_invoice_may_bear_is_refused_with_what_to_mend(
    database: Database, gesture: Gesture, changes: dict[str, Any], advice: str
) -> None:
    with database.write() as session:
        with pytest.raises(RefusedError, match="n’a pas été enregistrée") as refused:
            save_profile(session, gesture, replace(SHOP, **changes), VatTreatment.NORMAL)

        assert advice in refused.value.advice
        assert session.scalars(select(ShopProfile)).all() == []


@pytest.mark.parametrize("logo", [b"", b"GIF89a", b"<svg/>", PNG + bytes(2_000_000)])
def test_a_logo_that_cannot_be_printed_is_refused(
    database: Database, gesture: Gesture, logo: bytes
) -> None:
    with database.write() as session, pytest.raises(RefusedError) as refused:
        save_profile(session, gesture, SHOP, VatTreatment.NORMAL, logo)

    assert "PNG ou JPEG" in refused.value.advice
