"""``pick``: put orders into one wave, and write its slip to a file when asked."""

import argparse
from pathlib import Path
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.documents import draw_picking_slip
from merchant_desk.documents.writing.write_file import write_bytes
from merchant_desk.operations.make_wave import WaveMade, make_wave
from merchant_desk.queries.find_order import order_by_text
from merchant_desk.queries.orders import OrdersQuery
from merchant_desk.queries.slips import wave_slip
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import OrderId, id_text
from merchant_desk.values.order_views import OrderTab
from merchant_desk.values.texts import _, later, ngettext


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "orders",
        nargs="*",
        metavar=_("NUMÉRO"),
        help=_("numéros des commandes\u00a0; sans aucun, tout ce qui est à préparer"),
    )
    parser.add_argument(
        "--to", type=Path, metavar=_("FICHIER.pdf"), help=_("écrire le bon dans ce fichier")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    wave = counter.do(make_wave, counter.gesture(), _wanted(arguments.orders, counter))
    facts = _facts(wave)
    text = [_sentence(wave), *(f"{each.number}\u00a0: {each.reason}" for each in wave.left_out)]
    if arguments.to is not None:
        content = draw_picking_slip(counter.ask(wave_slip, wave.wave_id, utc_now()))
        write_bytes(arguments.to, content)
        facts |= {"file": str(arguments.to), "bytes": len(content)}
        text.append(_("Bon écrit\u00a0: {file}").format(file=arguments.to))
    counter.answer(facts, "\n".join(text))
    return 1 if wave.left_out and arguments.orders else 0


def _wanted(named: list[str], counter: Counter) -> list[OrderId]:
    if named:
        return list(dict.fromkeys(counter.ask(order_by_text, each) for each in named))
    ready = OrdersQuery(utc_now(), OrderTab.TO_PREPARE, sort="ship_by", descending=False)
    return [OrderId(each) for each in counter.ask(ready.ids)]


def _facts(wave: WaveMade) -> dict[str, Any]:
    return {
        "wave": id_text(wave.wave_id),
        "number": wave.number,
        "orders": [id_text(each) for each in wave.order_ids],
        "left_out": [{"number": each.number, "reason": each.reason} for each in wave.left_out],
        "short_units": wave.short_units,
    }


def _sentence(wave: WaveMade) -> str:
    words = ngettext(
        "Vague {wave}\u00a0: {n} commande à prélever.",
        "Vague {wave}\u00a0: {n} commandes à prélever.",
        len(wave.order_ids),
    )
    return words.format(wave=number(wave.number), n=number(len(wave.order_ids)))


PICK = CliCommand(("pick",), later("Préparer des commandes ensemble"), _arguments, _run)
