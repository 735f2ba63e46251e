"""``return exchange|goodwill``: what is sent instead, and what is given although nothing comes."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.operations.give_goodwill import Goodwill, give_goodwill
from merchant_desk.operations.pay_return import HowPaid
from merchant_desk.operations.send_replacement import SentInstead, send_replacement
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.queries.return_card import return_by_number
from merchant_desk.values.entries import read_amount, read_whole
from merchant_desk.values.french import euros
from merchant_desk.values.ids import RecordId, new_id
from merchant_desk.values.money import Money
from merchant_desk.values.taken_return import PayBack
from merchant_desk.values.texts import _, later

_PRICED = 3


def _exchange_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="RT…", help=_("numéro du retour"))
    parser.add_argument(
        "--item",
        action="append",
        required=True,
        metavar=_("SKU[:NOMBRE[:PRIX]]"),
        help=_("ce qui part à la place"),
    )


def _exchange(arguments: argparse.Namespace, counter: Counter) -> int:
    return_id = counter.ask(return_by_number, arguments.number)
    if return_id is None:
        raise _wrong(arguments.number)
    items = [_instead(counter, each) for each in arguments.item]
    sent = counter.do(send_replacement, counter.gesture(), return_id, items)
    facts = {"order": sent.number, "paid_cents": sent.paid.cents, "left_cents": sent.left.cents}
    words = _("Commande {number}\u00a0: {paid} payés par le retour, reste {left}.")
    counter.answer(
        facts, words.format(number=sent.number, paid=euros(sent.paid), left=euros(sent.left))
    )
    return 0


def _instead(counter: Counter, text: str) -> SentInstead:
    parts = text.split(":")
    units = read_whole(parts[1]) if len(parts) > 1 else 1
    price = read_amount(parts[2]) if len(parts) == _PRICED else None
    if units is None or units <= 0 or (len(parts) == _PRICED and price is None):
        raise _wrong(text)
    return SentInstead(named_product(counter, parts[0]).product_id, units, price)


def _goodwill_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", metavar=_("COMMANDE"), help=_("numéro de la commande"))
    parser.add_argument("--amount", required=True, metavar=_("MONTANT"), help=_("TVA comprise"))
    parser.add_argument("--why", required=True, metavar=_("TEXTE"), help=_("raison"))
    ways = [each.value for each in PayBack]
    parser.add_argument("--pay-back", choices=ways, default="later", help=_("par où"))
    parser.add_argument(
        "--means", metavar=_("CODE"), default="", help=_("moyen de paiement, rendu d’ici")
    )


def _goodwill(arguments: argparse.Namespace, counter: Counter) -> int:
    amount: Money | None = read_amount(arguments.amount)
    if amount is None:
        raise _wrong(arguments.amount)
    asked = Goodwill(
        RecordId(new_id()),
        counter.ask(order_by_text, arguments.order),
        amount,
        arguments.why,
        HowPaid(PayBack(arguments.pay_back), arguments.means),
    )
    given = counter.do(give_goodwill, counter.gesture(), asked)
    facts = {
        "return": given.number,
        "credit_note": given.credit_number,
        "refunded_cents": given.repaid.cents,
    }
    words = _("Geste noté\u00a0: {number}, avoir {credit}, {amount} rendus.")
    counter.answer(
        facts,
        words.format(number=given.number, credit=given.credit_number, amount=euros(given.repaid)),
    )
    return 0


def _wrong(text: str) -> RefusedError:
    return RefusedError(
        _("Rien n’a été fait\u00a0: «\u00a0{text}\u00a0» n’est pas clair.").format(text=text),
        _("Voyez «\u00a0return list\u00a0», et écrivez les montants comme 4,90."),
    )


RETURN_EXCHANGE = CliCommand(
    ("return", "exchange"), later("Envoyer autre chose à la place de ce qui est revenu"),
    _exchange_arguments, _exchange,
)  # fmt: skip
RETURN_GOODWILL = CliCommand(
    ("return", "goodwill"), later("Rendre une somme sans retour, avec son avoir"),
    _goodwill_arguments, _goodwill,
)  # fmt: skip
