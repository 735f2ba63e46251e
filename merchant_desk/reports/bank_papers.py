"""The bank beside the books, printed or as CSV: what differs, and what nobody recognised."""

from merchant_desk.queries.period_books import PeriodBooks
from merchant_desk.values.book_paper import BookColumn, BookSection
from merchant_desk.values.french import euros, short_date
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _

Row = tuple[str | Money, ...]


def bank_sections(books: PeriodBooks) -> tuple[BookSection, ...]:
    """Return the sections of the statement: the two sums, the differences, what waits."""
    book = books.bank
    sums = (BookColumn(_("Mouvements de la période"), 70, strong=True),
            BookColumn(_("Montant"), 30, figures=True))  # fmt: skip
    told = (
        (_("D’après la banque"), _plain(book.bank)),
        (_("Enregistré et pas vu, ou vu dans une autre période"), _plain(_apart(books))),
    )
    total = (_("D’après les écritures (compte 512)"), _plain(book.books))
    return (
        BookSection(_("Rapprochement"), sums, told, total),
        _differences(books),
        _unknown(books),
    )


def bank_lines(books: PeriodBooks) -> tuple[tuple[str, ...], list[Row]]:
    """Return the statement as a table: its heads, then what differs and what waits."""
    heads = (_("Nature"), _("Date"), _("Pièce"), _("Nom"), _("Enregistré"), _("Vu à la banque"))
    rows: list[Row] = [
        (_("Écart"), each.day.isoformat(), each.piece, each.party, each.booked, each.seen)
        for each in books.bank.differences
    ]
    rows += [
        (
            _("Compte d’attente"),
            each.day.isoformat(),
            each.piece,
            each.label,
            Money(0),
            each.waits,
        )
        for each in books.bank.unknown
    ]
    return heads, rows


def _differences(books: PeriodBooks) -> BookSection:
    columns = (
        BookColumn(_("Date"), 12),
        BookColumn(_("Pièce"), 24, strong=True),
        BookColumn(_("Nom"), 28),
        BookColumn(_("Enregistré"), 12, figures=True),
        BookColumn(_("Vu"), 12, figures=True),
        BookColumn(_("Écart"), 12, figures=True, strong=True),
    )
    rows = tuple(
        (
            short_date(each.day),
            each.piece,
            each.party,
            _plain(each.booked),
            _plain(each.seen),
            _plain(each.left),
        )
        for each in books.bank.differences
    )
    total = (_("Total"), "", "", "", "", _plain(_apart(books))) if rows else ()
    none = _("Tout ce qui est enregistré a été vu à la banque.")
    return BookSection(_("Ce qui diffère, document par document"), columns, rows, total, none)


def _unknown(books: PeriodBooks) -> BookSection:
    columns = (
        BookColumn(_("Date"), 12),
        BookColumn(_("Libellé"), 56, strong=True),
        BookColumn(_("Montant"), 16, figures=True),
        BookColumn(_("En attente"), 16, figures=True, strong=True),
    )
    waiting = books.bank.unknown
    rows = tuple(
        (short_date(each.day), each.label, _plain(each.amount), _plain(each.waits))
        for each in waiting
    )
    sum_of = sum((each.waits for each in waiting), Money(0))
    total = (_("Total"), "", "", _plain(sum_of)) if rows else ()
    none = _("Chaque ligne de banque est rapprochée.")
    return BookSection(_("Lignes au compte d’attente (471)"), columns, rows, total, none)


def _apart(books: PeriodBooks) -> Money:
    return books.bank.explained - books.bank.bank


def _plain(amount: Money) -> str:
    return euros(amount)[:-2]
