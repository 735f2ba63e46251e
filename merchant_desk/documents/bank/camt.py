"""CAMT.053, the statement of ISO 20022, from camt.053.001.02 to .13 and in any namespace.

After the message definition reports of ISO 20022 (Bank-to-Customer Cash Management) and the guide
of the CFONB for France. ``CdtDbtInd`` alone says the direction, ``RvslInd`` that an entry undoes
another. Read entry by entry, each dropped once it is read; no entity, no DTD, no network.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from merchant_desk.documents.bank.camt_entry import Skipped, read_entry
from merchant_desk.documents.bank.camt_tree import child, inner, local, signed, words
from merchant_desk.documents.bank.days import Calendar, read_day
from merchant_desk.documents.bank.encoding import Told
from merchant_desk.documents.bank.refusals import (
    cut_short,
    foreign,
    refused,
    refused_at,
    refused_entry,
    too_long,
)
from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_file import ToldAccount, ToldBalance, ToldLine, ToldStatement
from merchant_desk.values.texts import _, ngettext

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_OTHERS = ("BkToCstmrAcctRpt", "BkToCstmrDbtCdtNtfctn", "CstmrCdtTrfInitn", "CstmrDrctDbtInitn")
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;|#)")
_HEAD = 8192
_MOST_TAGS = 6_000_000
"""Of the largest honest file; each costs thirty times its own size in memory."""
_PARTS = ("{*}Ntry", "{*}Bal", "{*}Acct", "{*}Stmt")
_OPENING, _CLOSING = ("PRCD", "OPBD"), ("CLBD",)


@dataclass(slots=True)
class _Begun:
    """What was read of the statement that is still open."""

    account: Any = None
    balances: dict[str, ToldBalance] = field(default_factory=dict)
    lines: list[ToldLine] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One reading of a file, from its first element to its last."""

    calendar: Calendar
    text: str
    begun: _Begun = field(default_factory=_Begun)
    statements: list[ToldStatement] = field(default_factory=list)
    entry: int = 0
    skipped: Skipped = field(default_factory=Skipped)


def looks_like_xml(text: str) -> bool:
    """Tell whether a text begins as XML does."""
    return text[:_HEAD].lstrip("\ufeff \t\r\n").startswith("<")


def read_camt(told: Told, calendar: Calendar, notes: list[str]) -> tuple[ToldStatement, ...]:
    """Return the statements of a file. Raises RefusedError."""
    _is_a_statement(told.text)
    reading = _Reading(calendar, told.text)
    for element in _elements(told.text):
        _take(reading, element)
    _tell(reading.skipped, notes)
    return tuple(reading.statements)


def _is_a_statement(text: str) -> None:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _dangerous()
    if "BkToCstmrStmt" in text[:_HEAD]:
        if text.count("<") > _MOST_TAGS:
            raise too_long()
        return
    root = _ROOT.search(text, 0, _HEAD)
    if any(name in text[:_HEAD] for name in _OTHERS):
        raise refused(
            _("c’est un autre message de la banque (CAMT.052, CAMT.054 ou ordre), pas un relevé"),
            _("Demandez à votre banque le relevé de compte CAMT.053."),
        )
    raise refused(
        _("ce fichier XML («\u00a0{root}\u00a0») n’est pas un relevé CAMT.053").format(
            root=root[1][:40] if root else "?"
        ),
        _("Demandez à votre banque un fichier OFX, CAMT.053, CFONB ou CSV."),
    )


