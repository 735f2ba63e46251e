"""OFX, « Money »: 1.x in SGML, where elements stay open, and 2.x in XML.

After the Open Financial Exchange specifications 1.6 and 2.2, §11 (banking) and §3.2.8 (dates,
amounts: a comma may part the decimals). One strict reader for both: aggregates must be closed,
elements may be; nothing is ever expanded, so that no entity can be one.
"""

import html
import re
from dataclasses import dataclass

from merchant_desk.documents.bank.amounts import cents_of
from merchant_desk.documents.bank.days import Calendar, read_day
from merchant_desk.documents.bank.encoding import Told
from merchant_desk.documents.bank.labels import joined, tidy
from merchant_desk.documents.bank.quick_line import quick_line
from merchant_desk.documents.bank.refusals import (
    cut_short,
    foreign,
    refused,
    refused_entry,
)
from merchant_desk.values.bank_file import ToldAccount, ToldBalance, ToldLine, ToldStatement
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

_FIELD = re.compile(r"<([A-Z0-9._]+)>([^<]*)")
_TAG = re.compile(r"</?[A-Za-z0-9._]+>")
_BEGIN = re.compile(r"<(STMTRS|CCSTMTRS)>")
_AGGREGATES = ("OFX", "STMTRS", "CCSTMTRS", "BANKTRANLIST", "STMTTRN", "LEDGERBAL")
_WAYS = frozenset({"CREDIT", "DEBIT"})
_ONCE = ("TRNAMT", "DTPOSTED", "FITID", "TRNTYPE")


@dataclass(slots=True)
class OfxText:
    """The text of a file and what was found on the way."""

    text: str
    calendar: Calendar
    notes: list[str]
    entry: int = 0
    """Movements counted through the whole file."""
    agreed: int = 0
    turned: int = 0
    """Movements whose kind and sign contradict each other."""


def looks_like_ofx(text: str) -> bool:
    """Tell whether a text begins as OFX does."""
    head = text[:4096].lstrip().upper()
    return head.startswith(("OFXHEADER", "<OFX>", "<?OFX")) or (
        head.startswith("<?XML") and ("<OFX>" in head or "<?OFX" in head)
    )


def read_ofx(told: Told, calendar: Calendar, notes: list[str]) -> tuple[ToldStatement, ...]:
    """Return the statements of a file. Raises RefusedError."""
    text = _plain(told.text)
    _is_whole(text)
    file = OfxText(text, calendar, notes)
    marks = [*_BEGIN.finditer(text)]
    if not marks:
        raise refused(
            _("le fichier OFX ne contient aucun relevé de compte"),
            _("Choisissez, chez votre banque, les opérations d’un compte courant."),
        )
    statements = tuple(_statement(file, mark) for mark in marks)
    _signs_agree(file)
    return statements


def _signs_agree(file: OfxText) -> None:
    """Refuse a file all of whose debits and credits have the other's sign."""
    if file.turned and not file.agreed:
        raise refused(
            _("les signes sont inversés, ses débits sont écrits en plus et ses crédits en moins"),
            _("Demandez à votre banque un autre fichier OFX, ou un CAMT, CFONB ou CSV."),
        )


