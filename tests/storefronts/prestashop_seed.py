"""What a fake PrestaShop shop is opened with: France, euros, the states of a new shop, articles."""

from tests.storefronts.backend import ARTICLES
from tests.storefronts.prestashop import SHOP_NAME, PrestaShopFake
from tests.storefronts.prestashop_tables import Tables

FRANCE = "8"
_NAMES = ("paid", "delivery", "invoice", "logable", "shipped")
_STATES = (
    (1, "En attente du paiement par chèque", "00000", "cheque"),
    (2, "Paiement accepté", "10110", "payment"),
    (3, "En cours de préparation", "11110", "preparation"),
    (4, "Expédié", "11111", "shipped"),
    (5, "Livré", "11111", ""),
    (6, "Annulé", "00000", "order_canceled"),
    (7, "Remboursé", "00100", "refund"),
    (8, "Erreur de paiement", "00000", "payment_error"),
    (9, "En attente de réapprovisionnement (payé)", "10100", "outofstock"),
    (10, "En attente de virement bancaire", "00000", "bankwire"),
    (11, "Paiement à distance accepté", "10110", "payment"),
    (12, "En attente de réapprovisionnement (non payé)", "00000", "outofstock"),
    (13, "En attente de paiement à la livraison", "00000", "cashondelivery"),
)
_SETTINGS = {
    "PS_TIMEZONE": "Europe/Paris",
    "PS_CURRENCY_DEFAULT": "1",
    "PS_LANG_DEFAULT": "1",
    "PS_COUNTRY_DEFAULT": FRANCE,
    "PS_TAX": "1",
    "PS_STOCK_MANAGEMENT": "1",
    "PS_WEIGHT_UNIT": "kg",
    "PS_SHOP_NAME": SHOP_NAME,
    "PS_SHOP_DOMAIN": "boutique.example",
    "PS_HOME_CATEGORY": "2",
    "PS_OS_CANCELED": "6",
    "PS_OS_REFUND": "7",
    "PS_OS_ERROR": "8",
    "PS_OS_SHIPPING": "4",
    "PS_OS_DELIVERED": "5",
}
_NET = {690: "5.750000", 1990: "16.583333", 3490: "29.083333", 1250: "10.416667"}


def furnish(shop: PrestaShopFake) -> None:
    """Fill an empty shop."""
    tables = shop.tables
    for name, value in _SETTINGS.items():
        tables.add("configurations", name=name, value=value)
    _tax(tables)
    tables.add("currencies", 1, name="Euro", iso_code="EUR", conversion_rate="1.000000")
    tables.add("currencies", 2, name="Dollar", iso_code="USD", conversion_rate="1.100000")
    tables.add("languages", 1, name="Français", iso_code="fr", active="1")
    tables.add("countries", int(FRANCE), iso_code="FR", name={"1": "France"})
    tables.add("categories", 2, name={"1": "Accueil"}, active="1")
    tables.add("categories", 3, name={"1": "Maison"}, active="1", id_parent="2")
    for number, name, flags, template in _STATES:
        told = dict(zip(_NAMES, flags, strict=True))
        tables.add("order_states", number, name={"1": name}, template={"1": template},
                   deleted="0", **told)  # fmt: skip
    _carriers(tables)
    _articles(shop)


def _tax(tables: Tables) -> None:
    for number, rate in ((1, "20.000"), (2, "5.500"), (3, "10.000")):
        tables.add("taxes", number, rate=rate, name={"1": f"TVA FR {rate} %"}, active="1")
        tables.add("tax_rules", id_tax_rules_group=number, id_country=FRANCE, id_state="0",
                   zipcode_from="0", zipcode_to="0", id_tax=number)  # fmt: skip
        tables.add("tax_rules", id_tax_rules_group=number, id_country="3", id_state="0",
                   zipcode_from="0", zipcode_to="0", id_tax="1")  # fmt: skip


def _carriers(tables: Tables) -> None:
    for number, name, delay, module in (
        (1, "Retrait au magasin", "Retrait en boutique", ""),
        (2, "Colissimo domicile", "Livré demain", "colissimo"),
        (3, "Mondial Relay", "En 3 à 5 jours", "mondialrelay"),
    ):
        tables.add("carriers", number, name=name, delay={"1": delay}, active="1", deleted="0",
                   external_module_name=module)  # fmt: skip


def _articles(shop: PrestaShopFake) -> None:
    tables = shop.tables
    tables.add("product_options", 1, group_type="select", name={"1": "Taille"})
    apron = add_product(shop, "TAB", "Tablier en lin", "", "29.083333", 0)
    for number, article in enumerate(ARTICLES, 1):
        if not article.sku.startswith("TAB"):
            add_product(
                shop, article.sku, article.name, article.ean, _NET[article.cents], article.stock
            )
            continue
        size = article.sku[-1]
        tables.add("product_option_values", number, id_attribute_group="1", name={"1": size})
        add_combination(shop, apron, article.sku, article.ean, article.stock, number)


def add_product(shop: PrestaShopFake, sku: str, name: str, ean: str, net: str, stock: int) -> str:
    """Sell a product; return its id."""
    row = shop.tables.add(
        "products", reference=sku, name={"1": name}, ean13=ean, price=net, active="1", state="1",
        id_tax_rules_group="1", id_category_default="3", weight="0.250000", ecotax="0",
        type="simple", product_type="standard", manufacturer_name="Studio Lavande",
        description={"1": f"<p>{name}</p>"}, link_rewrite={"1": sku.lower()},
    )  # fmt: skip
    shop.stock_row(row["id"], "0", stock)
    return str(row["id"])


def add_combination(
    shop: PrestaShopFake, product: str, sku: str, ean: str, stock: int, value: int
) -> str:
    """Sell one more combination of a product; the date of the product does not follow."""
    row = shop.tables.add(
        "combinations", id_product=product, reference=sku, ean13=ean, price="0", weight="0",
        ecotax="0", minimal_quantity="1",
    )  # fmt: skip
    row["associations"] = {"product_option_values": [{"id": str(value)}]}
    shop.stock_row(product, row["id"], stock)
    shop.tables.sum_up(product)
    return str(row["id"])
