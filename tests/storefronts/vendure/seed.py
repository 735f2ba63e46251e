"""What the shop of the tests holds: a French shop in euros, and what every backend sells."""

from collections.abc import Mapping
from typing import Any

from tests.storefronts.backend import ARTICLES, Article
from tests.storefronts.vendure.graph import Graph

_SIGN_IN = """mutation { login(username: "superadmin", password: "superadmin") { __typename } }"""
_PLACES = """mutation {
  createCountry(input: {code: "FR", enabled: true,
    translations: [{languageCode: en, name: "France"}]}) { id }
  createZone(input: {name: "UE", memberIds: ["1"]}) { id }
}"""
_TERMS = """mutation ($zone: ID!) {
  updateChannel(input: {id: "1", defaultCurrencyCode: EUR, availableCurrencyCodes: [EUR],
    defaultTaxZoneId: $zone, defaultShippingZoneId: $zone, pricesIncludeTax: true}) {
    ... on Channel { id } ... on ErrorResult { errorCode message } }
  updateGlobalSettings(input: {trackInventory: true}) {
    ... on GlobalSettings { id } ... on ErrorResult { errorCode message } }
  normal: createTaxCategory(input: {name: "normal"}) { id }
  reduced: createTaxCategory(input: {name: "réduit"}) { id }
}"""
_RATES = """mutation ($zone: ID!, $normal: ID!, $reduced: ID!) {
  normal: createTaxRate(input: {name: "TVA 20", value: 20, enabled: true, zoneId: $zone,
    categoryId: $normal}) { id }
  reduced: createTaxRate(input: {name: "TVA 5,5", value: 5.5, enabled: true, zoneId: $zone,
    categoryId: $reduced}) { id }
}"""
_METHOD = """mutation ($code: String!, $name: String!, $rate: String!) {
  createShippingMethod(input: {code: $code, fulfillmentHandler: "manual-fulfillment",
    checker: {code: "default-shipping-eligibility-checker",
      arguments: [{name: "orderMinimum", value: "0"}]},
    calculator: {code: "default-shipping-calculator", arguments: [
      {name: "rate", value: $rate}, {name: "includesTax", value: "include"},
      {name: "taxRate", value: "20"}]},
    translations: [{languageCode: en, name: $name, description: ""}]}) { id }
}"""
_PAYMENT = """mutation ($code: String!, $settled: String!) {
  createPaymentMethod(input: {code: $code, enabled: true,
    handler: {code: "dummy-payment-handler",
      arguments: [{name: "automaticSettle", value: $settled}]},
    translations: [{languageCode: en, name: $code, description: ""}]}) { id }
}"""
_PRODUCT = """mutation ($name: String!, $slug: String!) {
  createProduct(input: {enabled: true,
    translations: [{languageCode: en, name: $name, slug: $slug, description: ""}]}) { id }
}"""
_OPTIONS = """mutation ($code: String!, $names: [CreateGroupOptionInput!]!) {
  createProductOptionGroup(input: {code: $code,
    translations: [{languageCode: en, name: "Taille"}], options: $names}) {
    id options { id code } }
}"""
_JOIN = """mutation ($product: ID!, $group: ID!) {
  addOptionGroupToProduct(productId: $product, optionGroupId: $group) { id }
}"""
_VARIANTS = """mutation ($input: [CreateProductVariantInput!]!) {
  createProductVariants(input: $input) { id }
}"""
CATEGORY = "1"
FAMILY = "Tablier en lin"


def seed(admin: Graph) -> str:
    """Fill an empty shop; return the token of its owner."""
    admin.ask(_SIGN_IN)
    admin.ask(_PLACES)
    made = admin.ask(_TERMS, zone="1")
    admin.ask(_RATES, zone="1", normal=made["normal"]["id"], reduced=made["reduced"]["id"])
    admin.ask(_METHOD, code="colissimo", name="Colissimo à domicile", rate="490")
    admin.ask(_METHOD, code="relais", name="Mondial Relay, point relais", rate="390")
    admin.ask(_METHOD, code="retrait", name="Retrait en boutique", rate="0")
    admin.ask(_PAYMENT, code="carte", settled="true")
    admin.ask(_PAYMENT, code="carte-autorisee", settled="false")
    for each in ARTICLES:
        if not each.sku.startswith("TAB-"):
            make_product(admin, each.name, each.sku.lower(), [variant(each)])
    family = [each for each in ARTICLES if each.sku.startswith("TAB-")]
    sizes = {each.sku.removeprefix("TAB-"): variant(each) for each in family}
    make_family(admin, FAMILY, "tablier", sizes)
    return admin.token


def variant(article: Article) -> dict[str, Any]:
    """Return what makes an article of a product."""
    return {
        "sku": article.sku,
        "price": article.cents,
        "taxCategoryId": CATEGORY,
        "stockOnHand": article.stock,
        "trackInventory": "TRUE",
        "customFields": {"ean": article.ean} if article.ean else {},
        "translations": [{"languageCode": "en", "name": article.name}],
    }


def make_product(admin: Graph, name: str, slug: str, variants: list[dict[str, Any]]) -> str:
    """Make a product of these articles; return its id."""
    product = str(admin.ask(_PRODUCT, name=name, slug=slug)["createProduct"]["id"])
    admin.ask(_VARIANTS, input=[{"productId": product, **each} for each in variants])
    return product


def make_family(admin: Graph, name: str, slug: str, sizes: Mapping[str, dict[str, Any]]) -> str:
    """Make a product of an article a size; return its id."""
    options = [
        {"code": size.lower(), "translations": [{"languageCode": "en", "name": size}]}
        for size in sizes
    ]
    made = admin.ask(_OPTIONS, code=f"taille-{slug}", names=options)["createProductOptionGroup"]
    known = {each["code"]: each["id"] for each in made["options"]}
    product = str(admin.ask(_PRODUCT, name=name, slug=slug)["createProduct"]["id"])
    admin.ask(_JOIN, product=product, group=made["id"])
    variants = [
        {"productId": product, **article, "optionIds": [known[size.lower()]]}
        for size, article in sizes.items()
    ]
    admin.ask(_VARIANTS, input=variants)
    return product