def _plain(text: str) -> str:
    """Return the text with tags in capitals, without comments; CDATA becomes plain text."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise refused(
            _("il contient une déclaration interdite (DTD)"),
            _("Un relevé n’en a pas besoin. Vérifiez d’où vient ce fichier avant toute chose."),
        )
    if "<!--" in text:
        text = _without(text, "<!--", "-->", keep=False)
    if "<![CDATA[" in text:
        text = _without(text, "<![CDATA[", "]]>", keep=True)
    if "<STMTTRN>" not in text:
        text = _TAG.sub(lambda tag: tag[0].upper(), text)
    return text


def _without(text: str, begin: str, end: str, *, keep: bool) -> str:
    first, *rest = text.split(begin)
    parts = [first]
    for piece in rest:
        inside, closed, after = piece.partition(end)
        if not closed:
            raise cut_short(_("une balise n’est pas fermée"))
        parts += [html.escape(inside, quote=False) if keep else "", after]
    return "".join(parts)


def _is_whole(text: str) -> None:
    for name in _AGGREGATES:
        if text.count(f"<{name}>") != text.count(f"</{name}>"):
            raise cut_short(_("la balise {name} n’est pas fermée").format(name=name))
    if not text.rstrip().endswith("</OFX>"):
        raise cut_short(_("la balise {name} n’est pas fermée").format(name="OFX"))


def _statement(file: OfxText, mark: re.Match[str]) -> ToldStatement:
    name = mark[1]
    end = file.text.find(f"</{name}>", mark.end())
    if _BEGIN.search(file.text, mark.end(), end):
        raise cut_short(_("la balise {name} n’est pas fermée").format(name=name))
    body = file.text[mark.end() : end]
    head, _begun, rest = body.partition("<BANKTRANLIST>")
    listed, _ended, tail = rest.partition("</BANKTRANLIST>")
    about = dict(_FIELD.findall(head))
    currency = about.get("CURDEF", "").strip().upper()
    if currency != "EUR":
        raise foreign(currency)
    lines = _lines(file, listed, mark.end() + len(head) + len("<BANKTRANLIST>"))
    return ToldStatement(
        account=_account(about),
        lines=lines,
        closing=_closing(file, tail if _begun else head),
    )


def _account(about: dict[str, str]) -> ToldAccount:
    number = tidy(about.get("ACCTID", "")).replace(" ", "")
    if not number:
        raise refused(_("le fichier ne dit pas de quel compte il s’agit"))
    iban = number.upper()
    if re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", iban):
        return ToldAccount(iban=iban)
    return ToldAccount(
        bank=tidy(about.get("BANKID", "")), branch=tidy(about.get("BRANCHID", "")), number=number
    )


def _closing(file: OfxText, tail: str) -> ToldBalance | None:
    _before, begun, rest = tail.partition("<LEDGERBAL>")
    if not begun:
        return None
    told = dict(_FIELD.findall(rest.partition("</LEDGERBAL>")[0]))
    amount = told.get("BALAMT", "").strip()
    try:
        cents = cents_of(amount, ".")
    except ValueError as error:
        raise refused(str(error)) from error
    try:
        day = file.calendar.booked(read_day(told.get("DTASOF", "")).isoformat())
    except ValueError:
        file.notes.append(
            _("Le solde du fichier n’a pas de date possible\u00a0: il n’est pas pris.")
        )
        return None
    return ToldBalance(day, Money(cents))


def _lines(file: OfxText, listed: str, offset: int) -> tuple[ToldLine, ...]:
    lines: list[ToldLine] = []
    _head, *chunks = listed.split("<STMTTRN>")
    at = offset + len(_head)
    for chunk in chunks:
        file.entry += 1
        try:
            line = _line(file, chunk.partition("</STMTTRN>")[0])
        except ValueError as error:
            raise refused_entry(file.entry, file.text.count("\n", 0, at) + 1, str(error)) from error
        lines.append(line)
        at += len(chunk) + len("<STMTTRN>")
    return tuple(lines)


def _line(file: OfxText, chunk: str) -> ToldLine:
    pairs = _FIELD.findall(chunk)
    told: dict[str, str] = dict(pairs)
    if len(told) != len(pairs):
        _is_said_once(pairs)
    if "CURRENCY" in told and told.get("CURSYM", "EUR").strip().upper() != "EUR":
        raise ValueError(_("l’opération n’est pas en euros"))
    cents = cents_of(told.get("TRNAMT", "").strip(), ".")
    booked = file.calendar.booked(told.get("DTPOSTED", "").strip())
    valued = told.get("DTAVAIL", "").strip()
    name, memo = _words(told, "NAME"), _words(told, "MEMO")
    reference = _words(told, "REFNUM") or _words(told, "CHECKNUM")
    kind = told.get("TRNTYPE", "").strip()
    if kind in _WAYS:
        agrees = (cents > 0) == (kind == "CREDIT")
        file.agreed += agrees
        file.turned += not agrees
    others = (
        "",
        "",
        "" if reference == "NOTPROVIDED" else reference,
        _words(told, "FITID"),
        kind,
    )
    value_on = file.calendar.valued(valued) if valued else booked
    return quick_line(booked, value_on, cents, joined(name, memo) or kind, others, file.entry)


def _words(told: dict[str, str], name: str) -> str:
    words = told.get(name)
    return tidy(html.unescape(words) if "&" in words else words) if words else ""


def _is_said_once(pairs: list[tuple[str, str]]) -> None:
    """Refuse a movement whose label brings a second amount or day: words are never data."""
    names = [name for name, _value in pairs]
    for name in _ONCE:
        if names.count(name) > 1:
            raise ValueError(_("la balise {name} y est deux fois").format(name=name))
