"""``sell`` and ``give-back``: the counter without a window."""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError, UnavailableError
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import read_amount
from merchant_desk.values.french import euros
from merchant_desk.values.ids import id_text
from merchant_desk.values.payment_means import COUNTER_MEANS, Means
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import DocumentKind

if TYPE_CHECKING:
    from merchant_desk.operations.sell_asked import Asked, Pays
    from merchant_desk.operations.sell_at_counter import CounterSold

_TIMES = re.compile(r"(.+?)\s*[×*]\s*(\d{1,4})")
_WITHOUT = "-"


def _codes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "codes",
        metavar=_("CODE[×N]"),
        nargs="+",
        help=_("référence ou code-barres, et combien d’unités"),
    )


def _ticket_file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ticket", metavar=_("FICHIER"), default="", help=_("écrire le ticket dans ce PDF")
    )


def _selling(parser: argparse.ArgumentParser) -> None:
    _codes(parser)
    parser.add_argument(
        "--pay",
        metavar=_("MOYEN[=MONTANT]"),
        action="append",
        default=[],
        help=_("card, cash, cheque, voucher ou transfer\u00a0; sans montant, ce qui reste"),
    )
    _ticket_file(parser)


def _giving_back(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar=_("TICKET"), help=_("numéro du ticket, ou - quand il n’y en a pas")
    )
    _codes(parser)
    parser.add_argument(
        "--by",
        choices=[each.value for each in COUNTER_MEANS],
        default=Means.CASH.value,
        help=_("comment l’argent est rendu"),
    )
    _ticket_file(parser)


def _sell(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.sell_asked import sell_asked  # noqa: PLC0415 - loaded when asked

    wanted = [_asked(each) for each in arguments.codes]
    pays = [_pays(each) for each in arguments.pay]
    _check_place(arguments.ticket)
    sold = counter.do(sell_asked, counter.gesture(), wanted, pays)
    _answer(counter, sold, arguments.ticket)
    return 0


def _give_back(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.operations.sell_asked import (  # noqa: PLC0415 - loaded when asked
        give_back_asked,
    )

    number = "" if arguments.number == _WITHOUT else arguments.number
    wanted = [_asked(each) for each in arguments.codes]
    by = Means(arguments.by)
    _check_place(arguments.ticket)
    sold = counter.do(give_back_asked, counter.gesture(), number, wanted, by)
    _answer(counter, sold, arguments.ticket)
    return 0


def _check_place(file: str) -> None:
    """Refuse a ticket that could not be written before anything is sold."""
    if file and (Path(file).is_dir() or not Path(file).absolute().parent.is_dir()):
        raise RefusedError(
            _("Rien n’a été vendu\u00a0: le ticket ne peut pas être écrit dans {file}.").format(
                file=file
            ),
            _("Choisissez un fichier dans un dossier qui existe."),
        )


def _asked(text: str) -> "Asked":
    from merchant_desk.operations.sell_asked import Asked  # noqa: PLC0415 - loaded when asked

    found = _TIMES.fullmatch(text.strip())
    return Asked(text.strip()) if found is None else Asked(found[1], int(found[2]))


def _pays(text: str) -> "Pays":
    from merchant_desk.operations.sell_asked import Pays  # noqa: PLC0415 - loaded when asked

    word, _equals, typed = text.partition("=")
    amount = read_amount(typed) if typed else None
    known = {each.value: each for each in COUNTER_MEANS}
    if word not in known or (typed and amount is None):
        raise RefusedError(
            _("Rien n’a été vendu\u00a0: «\u00a0{pay}\u00a0» n’est pas un paiement.").format(
                pay=text
            ),
            _("Écrivez par exemple --pay card=12,50 --pay cash=20."),
        )
    return Pays(known[word], amount)


def _answer(counter: Counter, sold: "CounterSold", file: str) -> None:
    if file:
        _write_ticket(counter, sold, Path(file))
    facts: dict[str, Any] = {
        "tickets": [
            {
                "ticket_id": id_text(each.ticket_id),
                "number": each.number,
                "total_cents": each.total.cents,
            }
            for each in sold.tickets
        ],
        "due_cents": sold.due.cents,
        "change_cents": sold.change.cents,
        "file": file,
    }
    counter.answer(facts, "\n".join(_lines(sold)))


def _lines(sold: "CounterSold") -> list[str]:
    lines = [
        _("Ticket {number}\u00a0: {total}").format(number=each.number, total=euros(each.total))
        for each in sold.tickets
    ]
    if sold.change:
        lines.append(_("Monnaie à rendre\u00a0: {change}").format(change=euros(sold.change)))
    return lines


def _write_ticket(counter: Counter, sold: "CounterSold", path: Path) -> None:
    from merchant_desk.documents.writing.drawn import draw  # noqa: PLC0415 - loaded when asked

    subjects = [each.ticket_id for each in sold.tickets]
    drawn = draw(counter.lanes, DocumentKind.TICKET, subjects, utc_now())
    try:
        path.write_bytes(drawn.pdf)
    except OSError as error:
        raise UnavailableError(
            _("La vente est enregistrée, mais son ticket n’a pas pu être écrit."),
            _("Choisissez un autre dossier, puis réimprimez le ticket depuis la caisse."),
        ) from error


SELL = CliCommand(("sell",), later("Vendre à la caisse"), _selling, _sell)
GIVE_BACK = CliCommand(
    ("give-back",), later("Reprendre des articles à la caisse"), _giving_back, _give_back
)
