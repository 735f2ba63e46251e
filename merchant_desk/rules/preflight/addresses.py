"""Electronic addresses (BT-34, BT-49): BR-FR-12, 13, 21, 23 and 25, and the shape of an e-mail."""

import re
from collections.abc import Iterator

from merchant_desk.rules.en16931.electronic_address import DIRECTORY, MAIL
from merchant_desk.rules.preflight.asked import IDENTITY, INVOICES, Asked
from merchant_desk.values.business_terms import Party
from merchant_desk.values.preflight import Problem
from merchant_desk.values.texts import _

_LONGEST = 125
_DIRECTORY_SIGNS = re.compile(r"[A-Za-z0-9+\-_.]+")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+")


def addresses(asked: Asked) -> Iterator[Problem]:
    """Yield what is wrong with where the document is sent from and to."""
    seller, buyer = asked.terms["BG-4"], asked.terms["BG-7"]
    for rule, party, screen in (("BR-FR-13", seller, IDENTITY), ("BR-FR-12", buyer, INVOICES)):
        if not party.get("einvoicing_addr"):
            sentence = _("L’adresse électronique manque\u00a0: {name}.")
            yield _wrong(rule, sentence.format(name=party["name"]), screen)
        else:
            yield from _shape(party, screen)
    b2b = any(note["BT-21"] == "BAR" and note["BT-22"] == "B2B" for note in asked.terms["BG-1"])
    siren = buyer.get("legal_identifier", "")
    in_directory = buyer.get("einvoicing_addr_schemeid") == DIRECTORY
    if b2b and not (in_directory and buyer.get("einvoicing_addr", "").startswith(siren)):
        sentence = _("L’adresse électronique du client doit commencer par son SIREN.")
        yield _wrong("BR-FR-21", sentence, INVOICES)


def _shape(party: Party, screen: str) -> Iterator[Problem]:
    address, scheme = party["einvoicing_addr"], party.get("einvoicing_addr_schemeid")
    if len(address) > _LONGEST:
        sentence = _("L’adresse électronique dépasse 125 caractères\u00a0: {address}.")
        yield _wrong("BR-FR-25", sentence.format(address=address), screen)
    if scheme == DIRECTORY and not _DIRECTORY_SIGNS.fullmatch(address):
        sentence = _("L’adresse électronique «\u00a0{address}\u00a0» contient un signe interdit.")
        yield _wrong("BR-FR-23", sentence.format(address=address), screen)
    if scheme == MAIL and not _MAIL.fullmatch(address):
        sentence = _("L’adresse «\u00a0{address}\u00a0» n’est pas une adresse e-mail.")
        yield _wrong("EM", sentence.format(address=address), screen)


def _wrong(rule: str, sentence: str, screen: str) -> Problem:
    return Problem(rule, sentence, _("Corrigez cette adresse, puis recommencez."), screen)
