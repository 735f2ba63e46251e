"""The door for files of banks: what a file is, told by what it says, never by its name."""

import hashlib
from dataclasses import replace
from datetime import date

from merchant_desk.documents.bank.camt import looks_like_xml, read_camt
from merchant_desk.documents.bank.cfonb import WIDTH, looks_like_cfonb, read_cfonb
from merchant_desk.documents.bank.csv_columns import ChosenColumns
from merchant_desk.documents.bank.csv_file import read_csv
from merchant_desk.documents.bank.days import Calendar
from merchant_desk.documents.bank.encoding import by_width, text_of
from merchant_desk.documents.bank.ofx import looks_like_ofx, read_ofx
from merchant_desk.documents.bank.proof import prove
from merchant_desk.documents.bank.refusals import refused
from merchant_desk.errors import RefusedError
from merchant_desk.values.bank_file import BankFile, ToldStatement
from merchant_desk.values.cash_words import BankFormat
from merchant_desk.values.clock import paris_date, utc_now
from merchant_desk.values.many_objects import many_objects
from merchant_desk.values.texts import _, ngettext

LARGEST_FILE = 64 * 1024 * 1024
_PAGE = 1024


def read_bank_file(
    name: str,
    content: bytes,
    *,
    columns: ChosenColumns | None = None,
    today: date | None = None,
) -> BankFile:
    """Return what a file of a bank says, proved where it tells both balances.

    ``columns`` is what she chose after an ``UnknownColumnsError``; without ``today``, the day in
    Paris says what is still to come. Raises RefusedError; nothing else comes out of any bytes.
    """
    _is_no_statement(content)
    with many_objects():
        return _read(name, content, columns, Calendar(today or paris_date(utc_now())))


def _read(name: str, content: bytes, columns: ChosenColumns | None, calendar: Calendar) -> BankFile:
    told = text_of(content)
    notes: list[str] = []
    statements: tuple[ToldStatement, ...]
    if looks_like_ofx(told.text):
        kind, statements = BankFormat.OFX, read_ofx(told, calendar, notes)
    elif looks_like_xml(told.text):
        kind, statements = BankFormat.CAMT053, read_camt(told, calendar, notes)
    elif looks_like_cfonb(told.text):
        told = by_width(content, told, WIDTH)
        kind, statements = BankFormat.CFONB120, read_cfonb(told.text, calendar)
    else:
        kind, statements = BankFormat.CSV, read_csv(told.text, calendar, notes, columns)
    for statement in statements:
        prove(statement)
    statements = _without_zeros(statements, notes)
    _says_something(statements)
    return BankFile(
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        format=kind,
        encoding=told.encoding,
        statements=statements,
        notes=tuple(notes),
    )


def _without_zeros(
    statements: tuple[ToldStatement, ...], notes: list[str]
) -> tuple[ToldStatement, ...]:
    """Leave out, and say, the lines that move nothing: messages of the bank."""
    zeros = sum(not line.amount.cents for each in statements for line in each.lines)
    if not zeros:
        return statements
    notes.append(
        ngettext(
            "{count} ligne à zéro euro a été laissée de côté.",
            "{count} lignes à zéro euro ont été laissées de côté.",
            zeros,
        ).format(count=zeros)
    )
    return tuple(
        replace(each, lines=tuple(line for line in each.lines if line.amount.cents))
        for each in statements
    )


def _says_something(statements: tuple[ToldStatement, ...]) -> None:
    if not any(each.lines or each.closing or each.opening for each in statements):
        raise refused(
            _("il ne contient aucune opération"),
            _("Choisissez une période plus longue au moment de le télécharger."),
        )


def _is_no_statement(content: bytes) -> None:
    """Refuse, each with its sentence, the files that are often taken for a statement."""
    if len(content) > LARGEST_FILE:
        raise refused(
            _("il dépasse 64 Mo"),
            _("Téléchargez une période plus courte, en plusieurs fichiers."),
        )
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise refused(_("le fichier est vide"))
    head = content[:_PAGE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        raise refused(
            _("un PDF est fait pour être lu, pas pour être compté"),
            _("Demandez à votre banque un fichier OFX, CAMT, CFONB ou CSV."),
        )
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")):
        raise _packed()
    lower = head.lower()
    if lower.startswith((b"<!doctype html", b"<html")) or b"<html" in lower or b"<head>" in lower:
        raise refused(
            _("c’est une page du site de la banque, pas un relevé"),
            _("Reconnectez-vous au site de votre banque, puis téléchargez de nouveau le fichier."),
        )


def _packed() -> RefusedError:
    return refused(
        _("c’est un classeur (XLS, XLSX) ou une archive (ZIP)"),
        _(
            "Sortez le relevé de l’archive, ou enregistrez le classeur en CSV\u00a0; mieux\u00a0: "
            "demandez à votre banque un fichier OFX, CAMT ou CFONB."
        ),
    )
