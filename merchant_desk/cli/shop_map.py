"""``shop map``: what the words of a shop for the state of an order mean here."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.shop_words import named_shop
from merchant_desk.errors import RefusedError
from merchant_desk.operations.shop_words import choose_meanings
from merchant_desk.queries.shop_words import shop_words
from merchant_desk.values.remote import RemoteState
from merchant_desk.values.texts import _, later

_PROPOSED = "proposed"


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shop", metavar=_("BOUTIQUE"), help=_("nom de la boutique"))
    parser.add_argument(
        "meanings",
        metavar=_("MOT=SENS"),
        nargs="*",
        help=_("sens\u00a0: {words}, ou proposed").format(
            words=", ".join(each.value for each in RemoteState)
        ),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    row = named_shop(counter, arguments.shop)
    chosen = dict(_meaning(each) for each in arguments.meanings)
    if chosen:
        counter.do(choose_meanings, row.shop_id, chosen)
    words = counter.ask(shop_words, row.shop_id)
    facts = [
        {
            "word": each.word,
            "label": each.label,
            "means": each.state.value,
            "proposed": each.proposed.value,
            "chosen": None if each.chosen is None else each.chosen.value,
            "orders": each.orders,
        }
        for each in words
    ]
    lines = [f"{each.word:<24} {each.label:<28} {each.meaning}" for each in words]
    counter.answer(facts, "\n".join(lines) or _("Cette boutique n’a encore dit aucun état."))
    return 0


def _meaning(text: str) -> tuple[str, RemoteState | None]:
    word, _sign, meaning = text.partition("=")
    if meaning == _PROPOSED:
        return word, None
    try:
        return word, RemoteState(meaning)
    except ValueError:
        raise RefusedError(
            _("Rien n’a été changé\u00a0: «\u00a0{text}\u00a0» n’est pas un sens connu.").format(
                text=text
            ),
            _("Écrivez par exemple processing={ready}.").format(ready=RemoteState.READY.value),
        ) from None


SHOP_MAP = CliCommand(
    ("shop", "map"), later("Dire ce que veulent dire les états d’une boutique"), _arguments, _run
)
