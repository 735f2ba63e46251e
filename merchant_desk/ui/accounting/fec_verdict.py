"""Whether the entries of a period can be handed over, found out away from the window's thread."""

from dataclasses import dataclass
from pathlib import Path

from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.errors import RefusedError
from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.fec import FecFile
from merchant_desk.reports.period_fec import period_fec
from merchant_desk.values.french import number
from merchant_desk.values.texts import _, ngettext


@dataclass(frozen=True, slots=True)
class FecVerdict:
    """What our own check says of the file of a period."""

    holds: bool
    sentence: str
    advice: str = ""


def fec_verdict(books: PeriodBooks) -> FecVerdict:
    """Return the verdict; a refusal is told in the page, nothing was asked to be written."""
    if not books.entries:
        return FecVerdict(holds=True, sentence=_("Aucune écriture sur cette période."))
    try:
        made = period_fec(books)
    except RefusedError as refused:
        return FecVerdict(holds=False, sentence=refused.title, advice=refused.advice)
    told = ngettext(
        "Format FEC\u00a0: {n} ligne, toutes les règles publiées sont respectées",
        "Format FEC\u00a0: {n} lignes, toutes les règles publiées sont respectées",
        made.lines,
    )
    return FecVerdict(holds=True, sentence=told.format(n=number(made.lines)))


def write_fec(books: PeriodBooks, folder: Path) -> FecFile:
    """Write the file under its legal name, and its description beside it."""
    made = period_fec(books)
    write_bytes(folder / made.name, made.data)
    write_bytes(folder / made.description_name, made.description.encode())
    return made
