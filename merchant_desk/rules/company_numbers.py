"""SIREN, SIRET and French VAT numbers: their lengths and their keys."""

_SIREN_DIGITS = 9
_SIRET_DIGITS = 14
_LA_POSTE = "356000000"  # its establishments follow another key


def is_siren(text: str) -> bool:
    """Tell whether the text is a SIREN: nine digits that pass Luhn's key."""
    return len(text) == _SIREN_DIGITS and text.isdecimal() and _luhn(text)


def is_siret(text: str, siren: str) -> bool:
    """Tell whether the text is a SIRET of this SIREN: fourteen digits, Luhn's key."""
    shape = len(text) == _SIRET_DIGITS and text.isdecimal() and text.startswith(siren)
    return shape and (_luhn(text) or siren == _LA_POSTE)


def vat_number_of(siren: str) -> str:
    """Return the French VAT number of a SIREN: ``FR`` + (12 + 3 × (SIREN mod 97)) mod 97."""
    if not siren.isdecimal():
        return "FR00"
    return f"FR{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"


def _luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 - Luhn
