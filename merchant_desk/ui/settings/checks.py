"""What is wrong with an entry of the shop's identity, said under its field."""

from merchant_desk.rules.company_numbers import is_siren, is_siret, vat_number_of
from merchant_desk.values.entries import read_amount
from merchant_desk.values.texts import _

_SIREN_DIGITS, _SIRET_DIGITS = 9, 14
_POSTCODE_DIGITS = 5
_LONGEST = 120


def digits(text: str) -> str:
    """Return the text without the spaces people write between groups."""
    return "".join(text.split())


def needed(text: str) -> str:
    """Ask for something to print, of a reasonable length."""
    if not text:
        return _("À remplir\u00a0: chaque facture le porte.")
    return short(text)


def short(text: str) -> str:
    """Refuse what no line of an invoice could hold."""
    return _("Trop long pour une facture.") if len(text) > _LONGEST else ""


def postcode(text: str) -> str:
    """Want five digits."""
    clean = digits(text)
    fine = len(clean) == _POSTCODE_DIGITS and clean.isdecimal()
    return "" if fine else _("Cinq chiffres, par exemple 84000.")


def siren(text: str) -> str:
    """Want nine digits that pass the key."""
    clean = digits(text)
    if len(clean) != _SIREN_DIGITS or not clean.isdecimal():
        return _("Neuf chiffres\u00a0: ils sont sur votre extrait Kbis ou Insee.")
    return "" if is_siren(clean) else _("La clé ne tombe pas juste\u00a0: un chiffre est faux.")


def siret(text: str, of_siren: str) -> str:
    """Want fourteen digits that begin with the SIREN, or nothing."""
    clean = digits(text)
    if not clean:
        return ""
    if len(clean) != _SIRET_DIGITS or not clean.isdecimal():
        return _("Quatorze chiffres\u00a0: le SIREN, puis les cinq de l’établissement.")
    if not clean.startswith(digits(of_siren)):
        return _("Le SIRET commence par le SIREN.")
    fine = is_siret(clean, digits(of_siren))
    return "" if fine else _("La clé ne tombe pas juste\u00a0: un chiffre est faux.")


def vat_number(text: str, of_siren: str, *, wanted: bool) -> str:
    """Want the number that follows from the SIREN, when VAT is charged."""
    clean = digits(text).upper()
    if not clean:
        return _("À remplir\u00a0: vous facturez la TVA.") if wanted else ""
    expected = vat_number_of(digits(of_siren))
    if clean.startswith("FR") and is_siren(digits(of_siren)) and clean != expected:
        return _("Pour ce SIREN, le numéro est {number}.").format(number=expected)
    return ""


def capital(text: str) -> str:
    """Want an amount, or nothing."""
    fine = not text or read_amount(text) is not None
    return "" if fine else _("Un montant, par exemple 10 000.")


def email(text: str) -> str:
    """Want something like an address, or nothing."""
    name, _at, place = text.partition("@")
    fine = not text or (bool(name) and "." in place and not any(sign.isspace() for sign in text))
    return "" if fine else _("Une adresse, par exemple bonjour@maboutique.fr.")
