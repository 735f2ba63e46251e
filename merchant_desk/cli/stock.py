"""``stock show|adjust``: what lies where, why, and how to correct it, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.operations.adjust_stock import ADJUSTMENT_REASONS, Adjustment, adjust_stock
from merchant_desk.queries.product_card import ProductCard
from merchant_desk.queries.stock import BinStock, bins_with, stock_differences
from merchant_desk.queries.stock_list import StockList, StockRow
from merchant_desk.queries.stock_story import StoryLine, stock_story
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import moment, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import MoveReason

_PAGE = 200


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "product",
        metavar=_("PRODUIT"),
        nargs="?",
        help=_("référence ou code-barres\u00a0; sinon tout"),
    )


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    if arguments.product:
        return show_story(named_product(counter, arguments.product), counter)
    query, rows = StockList(), list[StockRow]()
    while page := counter.ask(query.fetch, len(rows), _PAGE):
        rows += page
    differences = counter.ask(stock_differences)
    facts = {
        "lines": [_row_facts(row) for row in rows],
        "differences": [
            {
                "product_id": id_text(each.product_id),
                "place_id": id_text(each.place_id),
                "level": each.level,
                "moves": each.moves,
            }
            for each in differences
        ],
    }
    counter.answer(facts, "\n".join(map(_row_text, rows)) or _("Le stock est vide."))
    return 1 if differences else 0


def _row_facts(row: StockRow) -> dict[str, Any]:
    return {
        "product_id": id_text(row.product_id),
        "sku": row.sku,
        "name": row.title,
        "location": row.location,
        "bin": row.code,
        "quantity": row.quantity,
        "on_hand": row.on_hand,
        "reserved": row.reserved,
        "expired": row.blocked,
        "available": row.available,
    }


def _row_text(row: StockRow) -> str:
    return f"{row.sku:<20} {row.code:<10} {number(row.quantity):>7}  {row.title}"


def show_story(card: ProductCard, counter: Counter) -> int:
    """Answer with why there are as many units of a product as there are."""
    story = counter.ask(stock_story, card.product_id)
    if story is None:
        return 1
    facts = {
        "sku": card.sku,
        "name": card.title,
        "on_hand": story.on_hand,
        "reserved": story.reserved,
        "expired": story.blocked,
        "available": story.available,
        "promises": [{"order": each.number, "quantity": each.quantity} for each in story.promises],
        "moves": [_line_facts(line) for line in story.lines],
    }
    lines = [card.title, story.sum_up, *map(_line_text, story.lines)]
    counter.answer(facts, "\n".join(lines))
    return 0


def _line_facts(line: StoryLine) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(),
        "who": line.who,
        "reason": line.reason,
        "sentence": line.sentence,
        "document": line.document,
        "change": line.change,
        "balance": line.balance,
    }


def _line_text(line: StoryLine) -> str:
    left = _("reste {n}").format(n=number(line.balance))
    told = " · ".join(filter(None, (line.sentence, line.who, line.document)))
    return f"{moment(line.at):<18} {told} ({left})"


def _adjust_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    amount = parser.add_mutually_exclusive_group(required=True)
    amount.add_argument("--counted", metavar="N", help=_("quantité comptée dans l’emplacement"))
    amount.add_argument(
        "--change", metavar="±N", help=_("quantité à ajouter (+3) ou à retirer (-2)")
    )
    parser.add_argument(
        "--bin", metavar=_("CODE"), default="", help=_("emplacement, s’il y en a plusieurs")
    )
    parser.add_argument(
        "--location", metavar=_("LIEU"), default="", help=_("lieu, si l’emplacement y est ambigu")
    )
    parser.add_argument(
        "--reason",
        choices=[each.value for each in ADJUSTMENT_REASONS],
        default="",
        help=_("motif\u00a0; par défaut «\u00a0count\u00a0» ou «\u00a0correction\u00a0»"),
    )
    parser.add_argument(
        "--note", metavar=_("TEXTE"), default="", help=_("note qui restera dans l’histoire")
    )


def _adjust(arguments: argparse.Namespace, counter: Counter) -> int:
    card = named_product(counter, arguments.product)
    counted = arguments.counted is not None
    quantity = read_whole(arguments.counted if counted else arguments.change)
    if quantity is None:
        raise RefusedError(
            _("Le stock n’a pas changé\u00a0: la quantité n’est pas un nombre entier."),
            _("Écrivez par exemple --counted 7, ou --change=-2."),
        )
    place = _bin_meant(counter.ask(bins_with, card.product_id), arguments)
    usual = MoveReason.COUNT if counted else MoveReason.CORRECTION
    done = counter.do(
        adjust_stock,
        counter.gesture(),
        Adjustment(
            product_id=card.product_id,
            place_id=place.place_id,
            reason=MoveReason(arguments.reason) if arguments.reason else usual,
            quantity=quantity,
            counted=counted,
            note=arguments.note,
        ),
    )
    facts = {"sku": card.sku, "bin": place.code, "before": done.before, "after": done.after}
    text = _("{name}, emplacement {bin}\u00a0: {before} → {after}").format(
        name=card.title, bin=place.code, before=number(done.before), after=number(done.after)
    )
    counter.answer(facts, text)
    return 0


def _bin_meant(bins: tuple[BinStock, ...], arguments: argparse.Namespace) -> BinStock:
    """Return the bin that was named, else the only one that can be meant, or refuse."""
    meant = [
        each
        for each in bins
        if arguments.bin in ("", each.code) and arguments.location in ("", each.location)
    ]
    if not arguments.bin:
        meant = [each for each in meant if each.quantity] or meant
    if len(meant) == 1:
        return meant[0]
    codes = ", ".join(f"{each.code} ({each.location})" for each in meant or bins)
    raise RefusedError(
        _("Le stock n’a pas changé\u00a0: l’emplacement n’est pas clair."),
        _("Précisez --bin et --location parmi\u00a0: {codes}.").format(codes=codes or "—"),
    )


STOCK_SHOW = CliCommand(
    ("stock", "show"),
    later("Montrer le stock, ou l’histoire du stock d’un produit"),
    _show_arguments,
    _show,
)
STOCK_ADJUST = CliCommand(
    ("stock", "adjust"), later("Ajuster le stock d’un produit, avec un motif"),
    _adjust_arguments, _adjust,
)  # fmt: skip
