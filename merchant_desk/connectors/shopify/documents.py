"""Every GraphQL document that is sent to a Shopify shop; each is held to the published schemas.

Amounts are asked in the currency of the shop; what the customer was shown in another is ignored.
"""

MONEY = "{ shopMoney { amount currencyCode } }"
TAXES = f"taxLines {{ title ratePercentage priceSet {MONEY} }}"
_ADDRESS = "{ name company address1 address2 zip city countryCodeV2 phone }"
PAGE_INFO = "pageInfo { hasNextPage endCursor }"

_TRANSACTION = f"id kind status gateway formattedGateway processedAt amountSet {MONEY}"

LINE_FIELDS = f"""
id sku title variantTitle quantity currentQuantity requiresShipping
product {{ id }} variant {{ id }} customAttributes {{ key value }}
originalTotalSet {MONEY}
discountAllocations {{ allocatedAmountSet {MONEY} }}
{TAXES}
"""
REFUND_FIELDS = f"""
id note createdAt totalRefundedSet {MONEY}
refundLineItems(first: 20) {{
  nodes {{ quantity lineItem {{ id }} subtotalSet {MONEY} totalTaxSet {MONEY} }}
  {PAGE_INFO}
}}
refundShippingLines(first: 3) {{
  nodes {{ shippingLine {{ id }} subtotalAmountSet {MONEY} taxAmountSet {MONEY} }}
}}
"""
ORDER_FIELDS = f"""
id name createdAt updatedAt processedAt cancelledAt note email phone
currencyCode taxesIncluded requiresShipping
displayFinancialStatus displayFulfillmentStatus returnStatus paymentGatewayNames
discountCodes customAttributes {{ key value }}
totalPriceSet {MONEY}
totalTipReceivedSet {MONEY}
originalTotalDutiesSet {MONEY}
originalTotalAdditionalFeesSet {MONEY}
totalCashRoundingAdjustment {{ paymentSet {MONEY} }}
customer @include(if: $people) {{
  id displayName defaultEmailAddress {{ emailAddress }} defaultPhoneNumber {{ phoneNumber }}
}}
billingAddress {_ADDRESS}
shippingAddress {_ADDRESS}
shippingLines(first: 3) {{
  nodes {{ id title code source deliveryCategory discountedPriceSet {MONEY} {TAXES} }}
}}
lineItems(first: $lines) {{ nodes {{ {LINE_FIELDS} }} {PAGE_INFO} }}
transactions(first: 10) {{ {_TRANSACTION} }}
refunds(first: 10) {{ id }}
fulfillmentOrders(first: 3) @include(if: $parcels) {{
  nodes {{ status deliveryMethod {{ methodType presentedName sourceReference }} }}
}}
"""

SHOP = """
query Shop {
  shop {
    id name myshopifyDomain currencyCode ianaTimezone taxesIncluded taxShipping weightUnit
    plan { publicDisplayName }
  }
  currentAppInstallation { accessScopes { handle } }
}
"""
LOCATIONS = """
query Locations {
  locations(first: 100, includeLegacy: true) { nodes { id name isActive fulfillsOnlineOrders } }
}
"""
PEOPLE = """
query People { orders(first: 1) { nodes { id email shippingAddress { zip } } } }
"""
COUNT_ORDERS = """
query CountOrders($query: String) { ordersCount(query: $query, limit: null) { count } }
"""
ORDERS = f"""
query Orders(
  $first: Int!, $after: String, $query: String, $lines: Int!, $people: Boolean!, $parcels: Boolean!
) {{
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    nodes {{ {ORDER_FIELDS} }}
    {PAGE_INFO}
  }}
}}
"""
ORDER = f"""
query Order($id: ID!, $lines: Int!, $people: Boolean!, $parcels: Boolean!) {{
  order(id: $id) {{ {ORDER_FIELDS} }}
}}
"""
ORDER_LINES = f"""
query OrderLines($id: ID!, $first: Int!, $after: String) {{
  order(id: $id) {{
    lineItems(first: $first, after: $after) {{ nodes {{ {LINE_FIELDS} }} {PAGE_INFO} }}
  }}
}}
"""
MORE_MONEY = f"""
query MoreMoney($id: ID!) {{
  order(id: $id) {{ refunds(first: 100) {{ id }} transactions(first: 100) {{ {_TRANSACTION} }} }}
}}
"""
REFUNDS = f"""
query Refunds($ids: [ID!]!) {{
  nodes(ids: $ids) {{ ... on Refund {{ {REFUND_FIELDS} }} }}
}}
"""
RETURNS = """
query Returns($id: ID!) {
  order(id: $id) {
    returns(first: 8) {
      nodes {
        id name status createdAt
        returnLineItems(first: 25) {
          nodes {
            quantity customerNote returnReasonNote returnReasonDefinition { handle }
            ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } }
          }
        }
      }
    }
  }
}
"""
REFUND_LINES = f"""
query RefundLines($id: ID!, $first: Int!, $after: String) {{
  node(id: $id) {{
    ... on Refund {{
      refundLineItems(first: $first, after: $after) {{
        nodes {{ quantity lineItem {{ id }} subtotalSet {MONEY} totalTaxSet {MONEY} }}
        {PAGE_INFO}
      }}
    }}
  }}
}}
"""
ORDER_IDS = f"""
query OrderIds($first: Int!, $query: String) {{
  orders(first: $first, query: $query, sortKey: ID) {{ nodes {{ id }} {PAGE_INFO} }}
}}
"""

