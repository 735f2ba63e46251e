"""Checks a file of entries (FEC) on its own, reading nothing of what wrote it.

The rules are those that the tax office publishes (LPF A47 A-1; « Test Compta Demat »), and what
that tool leaves to others: each entry balances, numbers follow, time goes one way.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from merchant_desk.rules.fec_amounts import amount_of, date_problem, is_amount
from merchant_desk.values.texts import later

FIELDS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
    "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
_AT = {name: place for place, name in enumerate(FIELDS)}
_MAY_BE_EMPTY = frozenset(
    {"CompAuxNum", "CompAuxLib", "EcritureLet", "DateLet", "Montantdevise", "Idevise"}
)
_DATES = ("EcritureDate", "PieceDate", "DateLet", "ValidDate")
_AMOUNTS = ("Debit", "Credit", "Montantdevise")
_NAME = re.compile(r"\d{9}FEC\d{8}(_\d+)?\.(txt|csv)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DIGITS_FIRST = 3
_BOM = "\ufeff"
TELLING = {
    "name": later("Le nom du fichier n’est pas SIREN, FEC, date de clôture."),
    "encoding": later("Le fichier n’est ni en UTF-8 ni en ISO 8859-15."),
    "byte_order_mark": later("Le fichier commence par une marque d’ordre des octets."),
    "line_end": later("Une ligne ne finit pas par retour chariot et saut de ligne."),
    "separator": later("Les champs ne sont séparés ni par tabulation ni par barre verticale."),
    "header": later("La première ligne ne porte pas les 18 noms de champs dans leur ordre."),
    "empty": later("Le fichier ne porte aucune écriture."),
    "field_count": later("Une ligne n’a pas 18 champs."),
    "blank_line": later("Une ligne est vide."),
    "control": later("Une ligne porte un caractère de commande."),
    "mandatory": later("Un champ obligatoire est vide."),
    "account": later("Un numéro de compte ne commence pas par trois chiffres."),
    "amount": later("Un montant n’est pas un nombre à virgule sans séparateur de milliers."),
    "date": later("Une date n’est pas de la forme AAAAMMJJ ou n’existe pas."),
    "sides": later("Une ligne a un débit et un crédit, ou ni l’un ni l’autre."),
    "auxiliary": later("Un compte auxiliaire n’a pas de nom, ou un nom pas de compte."),
    "lettering": later("Un lettrage n’a pas de date, ou une date pas de lettrage."),
    "currency": later("Un montant en devise n’a pas de devise, ou l’inverse."),
    "account_name": later("Un même compte porte deux noms."),
    "entry_head": later("Les lignes d’une écriture n’ont pas le même journal et la même date."),
    "entry_balance": later("Les débits d’une écriture ne sont pas égaux à ses crédits."),
    "file_balance": later("Les débits du fichier ne sont pas égaux à ses crédits."),
    "numbering": later("Les numéros d’écriture ne se suivent pas."),
    "order": later("Les écritures ne sont pas dans l’ordre de leur date de validation."),
    "validated_before": later("Une écriture est validée avant sa date."),
    "after_closing": later("Une écriture est datée après la clôture que dit le nom du fichier."),
}


@dataclass(frozen=True, slots=True)
class FecFinding:
    """A rule that the file breaks, and the line where (0: the file as a whole)."""

    rule: str
    line: int


@dataclass(frozen=True, slots=True)
class _Line:
    place: int
    cells: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.cells[_AT[name]]


def check_fec(name: str, data: bytes) -> tuple[FecFinding, ...]:
    """Return what is wrong with the file, nothing when it can be handed over."""
    found = [] if _NAME.fullmatch(name) else [FecFinding("name", 0)]
    text = _decoded(data)
    if text is None:
        return (*found, FecFinding("encoding", 0))
    if text.startswith(_BOM):
        found.append(FecFinding("byte_order_mark", 1))
    rows = text.removeprefix(_BOM).split("\r\n")
    if rows[-1] == "":
        rows.pop()
    else:
        found.append(FecFinding("line_end", len(rows)))
    if not rows:
        return (*found, FecFinding("header", 1))
    separator = _separator(rows[0])
    if separator is None:
        return (*found, FecFinding("separator", 1))
    if tuple(rows[0].split(separator)) != FIELDS:
        return (*found, FecFinding("header", 1))
    lines, broken = _split(rows[1:], separator)
    return (*found, *broken, *_each_line(lines), *_whole(lines, name))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8", "iso8859-15"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if re.search(r"[\x00\x80-\x9f]", text) else text
    return None


def _separator(header: str) -> str | None:
    return next((each for each in ("\t", "|") if each in header), None)


def _split(rows: Sequence[str], separator: str) -> tuple[list[_Line], list[FecFinding]]:
    lines, found = [], []
    for place, row in enumerate(rows, start=2):
        if not row.strip():
            found.append(FecFinding("blank_line", place))
            continue
        if "\n" in row or "\r" in row:
            found.append(FecFinding("line_end", place))
            continue
        cells = tuple(cell.replace("\u00a0", " ").strip() for cell in row.split(separator))
        if len(cells) != len(FIELDS):
            found.append(FecFinding("field_count", place))
            continue
        lines.append(_Line(place, cells))
    if not lines:
        found.append(FecFinding("empty", 0))
    return lines, found


def _each_line(lines: Sequence[_Line]) -> Iterator[FecFinding]:
    for line in lines:
        for rule, broken in _LINE_RULES:
            if broken(line):
                yield FecFinding(rule, line.place)


def _lacks(line: _Line) -> bool:
    return any(not line[name] for name in FIELDS if name not in _MAY_BE_EMPTY)


def _bad_amount(line: _Line) -> bool:
    return any(line[name] and not is_amount(line[name]) for name in _AMOUNTS)


def _bad_date(line: _Line) -> bool:
    return any(line[name] and date_problem(line[name]) for name in _DATES)


def _not_one_side(line: _Line) -> bool:
    if not (is_amount(line["Debit"]) and is_amount(line["Credit"])):
        return False
    return bool(amount_of(line["Debit"])) == bool(amount_of(line["Credit"]))


def _one_of(first: str, second: str) -> Callable[[_Line], bool]:
    return lambda line: bool(line[first]) != bool(line[second])


_LINE_RULES: tuple[tuple[str, Callable[[_Line], bool]], ...] = (
    ("control", lambda line: any(_CONTROLS.search(cell) for cell in line.cells)),
    ("mandatory", _lacks),
    (
        "account",
        lambda line: bool(line["CompteNum"]) and not line["CompteNum"][:_DIGITS_FIRST].isdecimal(),
    ),
    ("amount", _bad_amount),
    ("date", _bad_date),
    ("sides", _not_one_side),
    ("auxiliary", _one_of("CompAuxNum", "CompAuxLib")),
    ("lettering", _one_of("EcritureLet", "DateLet")),
    ("currency", _one_of("Montantdevise", "Idevise")),
    ("validated_before", lambda line: line["ValidDate"] < line["EcritureDate"]),
)


def _whole(lines: Sequence[_Line], name: str) -> Iterator[FecFinding]:
    entries = [list(group) for _key, group in groupby(lines, key=lambda line: line["EcritureNum"])]
    yield from _account_names(lines)
    for several in entries:
        yield from _entry(several)
    if _sum(lines, "Debit") != _sum(lines, "Credit"):
        yield FecFinding("file_balance", 0)
    yield from _numbering([several[0] for several in entries])
    for previous, line in pairwise(lines):
        if line["ValidDate"] < previous["ValidDate"]:
            yield FecFinding("order", line.place)
    closing = name[12:20] if _NAME.fullmatch(name) else "9"
    for line in lines:
        if line["EcritureDate"] > closing:
            yield FecFinding("after_closing", line.place)


def _entry(several: Sequence[_Line]) -> Iterator[FecFinding]:
    if len({(each["JournalCode"], each["EcritureDate"]) for each in several}) > 1:
        yield FecFinding("entry_head", several[0].place)
    if _sum(several, "Debit") != _sum(several, "Credit"):
        yield FecFinding("entry_balance", several[0].place)


def _numbering(firsts: Sequence[_Line]) -> Iterator[FecFinding]:
    for line, following in pairwise(firsts):
        before, after = line["EcritureNum"], following["EcritureNum"]
        if not (before.isdecimal() and after.isdecimal() and int(after) == int(before) + 1):
            yield FecFinding("numbering", following.place)


def _account_names(lines: Sequence[_Line]) -> Iterator[FecFinding]:
    names: dict[str, str] = {}
    for line in lines:
        if names.setdefault(line["CompteNum"], line["CompteLib"]) != line["CompteLib"]:
            yield FecFinding("account_name", line.place)


def _sum(lines: Sequence[_Line], name: str) -> int:
    return sum(amount_of(line[name]) for line in lines if is_amount(line[name]))
