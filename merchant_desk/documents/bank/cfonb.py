"""CFONB 120, the « relevé de compte » of French banks.

After the brochure « Relevé de compte sur support informatique » of the CFONB (July 2004) and its
supplement on transfers (August 2007): records of 120 characters, 01 old balance, 04 movement,
05 complement of the movement before, 07 new balance. The last digit of an amount carries its
sign; in the French ISO 646, ``{`` and ``}`` are written ``é`` and ``è``.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from merchant_desk.documents.bank.days import Calendar, packed_french
from merchant_desk.documents.bank.labels import joined, tidy
from merchant_desk.documents.bank.quick_line import quick_line
from merchant_desk.documents.bank.refusals import (
    MOST_LINES,
    bad_amount,
    cut_short,
    foreign,
    refused_at,
    too_long,
)
from merchant_desk.values.bank_file import ToldAccount, ToldBalance, ToldLine, ToldStatement
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

WIDTH = 120
_SHORTEST = 104
"""Trailing blanks may have been cut, never a part of the amount."""
_POSITIVE, _NEGATIVE = "{ABCDEFGHI", "}JKLMNOPQR"
_SIGNS = {
    **{sign: (1, digit) for digit, sign in enumerate(_POSITIVE)},
    **{sign: (-1, digit) for digit, sign in enumerate(_NEGATIVE)},
    "é": (1, 0),
    "è": (-1, 0),
}
_LABELS = ("LIB", "LCC", "LC2", "LCS", "LEM")
_NOTHING = frozenset({"", "NOTPROVIDED", "NON COMMUNIQUE"})


@dataclass(slots=True)
class _Open:
    """A statement that has begun and is not closed yet."""

    account: str
    head: str
    """What the records of the account begin with, after their code, nearly always."""
    opening: ToldBalance
    days: "_Days"
    lines: list[ToldLine] = field(default_factory=list)
    place: int = 0
    """The line of the movement that waits for its complements; zero: none waits."""
    record: str = ""
    complements: list[str] = field(default_factory=list)

    def begin(self, place: int, record: str) -> None:
        """Keep the movement that waited, and let this one wait."""
        if self.place:
            self.lines.append(_line(self.place, self.record, self.complements, self.days))
            self.complements.clear()
        self.place, self.record = place, record


def looks_like_cfonb(text: str) -> bool:
    """Tell whether a text begins with the record of an old balance."""
    head = text[:WIDTH]
    return (
        len(head) >= _SHORTEST
        and head.startswith("01")
        and head[2:7].isdigit()
        and head[11:16].isdigit()
        and "\n" not in head[:_SHORTEST]
        and not any(sign in head[:40] for sign in ";,\t")
    )


def read_cfonb(text: str, calendar: Calendar) -> tuple[ToldStatement, ...]:
    """Return the statements of a file. Raises RefusedError."""
    statements: list[ToldStatement] = []
    begun: _Open | None = None
    days = _Days(calendar)
    for place, record in _records(text):
        code = record[:2]
        if code == "04" and begun is not None and record[2:32] == begun.head:
            begun.begin(place, record)
        elif code == "01":
            if begun is not None:
                raise _never_closed(begun)
            account = _account_of(record, place)
            opening = _balance(record, place, calendar)
            begun = _Open(account, record[2:32], opening, days)
        elif begun is None:
            raise refused_at(place, _("aucun ancien solde (01) ne précède cet enregistrement"))
        elif code == "07":
            statements.append(_closed(begun, record, place, calendar))
            begun = None
        else:
            _take(begun, code, record, place)
    if begun is not None:
        raise _never_closed(begun)
    return tuple(statements)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Return records with their number, whatever ends them, or nothing at all."""
    if text.count("\n") > MOST_LINES or text.count("\r") > MOST_LINES:
        raise too_long()
    rows = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\x1a").split("\n")
    if len(rows) == 1 and len(text) > WIDTH:
        rows = [text[at : at + WIDTH] for at in range(0, len(rows[0]), WIDTH)]
    if set(map(len, rows)) == {WIDTH}:
        return enumerate(rows, 1)
    return _uneven(rows)


def _uneven(rows: list[str]) -> Iterator[tuple[int, str]]:
    """Yield records that were trimmed or padded, as they should be."""
    for place, row in enumerate(rows, 1):
        if len(row) == WIDTH:
            yield place, row
        elif len(row) > WIDTH and not row[WIDTH:].strip():
            yield place, row[:WIDTH]
        elif _SHORTEST <= len(row) < WIDTH or (row[:2] == "05" and len(row) >= 48):  # noqa: PLR2004 - its kind is told
            yield place, row.ljust(WIDTH)
        elif row.strip():
            raise refused_at(
                place,
                _("l’enregistrement a {count} caractères au lieu de 120").format(count=len(row)),
            )


