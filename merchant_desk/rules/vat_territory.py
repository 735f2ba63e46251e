"""Where goods are for VAT, which is not where they are for geography."""

from datetime import date
from enum import StrEnum

from merchant_desk.rules.legal_data import members_on
from merchant_desk.values.remote import Address


class Territory(StrEnum):
    """A place between which goods move under one rule."""

    METROPOLE = "metropole"  # with Corsica and Monaco
    ANTILLES = "antilles"  # Guadeloupe and Martinique
    REUNION = "reunion"
    UNION = "union"  # another member state
    OUTSIDE = "outside"  # Guyane, Mayotte, Switzerland … : nothing sent there bears French VAT


_OVERSEAS = {
    "971": Territory.ANTILLES, "GP": Territory.ANTILLES,
    "972": Territory.ANTILLES, "MQ": Territory.ANTILLES,
    "974": Territory.REUNION, "RE": Territory.REUNION,
}  # fmt: skip
_ISLANDS_OUTSIDE = frozenset({"97133", "97150"})  # Saint-Barthélemy, Saint-Martin
_FRENCH = frozenset({"", "FR", "MC"})
_OVERSEAS_MARKS = ("97", "98")
_MONACO = "980"


def territory_of(address: Address, on: date) -> Territory:
    """Return where an address is for VAT on a day."""
    country, postcode = address.country.strip().upper(), "".join(address.postcode.split())
    if country in _OVERSEAS:
        return Territory.OUTSIDE if postcode in _ISLANDS_OUTSIDE else _OVERSEAS[country]
    if country in _FRENCH:
        return _french(postcode)
    if country == "GB" and postcode.upper().startswith("BT"):
        return Territory.UNION  # goods of Northern Ireland
    states = {each.country for each in members_on(on)}
    return Territory.UNION if country in states else Territory.OUTSIDE


def _french(postcode: str) -> Territory:
    if not postcode.startswith(_OVERSEAS_MARKS) or postcode.startswith(_MONACO):
        return Territory.METROPOLE
    if postcode in _ISLANDS_OUTSIDE:
        return Territory.OUTSIDE
    return _OVERSEAS.get(postcode[:3], Territory.OUTSIDE)


def is_foreign_vat_number(number: str, on: date) -> bool:
    """Tell whether the number begins as one of another member state."""
    others = {each.vat_prefix for each in members_on(on)} - {"FR"} | {"XI"}
    return "".join(number.split()).upper()[:2] in others
