"""``shop probe``: what a shop says of itself, before anything is written here or there."""

import argparse
import sys
from collections.abc import Mapping
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.shop_words import read_secret
from merchant_desk.errors import RefusedError
from merchant_desk.queries.shop_words import MEANINGS
from merchant_desk.rules.shop_address import address_problem, clean_address
from merchant_desk.values.remote import ShopFacts
from merchant_desk.values.shop_access import ShopAccess
from merchant_desk.values.texts import _, later

STORE = "store"


def access_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the address, the platform and the public half of the keys."""
    parser.add_argument("url", metavar=_("ADRESSE"), help=_("adresse de la boutique"))
    parser.add_argument(
        "--platform", metavar=_("NOM"), default="woocommerce", help=_("son logiciel")
    )
    key_arguments(parser)


def key_arguments(parser: argparse.ArgumentParser) -> None:
    """Take what proves who asks, secrets apart, and which view of the shop is meant."""
    parser.add_argument(
        "--key", metavar=_("CLÉ"), default="", help=_("clé\u00a0; la secrète sur l’entrée")
    )
    parser.add_argument(
        "--store", metavar=_("CODE"), help=_("vue ou boutique, si l’adresse en porte plusieurs")
    )
    parser.add_argument(
        "--more",
        metavar=_("NOM"),
        action="append",
        default=[],
        help=_("autre secret de la plate-forme, lu lui aussi sur l’entrée, une ligne chacun"),
    )


def read_access(arguments: argparse.Namespace, refused: str) -> ShopAccess:
    """Return how to reach the shop; secrets come from the standard input, one a line."""
    problem = address_problem(arguments.url)
    if problem:
        raise RefusedError(refused, problem)
    platform, url = arguments.platform, clean_address(arguments.url)
    return ShopAccess(platform, url, arguments.key, *read_secrets(arguments, refused))


def read_secrets(
    arguments: argparse.Namespace, refused: str
) -> tuple[str, Mapping[str, str], Mapping[str, str]]:
    """Return the secret, the other secrets, and the view that was chosen."""
    secret = read_secret()
    more = {name: sys.stdin.readline().strip() for name in arguments.more}
    empty = [name for name, value in more.items() if not value]
    if empty:
        raise RefusedError(
            refused,
            _("Le secret «\u00a0{name}\u00a0» manque sur l’entrée.").format(name=empty[0]),
        )
    return secret, more, {} if arguments.store is None else {STORE: arguments.store}


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    access = read_access(arguments, _("La boutique n’a pas été interrogée."))
    found: ShopFacts = counter.services["probe_shop"](access)
    counter.answer(probe_facts(found), "\n".join(_lines(found)))
    return 1 if found.problems or found.rights_missing else 0


def probe_facts(found: ShopFacts) -> dict[str, Any]:
    """Return what was found, for a program."""
    return {
        "name": found.name,
        "version": found.version,
        "currency": found.currency,
        "time_zone": found.time_zone,
        "prices_include_tax": found.prices_include_tax,
        "clock_skew_s": found.clock_skew_s,
        "can_write": found.can_write,
        "problems": list(found.problems),
        "rights_missing": list(found.rights_missing),
        "locations": [{"id": each.remote_id, "name": each.name} for each in found.locations],
        "order_states": [
            {"word": each.word, "label": each.label, "means": each.state.value}
            for each in found.order_states
        ],
    }


def _lines(found: ShopFacts) -> list[str]:
    taxes = _("TTC") if found.prices_include_tax else _("HT")
    lines = [
        _("{name}, version {version}").format(name=found.name, version=found.version or "?"),
        _(
            "Prix en {currency}, saisis {taxes}\u00a0; heure de {zone}, écart d’horloge {s} s"
        ).format(currency=found.currency, taxes=taxes, zone=found.time_zone, s=found.clock_skew_s),
    ]
    lines += [_("Lieu de stock\u00a0: {name}").format(name=each.name) for each in found.locations]
    lines += [
        _("État «\u00a0{label}\u00a0»\u00a0: {meaning}").format(
            label=each.label or each.word, meaning=_(MEANINGS[each.state])
        )
        for each in found.order_states
    ]
    lines += [
        _("Droit manquant\u00a0: {right}").format(right=each) for each in found.rights_missing
    ]
    return [*lines, *found.problems]


SHOP_PROBE = CliCommand(
    ("shop", "probe"), later("Interroger une boutique sans rien écrire"), access_arguments, _run
)