def _elements(text: str) -> Iterator[Any]:
    """Yield the parts of a statement as they close. Raises RefusedError for broken XML."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; late

    source = io.BytesIO(_DECLARATION.sub("", text, count=1).encode("utf-8", "replace"))
    parts = etree.iterparse(
        source,
        events=("end",),
        tag=_PARTS,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _event, element in parts:
            yield element
    except etree.XMLSyntaxError as error:
        raise _broken(text, error.lineno or 0) from error
    if parts.root is not None and parts.root.getroottree().docinfo.doctype:
        raise _dangerous()


def _broken(text: str, line: int) -> RefusedError:
    entity = _ENTITY.search(text)
    if entity is not None:
        return refused_at(
            text.count("\n", 0, entity.start()) + 1,
            _("le signe «\u00a0&\u00a0» est mal écrit (entité inconnue)"),
        )
    return cut_short(_("le XML s’arrête ou se contredit à la ligne {line}").format(line=line))


def _take(reading: _Reading, element: Any) -> None:
    begun = reading.begun
    name = local(element)
    if name == "Ntry":
        _take_entry(reading, element)
    elif name == "Bal":
        _take_balance(reading, element)
    elif name == "Acct" and begun.account is None:
        begun.account = _account(element)
    elif name == "Stmt":
        reading.statements.append(_closed(reading, element))
        reading.begun = _Begun()


def _take_entry(reading: _Reading, element: Any) -> None:
    reading.entry += 1
    try:
        lines = read_entry(element, reading.calendar, reading.skipped)
    except ValueError as error:
        raise refused_entry(reading.entry, element.sourceline or 0, str(error)) from error
    reading.begun.lines.extend(lines)
    element.clear()


def _take_balance(reading: _Reading, element: Any) -> None:
    kind = words(element, "Tp", "CdOrPrtry", "Cd")
    if kind not in (*_OPENING, *_CLOSING) or words(element, "Tp", "SubTp", "Cd") == "INTM":
        return
    amount = child(element, "Amt")
    if amount is None or amount.get("Ccy") != "EUR":
        raise foreign((amount.get("Ccy") or "") if amount is not None else "")
    day = words(element, "Dt", "Dt") or words(element, "Dt", "DtTm")
    try:
        told = ToldBalance(
            reading.calendar.booked(read_day(day).isoformat()),
            signed(inner(amount), words(element, "CdtDbtInd")),
        )
    except ValueError as error:
        raise refused_entry(reading.entry, element.sourceline or 0, str(error)) from error
    reading.begun.balances.setdefault(kind, told)


def _account(element: Any) -> ToldAccount:
    currency = words(element, "Ccy")
    if currency not in {"", "EUR"}:
        raise foreign(currency)
    iban = words(element, "Id", "IBAN").replace(" ", "").upper()
    bank_name = words(element, "Svcr", "FinInstnId", "Nm")
    if iban:
        return ToldAccount(iban=iban, bank_name=bank_name)
    number = words(element, "Id", "Othr", "Id").replace(" ", "")
    if not number:
        raise refused(_("le fichier ne dit pas de quel compte il s’agit"))
    return ToldAccount(number=number, bank_name=bank_name)


def _closed(reading: _Reading, element: Any) -> ToldStatement:
    begun = reading.begun
    if begun.account is None:
        raise refused(_("le fichier ne dit pas de quel compte il s’agit"))
    return ToldStatement(
        account=begun.account,
        lines=tuple(begun.lines),
        number=words(element, "ElctrncSeqNb") or words(element, "LglSeqNb"),
        opening=_opening(begun),
        closing=begun.balances.get("CLBD"),
    )


def _opening(begun: _Begun) -> ToldBalance | None:
    """Return the balance of the evening before: OPBD is often dated of the first morning."""
    before = begun.balances.get("PRCD") or begun.balances.get("OPBD")
    if before is None or not begun.lines or "PRCD" in begun.balances:
        return before
    first = min(line.booked_on for line in begun.lines)
    return before if before.day < first else ToldBalance(first - timedelta(1), before.amount)


def _tell(skipped: Skipped, notes: list[str]) -> None:
    if skipped.pending:
        notes.append(
            ngettext(
                "{count} opération pas encore comptabilisée a été laissée de côté.",
                "{count} opérations pas encore comptabilisées ont été laissées de côté.",
                skipped.pending,
            ).format(count=skipped.pending)
        )
    if skipped.parted:
        notes.append(
            ngettext(
                "{count} remise groupée a été détaillée, ses détails donnant son montant.",
                "{count} remises groupées ont été détaillées, leurs détails donnant leur montant.",
                skipped.parted,
            ).format(count=skipped.parted)
        )


def _dangerous() -> RefusedError:
    return refused(
        _("il contient une déclaration interdite (DTD)"),
        _("Un relevé n’en a pas besoin. Vérifiez d’où vient ce fichier avant toute chose."),
    )
