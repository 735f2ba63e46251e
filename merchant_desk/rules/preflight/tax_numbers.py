"""VAT numbers: their prefix as EN 16931 wants it (BR-CO-9), and the key of each state."""

from merchant_desk.rules.preflight.countries import COUNTRIES

_LETTERS = 2


def is_vat_number(number: str) -> bool:
    """Tell whether a number may be a VAT number: one of the Union has to pass its state's key."""
    from stdnum.eu import vat  # noqa: PLC0415 - reads the rules of every state; late

    bare = "".join(number.split()).upper()
    prefix = bare[:_LETTERS]
    if len(bare) <= _LETTERS or prefix not in COUNTRIES | {"EL"}:
        return False
    if prefix.lower() not in _union():
        return bare.isalnum() or "-" in bare
    return bool(vat.is_valid(bare))


def _union() -> frozenset[str]:
    from stdnum.eu import vat  # noqa: PLC0415 - late, see above

    return frozenset(vat.MEMBER_STATES) | {"el", "xi"}
