"""The text of the QR code that fills in a bank transfer (EPC069-12, version 002)."""

from merchant_desk.values.money import Money

_LEAST, _MOST = Money(1), Money(99_999_999_999)
_LONGEST_NAME, _LONGEST_TEXT = 70, 140
_IBAN_LENGTHS = range(15, 35)
_SHIFT = 4
_UTF8 = "1"


def is_iban(written: str) -> bool:
    """Tell whether an account number is one: its two check digits are right (ISO 13616)."""
    iban = packed(written)
    if len(iban) not in _IBAN_LENGTHS or not (iban.isascii() and iban.isalnum()):
        return False
    if not (iban[:2].isalpha() and iban[2:4].isdecimal()):
        return False
    turned = iban[_SHIFT:] + iban[:_SHIFT]
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def packed(written: str) -> str:
    """Return an IBAN or a BIC as banks write it: capitals without spaces."""
    return "".join(written.split()).upper()


def spoken_iban(written: str) -> str:
    """Return an IBAN as people read it: groups of four."""
    iban = packed(written)
    return "\u00a0".join(iban[at : at + 4] for at in range(0, len(iban), 4))


def transfer_code(name: str, account: tuple[str, str], amount: Money, text: str) -> str | None:
    """Return the text of the code; ``account`` is an IBAN and a BIC, which may be missing.

    None when no bank could read it: a wrong account, nothing to pay, or too much of it.
    """
    iban, bic = (packed(part) for part in account)
    if not is_iban(iban) or not _LEAST <= amount <= _MOST:
        return None
    whole, cents = divmod(amount.cents, 100)
    lines = (
        *("BCD", "002", _UTF8, "SCT", bic),
        " ".join(name.split())[:_LONGEST_NAME].strip(),
        iban,
        f"EUR{whole}.{cents:02d}",
        *("", ""),  # no purpose, no structured reference
        " ".join(text.split())[:_LONGEST_TEXT],
    )
    return "\n".join(lines)
