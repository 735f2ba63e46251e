"""``products list|show|search``: what is sold, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.errors import RefusedError
from merchant_desk.queries.barcodes import products_by_code
from merchant_desk.queries.product_card import ProductCard, product_card
from merchant_desk.queries.product_search import FoundProduct, find_products
from merchant_desk.queries.products import ProductList, ProductRow, Shown
from merchant_desk.values.french import euros, number
from merchant_desk.values.ids import id_text
from merchant_desk.values.money import Money
from merchant_desk.values.search_text import printed_code
from merchant_desk.values.texts import _, later

_PAGE = 200


def named_product(counter: Counter, words: str) -> ProductCard:
    """Return the card of the product that a reference or a code names, or refuse."""
    found = {each.product_id for each in counter.ask(products_by_code, (words,))}
    if len(found) == 1:
        card = counter.ask(product_card, found.pop())
        if card is not None:
            return card
    if found:
        raise RefusedError(
            _("{code} désigne plusieurs produits.").format(code=words),
            _("Donnez plutôt la référence du produit."),
        )
    raise RefusedError(
        _("Aucun produit n’a la référence ou le code {code}.").format(code=words),
        _("Cherchez-le avec «\u00a0merchant-desk products search\u00a0»."),
    )


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--shown", choices=[each.value for each in Shown], default=Shown.ACTIVE, help=_("lesquels")
    )
    parser.add_argument(
        "--text", metavar=_("TEXTE"), default="", help=_("seulement ce qui correspond à ces mots")
    )
    parser.add_argument(
        "--limit", type=int, default=0, metavar="N", help=_("nombre de lignes au plus")
    )


def _list(arguments: argparse.Namespace, counter: Counter) -> int:
    query = ProductList(text=arguments.text, shown=Shown(arguments.shown))
    wanted = arguments.limit or counter.ask(query.count)
    rows: list[ProductRow] = []
    while len(rows) < wanted:
        page = counter.ask(query.fetch, len(rows), min(_PAGE, wanted - len(rows)))
        if not page:
            break
        rows += page
    facts = {"count": counter.ask(query.count), "products": [_row_facts(row) for row in rows]}
    counter.answer(facts, "\n".join(map(_row_text, rows)) or _("Aucun produit."))
    return 0


def _row_facts(row: ProductRow) -> dict[str, Any]:
    return {
        "id": id_text(row.product_id),
        "sku": row.sku,
        "name": row.title,
        "price_cents": row.price.cents,
        "code": printed_code(row.code),
        "code_count": row.code_count,
        "on_hand": row.on_hand,
        "reserved": row.reserved,
        "expired": row.blocked,
        "available": row.available,
    }


def _row_text(row: ProductRow) -> str:
    return f"{row.sku:<20} {number(row.available):>7}  {euros(row.price):>12}  {row.title}"


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))


def _show(arguments: argparse.Namespace, counter: Counter) -> int:
    card = named_product(counter, arguments.product)
    facts = {
        "id": id_text(card.product_id),
        "sku": card.sku,
        "name": card.title,
        "price_cents": card.price.cents,
        "rate_bp": card.rate_bp,
        "on_hand": card.on_hand,
        "reserved": card.reserved,
        "expired": card.blocked,
        "available": card.available,
        "codes": [
            {"code": printed_code(each.code), "kind": each.kind, "units": each.units}
            for each in card.codes
        ],
        "bins": [
            {"location": each.location, "bin": each.code, "quantity": each.quantity}
            for each in card.bins
        ],
    }
    counter.answer(facts, _card_text(card))
    return 0


def _card_text(card: ProductCard) -> str:
    codes = ", ".join(printed_code(each.code) for each in card.codes) or "—"
    bins = ", ".join(f"{each.code} ({number(each.quantity)})" for each in card.bins) or "—"
    return "\n".join(
        (
            f"{card.title} — {card.sku}",
            _("Prix\u00a0: {price} TTC").format(price=euros(card.price)),
            _("Stock\u00a0: {n}, réservé {kept}, à vendre {free}").format(
                n=number(card.on_hand), kept=number(card.reserved), free=number(card.available)
            ),
            *_blocked_text(card),
            _("Codes\u00a0: {codes}").format(codes=codes),
            _("Emplacements\u00a0: {bins}").format(bins=bins),
        )
    )


def _blocked_text(card: ProductCard) -> tuple[str, ...]:
    if not card.blocked:
        return ()
    return (_("Périmés ou rappelés\u00a0: {n}").format(n=number(card.blocked)),)


def _search_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "text", metavar=_("MOT"), nargs="+", help=_("une partie du nom, de la référence ou du code")
    )
    parser.add_argument(
        "--limit", type=int, default=50, metavar="N", help=_("nombre de réponses au plus")
    )


def _search(arguments: argparse.Namespace, counter: Counter) -> int:
    found = counter.ask(find_products, " ".join(arguments.text), max(arguments.limit, 1))
    facts = {"count": len(found), "products": [_found_facts(each) for each in found]}
    counter.answer(facts, "\n".join(map(_found_text, found)) or _("Aucun produit."))
    return 0


def _found_facts(each: FoundProduct) -> dict[str, Any]:
    return {
        "id": id_text(each.product_id),
        "sku": each.sku,
        "name": each.name,
        "option": each.option_text,
        "price_cents": each.price_cents,
    }


def _found_text(each: FoundProduct) -> str:
    title = f"{each.name} · {each.option_text}" if each.option_text else each.name
    return f"{each.sku:<20} {euros(Money(each.price_cents)):>12}  {title}"


PRODUCTS_LIST = CliCommand(
    ("products", "list"), later("Lister les produits et leur stock"), _list_arguments, _list
)
PRODUCTS_SHOW = CliCommand(
    ("products", "show"), later("Montrer la fiche d’un produit"), _show_arguments, _show
)
PRODUCTS_SEARCH = CliCommand(
    ("products", "search"),
    later("Chercher un produit par son nom, sa référence ou un code"),
    _search_arguments,
    _search,
)