def _take(begun: _Open, code: str, record: str, place: int) -> None:
    if code == "04":
        if _account_of(record, place) != begun.account:
            raise refused_at(place, _("l’opération est d’un autre compte que l’ancien solde"))
        begun.begin(place, record)
    elif code == "05" and begun.place:
        begun.complements.append(record)
    elif code == "05":
        raise refused_at(place, _("un complément (05) ne suit aucune opération (04)"))
    else:
        raise refused_at(
            place,
            _("l’enregistrement «\u00a0{code}\u00a0» n’est pas d’un relevé de compte").format(
                code=tidy(code)
            ),
        )


def _account_of(record: str, place: int) -> str:
    if record[16:19] != "EUR":
        raise foreign(tidy(record[16:19]))
    if not record[2:7].isdigit() or not record[11:16].isdigit():
        raise refused_at(place, _("le code de la banque ou du guichet n’est pas un nombre"))
    return record[2:7] + record[11:16] + record[21:32]


def _balance(record: str, place: int, calendar: Calendar) -> ToldBalance:
    try:
        day = calendar.booked(packed_french(record[34:40]).isoformat())
    except ValueError as error:
        raise refused_at(place, str(error)) from error
    return ToldBalance(day, Money(_cents(record, place)))


def _cents(record: str, place: int) -> int:
    digits, sign, scale = record[90:103], _SIGNS.get(record[103]), record[19]
    if sign is None or not (digits.isdecimal() and digits.isascii()) or scale not in "0123 ":
        raise refused_at(place, bad_amount(record[90:104]))
    value = sign[0] * (int(digits) * 10 + sign[1])
    if scale in "2 ":
        return value
    if scale == "3" and value % 10:
        raise refused_at(place, bad_amount(record[90:104]))
    return value // 10 if scale == "3" else value * 10 ** (2 - int(scale))


def _closed(begun: _Open, record: str, place: int, calendar: Calendar) -> ToldStatement:
    if _account_of(record, place) != begun.account:
        raise refused_at(place, _("le nouveau solde est d’un autre compte que l’ancien"))
    key = begun.account
    begun.begin(0, "")
    return ToldStatement(
        account=ToldAccount(bank=key[:5], branch=key[5:10], number=key[10:].strip()),
        lines=tuple(begun.lines),
        opening=begun.opening,
        closing=_balance(record, place, calendar),
    )


class _Days:
    """Days of JJMMAA; each is read once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self.known: dict[str, date] = {}

    def booked(self, text: str) -> date:
        day = self._calendar.booked(packed_french(text).isoformat())
        return self.known.setdefault(text, day)

    def valued(self, text: str, booked: date) -> date:
        if text in {"000000", "      "}:
            return booked
        return self._calendar.valued(packed_french(text).isoformat())


def _line(place: int, record: str, complements: list[str], days: _Days) -> ToldLine:
    try:
        day, value_day = record[34:40], record[42:48]
        booked = days.known.get(day) or days.booked(day)
        valued = booked if value_day == day else days.valued(value_day, booked)
    except ValueError as error:
        raise refused_at(place, str(error)) from error
    cents = _cents(record, place)
    number, reference = record[81:88].strip(), record[104:120].strip()
    label, side, iban = tidy(record[48:79]), "", ""
    if complements:
        more = _complements(complements)
        label = joined(label, *(more.get(kind, "") for kind in _LABELS))
        side = more.get("NPY" if cents > 0 else "NBE", "")
        iban = "" if cents > 0 else more.get("CBE", "").replace(" ", "")
        number, reference = more.get("REF", number), more.get("RCN", reference)
    if reference:
        reference = _told(reference)
    if number:
        number = _told(number)
    others = (side, iban, reference, number, record[32:34].strip())
    return quick_line(booked, valued, cents, label, others, place)


def _told(reference: str) -> str:
    """Return a reference, empty when it stands for none."""
    return tidy(reference) if reference.strip("0") and reference not in _NOTHING else ""


def _complements(records: list[str]) -> dict[str, str]:
    """Return what the complements tell, by their qualifier; the same one again goes on."""
    more: dict[str, str] = {}
    for record in records:
        kind = record[45:48]
        told = tidy(record[48:83] if kind == "RCN" else record[48:118])
        if told:
            more[kind] = f"{more[kind]} {told}" if kind in more else told
    return more


def _never_closed(begun: _Open) -> Exception:
    return cut_short(
        _("le compte finissant par {end} n’a pas de nouveau solde 07").format(
            end=begun.account.strip()[-4:]
        )
    )
