"""``shop add|decide|keys|list|remove``: storefront accounts without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, no_arguments
from merchant_desk.cli.shop_probe import (
    STORE,
    access_arguments,
    key_arguments,
    read_access,
    read_secrets,
)
from merchant_desk.cli.shop_words import (
    decide,
    exchange,
    master_arguments,
    named_shop,
    shop_facts,
)
from merchant_desk.errors import RefusedError
from merchant_desk.queries.shops import ShopRow, ShopState, shops
from merchant_desk.values.ids import id_text
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import NewShop, ShopAccess, ShopAdded
from merchant_desk.values.texts import _, later


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    access_arguments(parser)
    parser.add_argument("--name", metavar=_("NOM"), default="", help=_("son nom affiché ici"))
    parser.add_argument(
        "--location",
        metavar=_("LIEU"),
        default="",
        help=_("lieu dont le stock est échangé, si la boutique en a plusieurs"),
    )
    master_arguments(parser, required=False)


def _add(arguments: argparse.Namespace, counter: Counter) -> int:
    decides = _decides(arguments)
    access = read_access(arguments, _("La boutique en ligne n’a pas été ajoutée."))
    found: ShopFacts = counter.services["probe_shop"](access)
    wanted = NewShop(access, arguments.name, found, _location(found, arguments.location))
    added: ShopAdded = counter.services["add_shop"](counter.gesture(), wanted)
    facts = _added_facts(added, access, found)
    if decides:
        exchange(counter, added.shop_id)
        facts |= decide(counter, arguments, added.shop_id)
    counter.answer(facts, _added_text(added, found))
    return 0 if added.keys_kept else 1


def _location(found: ShopFacts, word: str) -> str:
    """Return the place named; she is asked which one when the shop has several."""
    if not word and len(found.locations) <= 1:
        return ""
    named = [each.remote_id for each in found.locations if word in {each.name, each.remote_id}]
    if len(named) == 1:
        return named[0]
    names = ", ".join(each.name or each.remote_id for each in found.locations)
    raise RefusedError(
        _("La boutique en ligne n’a pas été ajoutée\u00a0: le lieu de stock n’est pas choisi."),
        _("Nommez-en un par --location\u00a0: {names}.").format(names=names)
        if names
        else _("Cette boutique ne montre aucun lieu\u00a0: retirez --location."),
    )


def _decides(arguments: argparse.Namespace) -> bool:
    """Tell whether the questions of the first pull are answered here: all of them, or none."""
    answers = [arguments.stock_master, arguments.price_master]
    if any(answers) != all(answers) or (arguments.opening == "shop" and not all(answers)):
        raise RefusedError(
            _("La boutique en ligne n’a pas été ajoutée\u00a0: la décision est incomplète."),
            _("Donnez --stock-master et --price-master ensemble, ou décidez plus tard."),
        )
    return all(answers)


def _added_facts(added: ShopAdded, access: ShopAccess, found: ShopFacts) -> dict[str, Any]:
    return {
        "id": id_text(added.shop_id),
        "name": added.name,
        "url": access.url,
        "version": found.version,
        "currency": found.currency,
        "time_zone": found.time_zone,
        "can_write": found.can_write,
        "problems": list(found.problems),
        "keys_kept": added.keys_kept,
    }


def _added_text(added: ShopAdded, found: ShopFacts) -> str:
    lines = [_("{name} est connectée.").format(name=added.name), *found.problems]
    if not added.keys_kept:
        lines += [
            _("Pas de trousseau ici\u00a0: les clés ne seront plus là au prochain départ."),
            _(
                "Nommez-en un par PYTHON_KEYRING_BACKEND, "
                "puis redonnez-les par «\u00a0shop keys\u00a0»."
            ),
        ]
    return "\n".join(lines)


def _decide_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))
    master_arguments(parser, required=True)


def _decide(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    facts = decide(counter, arguments, row.shop_id)
    said = _("{units} unités reprises, {n} stocks annoncés à la boutique.")
    counter.answer(facts, said.format(units=facts["opening_units"], n=facts["differences"]))
    return 0


def _keys_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))
    key_arguments(parser)


def _keys(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    secret, more, chosen = read_secrets(arguments, _("Les clés n’ont pas été changées."))
    kept = counter.services["kept_sign_in"](row.shop_id)
    more = {name: text for name, text in kept.items() if name != STORE} | dict(more)
    access = ShopAccess(row.platform, row.url, arguments.key, secret, more, chosen)
    kept = counter.services["change_keys"](counter.gesture(), row.shop_id, access)
    facts = {"id": id_text(row.shop_id), "keys_kept": kept}
    counter.answer(facts, _("Les clés de {name} sont changées.").format(name=row.name))
    return 0


def _list(_arguments: argparse.Namespace, counter: Counter) -> int:
    rows = counter.ask(shops)
    text = "\n".join(map(_row_text, rows)) or _("Aucune boutique en ligne n’est connectée.")
    counter.answer([shop_facts(row) for row in rows], text)
    return 1 if any(row.state is ShopState.TROUBLE for row in rows) else 0


def _row_text(row: ShopRow) -> str:
    words = {
        ShopState.NEVER: _("à relever"),
        ShopState.UP_TO_DATE: _("à jour"),
        ShopState.WAITING: _("{n} en attente").format(n=row.to_send + row.to_apply),
        ShopState.TROUBLE: row.problem,
    }
    return f"{row.name:<24} {row.url:<40} {words[row.state]}"


def _remove_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))


def _remove(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    counter.services["remove_shop"](counter.gesture(), row.shop_id)
    facts = {"id": id_text(row.shop_id), "name": row.name}
    counter.answer(facts, _("{name} est retirée, ses clés oubliées.").format(name=row.name))
    return 0


SHOP_ADD = CliCommand(("shop", "add"), later("Connecter une boutique"), _add_arguments, _add)
SHOP_DECIDE = CliCommand(
    ("shop", "decide"), later("Dire qui décide du stock et des prix"), _decide_arguments, _decide
)
SHOP_KEYS = CliCommand(("shop", "keys"), later("Changer les clés"), _keys_arguments, _keys)
SHOP_LIST = CliCommand(("shop", "list"), later("Boutiques connectées"), no_arguments, _list)
SHOP_REMOVE = CliCommand(
    ("shop", "remove"), later("Retirer une boutique"), _remove_arguments, _remove
)
