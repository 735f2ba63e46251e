"""Tracking numbers as carriers print them on their labels."""

import re

from merchant_desk.values.barcode import gtin14

_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_POSTAL = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_POSTAL_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_POSTAL_MODULUS = 11
_POSTAL_EXCEPTIONS = {0: 5, 1: 0}
_GEOPOST_LABEL = re.compile(r"%?[0-9A-Z]{7}(\d{14})\d{6}[0-9A-Z]?")
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("Chronopost", re.compile(r"[A-Z]{2}\d{9}(?:JB|JF|FU)|X[A-Z]\d{9}FR")),
    ("UPS", re.compile(r"1Z[0-9A-Z]{16}")),
    ("Colissimo", re.compile(r"[5-9][A-Z]\d{11}")),
    ("La Poste", re.compile(r"[1-4][A-Z]\d{11}")),
    ("DPD", re.compile(r"\d{14}")),
    ("GLS", re.compile(r"\d{11}")),
    ("Mondial Relay", re.compile(r"\d{8}")),
)


def tracking_number(text: str) -> str:
    """Return the number inside what was scanned: no spaces, without the routing around it."""
    plain = _SPACES.sub("", text).upper()
    label = _GEOPOST_LABEL.fullmatch(plain)
    return label.group(1) if label else plain


def looks_like_tracking(text: str) -> str | None:
    """Return the carrier whose numbers look like this one, or None.

    A valid article number is never taken for one, so a label whose digits happen to be one
    (DPD, Mondial Relay: one in ten) must be accepted where a tracking number is awaited.
    """
    plain = tracking_number(text)
    if plain != _SPACES.sub("", text).upper():
        return "DPD"
    if gtin14(plain) is not None:
        return None
    for carrier, shape in _SHAPES:
        if shape.fullmatch(plain):
            return carrier
    if _POSTAL.fullmatch(plain) and _postal_check_digit(plain[2:10]) == int(plain[10]):
        return "La Poste" if plain.endswith("FR") else "Poste étrangère"
    return None


def _postal_check_digit(serial: str) -> int:
    """Return the check digit of the Universal Postal Union (S10)."""
    total = sum(int(digit) * weight for digit, weight in zip(serial, _POSTAL_WEIGHTS, strict=True))
    return _POSTAL_EXCEPTIONS.get(
        total % _POSTAL_MODULUS, _POSTAL_MODULUS - total % _POSTAL_MODULUS
    )