_LEVEL = """
inventoryItem {
  id tracked
  inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
}
"""
VARIANT_FIELDS = """
id title sku barcode price compareAtPrice taxable updatedAt
selectedOptions { name value }
inventoryItem {
  id tracked measurement { weight { value unit } }
  inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
}
code: metafield(namespace: $space, key: $name) @include(if: $coded) { value }
"""
PRODUCT_FIELDS = f"""
id title status productType hasOnlyDefaultVariant createdAt updatedAt
featuredMedia {{ preview {{ image {{ url }} }} }}
variants(first: $lines) {{ nodes {{ {VARIANT_FIELDS} }} {PAGE_INFO} }}
"""
PRODUCTS = f"""
query Products(
  $first: Int!, $after: String, $query: String, $lines: Int!, $location: ID!,
  $coded: Boolean!, $space: String, $name: String!
) {{
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {{
    nodes {{ {PRODUCT_FIELDS} }}
    {PAGE_INFO}
  }}
}}
"""
PRODUCT_VARIANTS = f"""
query ProductVariants(
  $id: ID!, $first: Int!, $after: String, $location: ID!,
  $coded: Boolean!, $space: String, $name: String!
) {{
  product(id: $id) {{
    variants(first: $first, after: $after) {{ nodes {{ {VARIANT_FIELDS} }} {PAGE_INFO} }}
  }}
}}
"""
LEVELS = f"""
query Levels($first: Int!, $query: String, $location: ID!) {{
  productVariants(first: $first, query: $query, sortKey: ID) {{
    nodes {{ id sku price compareAtPrice taxable product {{ id hasOnlyDefaultVariant }} {_LEVEL} }}
    {PAGE_INFO}
  }}
}}
"""
SHOWN = f"""
query Shown($ids: [ID!]!, $location: ID!) {{
  nodes(ids: $ids) {{
    ... on ProductVariant {{
      id sku price compareAtPrice taxable product {{ id hasOnlyDefaultVariant }} {_LEVEL}
    }}
  }}
}}
"""
BY_SKU = """
query BySku($query: String!) {
  productVariants(first: 10, query: $query) { nodes { id sku product { id } } }
}
"""
BY_HANDLE = """
query ByHandle($handle: String!) {
  productByIdentifier(identifier: {handle: $handle}) {
    id variants(first: 10) { nodes { id sku } }
  }
}
"""

SET_STOCK = """
mutation SetStock($input: InventorySetQuantitiesInput!, $key: String!) {
  inventorySetQuantities(input: $input) @idempotent(key: $key) {
    userErrors { code field message }
  }
}
"""
STOCK_HERE = """
mutation StockHere($item: ID!, $location: ID!, $available: Int, $key: String!) {
  inventoryActivate(inventoryItemId: $item, locationId: $location, available: $available)
  @idempotent(key: $key) {
    userErrors { field message }
  }
}
"""
SET_VARIANTS = """
mutation SetVariants($product: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(
    productId: $product, variants: $variants, allowPartialUpdates: true
  ) {
    productVariants { id price compareAtPrice }
    userErrors { code field message }
  }
}
"""
RENAME = """
mutation Rename($product: ProductUpdateInput!) {
  productUpdate(product: $product) { userErrors { field message } }
}
"""
MAKE = """
mutation Make($input: ProductSetInput!) {
  productSet(input: $input, synchronous: true) {
    product { id variants(first: 1) { nodes { id } } }
    userErrors { code field message }
  }
}
"""
