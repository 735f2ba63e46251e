"""One entry of a CAMT statement: a line, or as many as its details when they add up to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from merchant_desk.documents.bank.camt_tree import child, children, every, inner, signed, words
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.documents.bank.labels import joined
from merchant_desk.values.bank_file import ToldLine
from merchant_desk.values.money import Money, total
from merchant_desk.values.texts import _

_SILENT = frozenset({"", "NOTPROVIDED", "NONREF", "NOT PROVIDED"})


@dataclass(slots=True)
class Skipped:
    """What of a file did not become the line it was."""

    pending: int = 0
    parted: int = 0
    place: int = 0
    """The entry that is read."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """What an entry says for all its details."""

    booked_on: date
    value_on: date
    amount: Money
    text: str
    bank_reference: str
    code: str
    reversal: bool
    place: int


def read_entry(element: Any, calendar: Calendar, skipped: Skipped) -> list[ToldLine]:
    """Return the lines of one entry. Raises ValueError with the end of a sentence."""
    skipped.place += 1
    parts = children(element)
    status = parts.get("Sts")
    if status is not None and (words(status, "Cd") or inner(status)) not in {"BOOK", ""}:
        skipped.pending += 1
        return []
    entry = _entry(parts, calendar, skipped.place)
    details = [each for group in every(element, "NtryDtls") for each in every(group, "TxDtls")]
    if len(details) <= 1:
        return [_line(entry, details[0] if details else None, entry.amount, "")]
    amounts = _amounts(details, entry.amount)
    if amounts is None:
        tail = _("(remise de {count} opérations)").format(count=len(details))
        return [_line(entry, None, entry.amount, tail)]
    skipped.parted += 1
    tail = _("(remise, {rank} sur {count})")
    return [
        _line(entry, each, amount, tail.format(rank=rank, count=len(details)))
        for rank, (each, amount) in enumerate(zip(details, amounts, strict=True), 1)
    ]


def _entry(parts: dict[str, Any], calendar: Calendar, place: int) -> _Entry:
    amount = parts.get("Amt")
    if amount is None:
        raise ValueError(_("il n’y a pas de montant"))
    if amount.get("Ccy") != "EUR":
        raise ValueError(_("l’opération n’est pas en euros"))
    direction = inner(parts["CdtDbtInd"]) if "CdtDbtInd" in parts else ""
    valued = _day_of(parts.get("ValDt"))
    booked = _day_of(parts.get("BookgDt")) or valued
    booked_on = calendar.booked(booked)
    return _Entry(
        booked_on=booked_on,
        value_on=calendar.valued(valued) if valued else booked_on,
        amount=signed(inner(amount), direction),
        text=_own(parts, "AddtlNtryInf"),
        bank_reference=_own(parts, "AcctSvcrRef") or _own(parts, "NtryRef"),
        code=_code(parts.get("BkTxCd")),
        reversal=_own(parts, "RvslInd") in {"true", "1"},
        place=place,
    )


def _own(parts: dict[str, Any], name: str) -> str:
    found = parts.get(name)
    told = "" if found is None else inner(found)
    return "" if told in _SILENT else told


def _day_of(element: Any) -> str:
    return "" if element is None else words(element, "Dt") or words(element, "DtTm")


def _code(element: Any) -> str:
    """Return domain, family and sub-family, or what the bank writes in their place."""
    if element is None:
        return ""
    domain = child(element, "Domn")
    if domain is None:
        return words(element, "Prtry", "Cd")
    family = child(domain, "Fmly")
    parts = [words(domain, "Cd")]
    if family is not None:
        parts += [words(family, "Cd"), words(family, "SubFmlyCd")]
    return "-".join(part for part in parts if part)


def _amounts(details: Sequence[Any], whole: Money) -> list[Money] | None:
    """Return the amounts of the details, None when they do not lead to that of the entry."""
    amounts = []
    usual = "CRDT" if whole.cents > 0 else "DBIT"
    for each in details:
        told = child(each, "Amt")
        if told is None:
            of_all = child(each, "AmtDtls")
            paid = None if of_all is None else child(of_all, "TxAmt")
            told = None if paid is None else child(paid, "Amt")
        if told is None or told.get("Ccy") != "EUR":
            return None
        try:
            amounts.append(signed(inner(told), words(each, "CdtDbtInd") or usual))
        except ValueError:
            return None
    return amounts if total(amounts) == whole and all(amounts) else None


def _line(entry: _Entry, detail: Any, amount: Money, tail: str) -> ToldLine:
    parts = {} if detail is None else children(detail)
    references = children(parts["Refs"]) if "Refs" in parts else {}
    remittance = children(parts["RmtInf"]) if "RmtInf" in parts else {}
    structured = _structured(remittance.get("Strd"))
    name, iban = _other_side(parts.get("RltdPties"), inward=(amount.cents > 0) != entry.reversal)
    free = " ".join(map(inner, every(parts["RmtInf"], "Ustrd"))) if remittance else ""
    undone = _("(annulation)") if entry.reversal else ""
    label = joined(entry.text, _own(parts, "AddtlTxInf"), free, structured)
    return ToldLine(
        booked_on=entry.booked_on,
        value_on=entry.value_on,
        amount=amount,
        label=joined(label or name or entry.code, tail, undone),
        counterparty=name,
        counter_iban=iban,
        reference=_own(references, "EndToEndId") or structured or _own(references, "InstrId"),
        bank_reference=_own(references, "AcctSvcrRef") or entry.bank_reference,
        code=entry.code,
        place=entry.place,
    )


def _structured(element: Any) -> str:
    """Return the creditor's reference (RF), or the number of the document that is paid."""
    if element is None:
        return ""
    return (
        words(element, "CdtrRefInf", "Ref")
        or words(element, "RfrdDocInf", "Nb")
        or words(element, "AddtlRmtInf")
    )


def _other_side(element: Any, *, inward: bool) -> tuple[str, str]:
    """Return who paid what came in, or was paid what went out, and the IBAN."""
    if element is None:
        return "", ""
    parts = children(element)
    side = "Dbtr" if inward else "Cdtr"
    name = ""
    for each in (side, f"Ultmt{side}"):
        party = parts.get(each)
        if party is not None and not name:
            name = words(party, "Nm") or words(party, "Pty", "Nm")
    account = parts.get(f"{side}Acct")
    iban = "" if account is None else words(account, "Id", "IBAN")
    return name, iban.replace(" ", "").upper()
