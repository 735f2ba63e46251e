"""``products offer``: have a storefront sell products of the desk, as drafts."""

import argparse

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.cli.shop_words import named_shop
from merchant_desk.errors import RefusedError
from merchant_desk.operations.offer_product import offer_products
from merchant_desk.values.french import number
from merchant_desk.values.ids import id_text
from merchant_desk.values.texts import _, later, ngettext


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "products", nargs="+", metavar=_("PRODUIT"), help=_("références ou codes-barres")
    )
    parser.add_argument("--shop", required=True, metavar=_("BOUTIQUE"), help=_("où les vendre"))


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    shop = named_shop(counter, arguments.shop)
    if not counter.services["platform_can"](shop.platform).new_products:
        raise RefusedError(
            _("Rien n’a été proposé\u00a0: {shop} ne prend pas de nouveaux produits d’ici.").format(
                shop=shop.name
            ),
            _("Créez-les dans la boutique\u00a0: la relève les apporte ici."),
        )
    wanted = [named_product(counter, each).product_id for each in arguments.products]
    count = counter.do(offer_products, counter.gesture(), shop.shop_id, wanted)
    words = ngettext(
        "{n} produit partira en brouillon au prochain échange",
        "{n} produits partiront en brouillon au prochain échange",
        count,
    )
    counter.answer(
        {"shop": id_text(shop.shop_id), "queued": count, "asked": len(set(wanted))},
        words.format(n=number(count)),
    )
    return 0


PRODUCTS_OFFER = CliCommand(
    ("products", "offer"),
    later("Vendre des produits dans une boutique, en brouillon"),
    _arguments,
    _run,
)
