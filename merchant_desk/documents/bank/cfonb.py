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
from merchant_desk.documents.bank.refusals import bad_amount, cut_short, foreign, refused_at
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
    opening: ToldBalance
    entries: list[tuple[int, str, list[str]]] = field(default_factory=list)
    """The line, its record, and the complements that follow it."""


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
    for place, record in _records(text):
        code = record[:2]
        if code == "01":
            if begun is not None:
                raise _never_closed(begun)
            begun = _Open(_account_of(record, place), _balance(record, place, calendar))
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
    """Yield records with their number, whatever ends them, or nothing at all."""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n\x1a ").split("\n")
    if len(rows) == 1 and len(text) > WIDTH:
        rows = [text[at : at + WIDTH] for at in range(0, len(rows[0]), WIDTH)]
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
        begun.entries.append((place, record, []))
    elif code == "05" and begun.entries:
        begun.entries[-1][2].append(record)
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
    return ToldBalance(day, _amount(record, place))


def _amount(record: str, place: int) -> Money:
    digits, sign = record[90:103], _SIGNS.get(record[103])
    scale = record[19]
    if sign is None or not (digits.isascii() and digits.isdigit()) or scale not in "0123 ":
        raise refused_at(place, bad_amount(record[90:104]))
    value = sign[0] * (int(digits) * 10 + sign[1])
    if scale in "2 ":
        return Money(value)
    if scale == "3" and value % 10:
        raise refused_at(place, bad_amount(record[90:104]))
    return Money(value // 10 if scale == "3" else value * 10 ** (2 - int(scale)))


def _closed(begun: _Open, record: str, place: int, calendar: Calendar) -> ToldStatement:
    if _account_of(record, place) != begun.account:
        raise refused_at(place, _("le nouveau solde est d’un autre compte que l’ancien"))
    key = begun.account
    return ToldStatement(
        account=ToldAccount(bank=key[:5], branch=key[5:10], number=key[10:].strip()),
        lines=_lines(begun, _Days(calendar)),
        opening=begun.opening,
        closing=_balance(record, place, calendar),
    )


class _Days:
    """Days of JJMMAA; each is read once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._booked: dict[str, date] = {}
        self._valued: dict[str, date] = {}

    def booked(self, text: str) -> date:
        found = self._booked.get(text)
        if found is None:
            found = self._calendar.booked(packed_french(text).isoformat())
            self._booked[text] = found
        return found

    def valued(self, text: str, booked: date) -> date:
        if text in {"000000", "      "}:
            return booked
        found = self._valued.get(text)
        if found is None:
            found = self._calendar.valued(packed_french(text).isoformat())
            self._valued[text] = found
        return found


def _lines(begun: _Open, days: _Days) -> tuple[ToldLine, ...]:
    lines = []
    for place, record, complements in begun.entries:
        try:
            booked = days.booked(record[34:40])
            valued = days.valued(record[42:48], booked)
        except ValueError as error:
            raise refused_at(place, str(error)) from error
        amount = _amount(record, place)
        more = _complements(complements) if complements else {}
        inward = amount.cents > 0
        lines.append(
            ToldLine(
                booked_on=booked,
                value_on=valued,
                amount=amount,
                label=_label(record, more),
                counterparty=more.get("NPY" if inward else "NBE", ""),
                counter_iban="" if inward else more.get("CBE", "").replace(" ", ""),
                reference=_reference(record, more),
                bank_reference=_number(record, more),
                code=record[32:34].strip(),
                place=place,
            )
        )
    return tuple(lines)


def _label(record: str, more: dict[str, str]) -> str:
    own = tidy(record[48:79])
    return joined(own, *(more.get(kind, "") for kind in _LABELS)) if more else own


def _reference(record: str, more: dict[str, str]) -> str:
    """Return what the payer gave (RCN: 35 characters of reference, then the purpose)."""
    told = more.get("RCN", "") or tidy(record[104:120])
    return "" if told in _NOTHING or not told.strip("0") else told


def _number(record: str, more: dict[str, str]) -> str:
    own = record[81:88].strip()
    return more.get("REF", "") or (own if own.strip("0") else "")


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
