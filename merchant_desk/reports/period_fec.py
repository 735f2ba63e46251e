"""The entries of a period as a file for the accountant, refused when something does not hold."""

from merchant_desk.errors import RefusedError
from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.reports.fec import FecAsked, FecEncoding, FecFile, FecSeparator, fec_file
from merchant_desk.rules.company_numbers import is_siren
from merchant_desk.values.french import short_date
from merchant_desk.values.texts import _


def period_fec(
    books: PeriodBooks,
    encoding: FecEncoding = FecEncoding.UTF_8,
    separator: FecSeparator = FecSeparator.TAB,
) -> FecFile:
    """Return the file of a period.

    Raises RefusedError without a SIREN, over two financial years, or when a check does not hold.
    """
    siren = "" if books.seller is None else books.seller.siren
    if not is_siren(siren):
        raise RefusedError(
            _("Le fichier n’a pas été écrit\u00a0: l’identité de la boutique n’a pas de SIREN."),
            _("Remplissez-la dans Réglages, Boutique\u00a0: le SIREN donne son nom au fichier."),
        )
    numbers = [each.number for each in books.entries]
    if numbers != list(range(min(numbers, default=1), min(numbers, default=1) + len(numbers))):
        raise RefusedError(
            _("Le fichier n’a pas été écrit\u00a0: la période touche deux exercices."),
            _("Faites un fichier par exercice\u00a0: le dernier est clos le {day}.").format(
                day=short_date(books.closing)
            ),
        )
    if not books.holds:
        raise RefusedError(
            _("Le fichier n’a pas été écrit\u00a0: les écritures ne sont pas égales aux factures."),
            _("Ouvrez Comptabilité\u00a0: l’écart y est dit, montrez-le à votre comptable."),
        )
    asked = FecAsked(
        siren, books.period.first, books.period.last, books.closing, encoding, separator
    )
    return fec_file(books.entries, asked)
