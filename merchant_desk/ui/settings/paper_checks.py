"""What keeps an account, a colour or an address from being printed, said beside its field."""

import re

from merchant_desk.values.texts import _
from merchant_desk.values.transfer_code import is_iban, packed

_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_ADDRESS = re.compile(r"[A-Za-z0-9+\-_.]{1,125}")  # BR-FR-23 and 25


def iban(text: str) -> str:
    """Want an account whose key is right, or nothing."""
    fine = not text.strip() or is_iban(text)
    return "" if fine else _("La clé de l’IBAN ne tombe pas juste\u00a0: un caractère est faux.")


def bic(text: str) -> str:
    """Want eight or eleven signs, or nothing (ISO 9362)."""
    fine = not text.strip() or _BIC.fullmatch(packed(text)) is not None
    return "" if fine else _("Huit ou onze caractères, par exemple AGRIFRPP.")


def colour(text: str) -> str:
    """Want a colour as screens write it, or nothing."""
    fine = not text.strip() or _COLOUR.fullmatch(text.strip()) is not None
    return "" if fine else _("Un dièse et six chiffres ou lettres, par exemple #5B3EA6.")


def electronic_address(text: str) -> str:
    """Want an address of the directory, or nothing."""
    fine = not text.strip() or _ADDRESS.fullmatch(text.strip()) is not None
    return "" if fine else _("Des lettres, des chiffres, + - _ et point, sans espace.")
