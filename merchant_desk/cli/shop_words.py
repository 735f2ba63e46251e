"""What the shop commands share: naming a storefront, reading its secret, saying how it is."""

import argparse
import getpass
import sys
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.errors import RefusedError
from merchant_desk.operations.decide_masters import decide_masters
from merchant_desk.queries.shops import ShopRow, shops
from merchant_desk.sync.progress import Silent
from merchant_desk.values.ids import ShopId, id_text
from merchant_desk.values.shop_access import Masters
from merchant_desk.values.texts import _
from merchant_desk.values.words import Master

_SIDES = (Master.DESK.value, Master.SHOP.value)


def master_arguments(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Ask which side decides, and where the stock begins."""
    parser.add_argument(
        "--stock-master", choices=_SIDES, required=required, help=_("qui décide du stock")
    )
    parser.add_argument(
        "--price-master", choices=_SIDES, required=required, help=_("qui décide des prix")
    )
    parser.add_argument(
        "--opening",
        choices=("shop", "none"),
        default="none",
        help=_("stock de départ\u00a0: celui que la boutique affiche, ou aucun"),
    )


def read_secret() -> str:
    """Return the secret given on the standard input; never an argument, others could read it."""
    secret = (
        getpass.getpass(_("Clé secrète\u00a0: ")) if sys.stdin.isatty() else sys.stdin.readline()
    )
    if not secret.strip():
        raise RefusedError(
            _("Rien n’a été fait\u00a0: la clé secrète manque."),
            _("Donnez-la sur l’entrée standard, par exemple\u00a0: … < cle.txt"),
        )
    return secret.strip()


def named_shop(counter: Counter, word: str) -> ShopRow:
    """Return the storefront with this name, address or id."""
    for row in counter.ask(shops):
        if word in {row.name, row.url, id_text(row.shop_id)}:
            return row
    raise RefusedError(
        _("Aucune boutique en ligne ne s’appelle «\u00a0{word}\u00a0».").format(word=word),
        _("Voyez leurs noms avec «\u00a0shop list\u00a0»."),
    )


def decide(counter: Counter, arguments: argparse.Namespace, shop_id: ShopId) -> dict[str, Any]:
    """Take the opening stock if asked, keep the decision, and tell the storefront."""
    units = 0
    if arguments.opening == "shop":
        units = counter.services["take_opening"](counter.gesture(), shop_id)
    masters = Masters(Master(arguments.stock_master), Master(arguments.price_master))
    decided = counter.do(decide_masters, counter.gesture(), shop_id, masters)
    exchange(counter, shop_id)
    return {"opening_units": units, "differences": decided.differences}


def exchange(counter: Counter, shop_id: ShopId) -> None:
    """Pull and push once."""
    counter.services["sync_shop"](shop_id, Silent(), False)


def shop_facts(row: ShopRow) -> dict[str, Any]:
    """Return what is told of a storefront; its secret is not here to be told."""
    return {
        "id": id_text(row.shop_id),
        "name": row.name,
        "platform": row.platform,
        "url": row.url,
        "key_hint": row.key_hint,
        "state": row.state.value,
        "stock_master": row.stock_master.value,
        "price_master": row.price_master.value,
        "opening_taken_at": None
        if row.opening_taken_at is None
        else row.opening_taken_at.isoformat(),
        "last_pull_at": None if row.last_pull_at is None else row.last_pull_at.isoformat(),
        "last_push_at": None if row.last_push_at is None else row.last_push_at.isoformat(),
        "problem": row.problem,
        "advice": row.advice,
        "to_send": row.to_send,
        "to_apply": row.to_apply,
        "parked": row.parked,
    }
