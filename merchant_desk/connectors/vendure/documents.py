"""What a Vendure shop is asked for: the documents of orders, articles and levels."""

from collections.abc import Sequence

from merchant_desk.connectors.vendure.terms import Terms

_ADDRESS = (
    "{ fullName company streetLine1 streetLine2 city province postalCode countryCode phoneNumber }"
)
_ORDER = f"""id code state createdAt updatedAt orderPlacedAt currencyCode couponCodes
  totalWithTax shippingWithTax taxSummary {{ description taxRate taxTotal }}
  customer {{ id firstName lastName emailAddress phoneNumber }}
  billingAddress {_ADDRESS}
  shippingAddress {_ADDRESS}
  lines {{ id quantity orderPlacedQuantity taxRate
    proratedUnitPrice proratedUnitPriceWithTax proratedLinePrice proratedLinePriceWithTax
    linePriceWithTax
    productVariant {{ id sku name product {{ id name }} options {{ name }} }} }}
  surcharges {{ id description taxRate price priceWithTax }}
  shippingLines {{ id discountedPrice discountedPriceWithTax
    discounts {{ adjustmentSource amount amountWithTax }}
    shippingMethod {{ code name }} }}
  payments {{ id method state amount createdAt
    refunds {{ id state total reason lines {{ orderLineId quantity }} }} }}
  fulfillments {{ id state method trackingCode lines {{ orderLineId quantity }} }}"""
_VARIANT = """id sku name createdAt updatedAt trackInventory currencyCode price priceWithTax
  taxRateApplied { value }
  options { name }
  product { id name featuredAsset { preview } collections { name } }
  featuredAsset { preview }
  stockLevels { stockLocationId stockOnHand stockAllocated }"""
LEVEL = """id sku trackInventory currencyCode priceWithTax product { id }
  stockLevels { stockLocationId stockOnHand stockAllocated }"""


def orders_document(terms: Terms) -> str:
    """Return what asks for a page of orders."""
    return f"""query Orders($options: OrderListOptions!) {{
  orders(options: $options) {{ totalItems items {{ {order_fields(terms)} }} }}
}}"""


def order_document(terms: Terms) -> str:
    """Return what asks for one order."""
    return f"query Order($id: ID!) {{ order(id: $id) {{ {order_fields(terms)} }} }}"


def order_fields(terms: Terms) -> str:
    """Return the fields of an order, with those that this shop added."""
    return f"{_ORDER} {_own(terms.fields.get('Order', ()))}"


def variants_document(terms: Terms) -> str:
    """Return what asks for a page of articles."""
    own = _own([terms.ean] if terms.ean else [])
    return f"""query Variants($options: ProductVariantListOptions!) {{
  productVariants(options: $options) {{ totalItems items {{ {_VARIANT} {own} }} }}
}}"""


LEVELS = f"""query Levels($options: ProductVariantListOptions!) {{
  productVariants(options: $options) {{ totalItems items {{ {LEVEL} }} }}
}}"""


def _own(names: Sequence[str]) -> str:
    return f"customFields {{ {' '.join(names)} }}" if names else ""
