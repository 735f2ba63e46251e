"""The entries of a period in the layout of the FEC (LPF L47 A and A47 A-1), checked before use."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from merchant_desk.errors import RefusedError
from merchant_desk.rules.fec_check import TELLING, FecFinding, check_fec
from merchant_desk.rules.posting.entry import EntryLine
from merchant_desk.rules.posting.period import NumberedEntry
from merchant_desk.values.french import short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, ngettext

_LONGEST_LABEL = 200
_SHOWN_FINDINGS = 5
FIELDS = (
    "JournalCode", "JournalLib", "EcritureNum", "EcritureDate", "CompteNum", "CompteLib",
    "CompAuxNum", "CompAuxLib", "PieceRef", "PieceDate", "EcritureLib", "Debit", "Credit",
    "EcritureLet", "DateLet", "ValidDate", "Montantdevise", "Idevise",
)  # fmt: skip
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-"}


class FecEncoding(StrEnum):
    """The two writings that the law names."""

    UTF_8 = "utf-8"
    ISO_8859_15 = "iso8859-15"


class FecSeparator(StrEnum):
    """The two separators that the law names."""

    TAB = "\t"
    PIPE = "|"


@dataclass(frozen=True, slots=True)
class FecAsked:
    """Whose entries, of which days, in which financial year."""

    siren: str
    first: date
    last: date
    closing: date
    """The last day of the financial year, which the name of the file tells."""
    encoding: FecEncoding = FecEncoding.UTF_8
    separator: FecSeparator = FecSeparator.TAB


@dataclass(frozen=True, slots=True)
class FecFile:
    """A file, the text that describes it, and what its check found: nothing."""

    name: str
    data: bytes
    description_name: str
    description: str
    entries: int
    lines: int
    total: Money


def fec_file(entries: Sequence[NumberedEntry], asked: FecAsked) -> FecFile:
    """Return the file, as our own check of the published rules accepts it.

    Raises RefusedError when there is nothing to write or when the check finds something.
    """
    if not entries:
        raise RefusedError(
            _(
                "Aucun fichier n’a été écrit\u00a0: il n’y a aucune écriture du {first} au {last}."
            ).format(first=short_date(asked.first), last=short_date(asked.last)),
            _("Choisissez une période où des ventes, des règlements ou des achats ont eu lieu."),
        )
    name = f"{asked.siren}FEC{asked.closing:%Y%m%d}.txt"
    rows = [FIELDS, *(row for each in entries for row in _rows(each))]
    text = "".join(str(asked.separator).join(row) + "\r\n" for row in rows)
    data = _encoded(text, asked.encoding)
    refuse_findings(check_fec(name, data))
    return FecFile(
        name,
        data,
        name.replace(".txt", "_description.txt"),
        _description(asked, name, entries),
        len(entries),
        len(rows) - 1,
        Money(sum(each.entry.debit.cents for each in entries)),
    )


def refuse_findings(findings: Sequence[FecFinding]) -> None:
    """Raise RefusedError with the first of what was found."""
    if not findings:
        return
    shown = [
        _("Ligne {line}\u00a0: {what}").format(line=each.line, what=_(TELLING[each.rule]))
        for each in findings[:_SHOWN_FINDINGS]
    ]
    raise RefusedError(
        ngettext(
            "Le fichier n’a pas été écrit\u00a0: {n} règle n’est pas respectée.",
            "Le fichier n’a pas été écrit\u00a0: {n} règles ne sont pas respectées.",
            len(findings),
        ).format(n=len(findings)),
        "\n".join(shown),
    )


def _rows(numbered: NumberedEntry) -> Iterable[tuple[str, ...]]:
    entry = numbered.entry
    day = f"{entry.day:%Y%m%d}"
    for line in entry.lines:
        yield (
            _clean(entry.journal.code),
            _clean(entry.journal.label),
            str(numbered.number),
            day,
            _clean(line.account.code),
            _clean(line.account.label),
            *_party(line),
            _clean(entry.piece) or str(numbered.number),
            f"{entry.piece_day:%Y%m%d}",
            _clean(entry.label) or _clean(entry.journal.label),
            _amount(line.debit),
            _amount(line.credit),
            "",
            "",
            day,
            "",
            "",
        )


def _party(line: EntryLine) -> tuple[str, str]:
    if line.party is None:
        return "", ""
    code = _clean(line.party.code)
    return code, _clean(line.party.name) or code


def _amount(amount: Money) -> str:
    sign = "-" if amount.cents < 0 else ""
    euros, cents = divmod(abs(amount.cents), 100)
    return f"{sign}{euros},{cents:02d}"


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    """Return a text that no separator, line end or invisible sign can break."""
    kept = "".join(
        " " if char == "|" or unicodedata.category(char) in {"Cc", "Zl", "Zp", "Zs"} else char
        for char in text
        if unicodedata.category(char) not in {"Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(kept.split())[:_LONGEST_LABEL]


def _encoded(text: str, encoding: FecEncoding) -> bytes:
    if encoding is FecEncoding.UTF_8:
        return text.encode()
    return b"".join(_latin(char) for char in text)


def _latin(char: str) -> bytes:
    plain = (_PLAIN.get(char, ""), unicodedata.normalize("NFKD", char)[:1])
    for way in (char, *(each for each in plain if each)):
        try:
            return way.encode("iso8859-15")
        except UnicodeEncodeError:
            continue
    return b"?"


def _description(asked: FecAsked, name: str, entries: Sequence[NumberedEntry]) -> str:
    tab = asked.separator is FecSeparator.TAB
    layout = _(
        "Codage\u00a0: {encoding}. Séparateur\u00a0: {separator}. Fin de ligne\u00a0: CR LF."
    )
    period = _("Écritures au format FEC du {first} au {last} (LPF, articles L47 A et A47 A-1).")
    numbers = _("Écritures {first} à {last}, numérotées sans trou depuis le début de l’exercice.")
    lines = (
        _("Description du fichier {name}").format(name=name),
        "",
        period.format(first=short_date(asked.first), last=short_date(asked.last)),
        _(
            "Merchant Desk écrit les ventes, les encaissements et les achats qu’il connaît. Le "
            "fichier légal de l’exercice, avec les à-nouveaux et les écritures d’inventaire, est "
            "celui de la comptabilité qui les reprend."
        ),
        _("Exercice clos le {day}.").format(day=short_date(asked.closing)),
        layout.format(
            encoding=asked.encoding.upper(),
            separator=_("tabulation") if tab else _("barre verticale"),
        ),
        _("Montants en euros, virgule décimale. Dates\u00a0: AAAAMMJJ."),
        numbers.format(first=entries[0].number, last=entries[-1].number),
        _("Journaux\u00a0:"),
        *sorted({f"  {each.entry.journal.code}  {each.entry.journal.label}" for each in entries}),
        _("Champs\u00a0:"),
        *(f"  {place:2}. {field}" for place, field in enumerate(FIELDS, start=1)),
    )
    return "\r\n".join(lines) + "\r\n"
