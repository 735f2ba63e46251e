"""The GraphQL documents of what is done to an order: parcels that left, money given back."""

from merchant_desk.connectors.shopify.documents import MONEY, PAGE_INFO, TAXES

PARCELS = """
query Parcels($id: ID!, $units: Int!) {
  order(id: $id) {
    id cancelledAt
    metafield(namespace: "merchant_desk", key: "parcels") { value }
    fulfillmentOrders(first: 8) {
      nodes {
        id status assignedLocation { location { id } }
        lineItems(first: $units) {
          nodes { id remainingQuantity lineItem { id } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
    fulfillments(first: 15) {
      id status trackingInfo { number }
      fulfillmentLineItems(first: $units) {
        nodes { quantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
TO_SHIP = """
query ToShip($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on FulfillmentOrder {
      lineItems(first: $first, after: $after) {
        nodes { id remainingQuantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
SHIPPED = """
query Shipped($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on Fulfillment {
      fulfillmentLineItems(first: $first, after: $after) {
        nodes { quantity lineItem { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}
"""
SHIP = """
mutation Ship($marks: [MetafieldsSetInput!]!, $parcel: FulfillmentInput!) {
  metafieldsSet(metafields: $marks) { userErrors { field message } }
  fulfillmentCreate(fulfillment: $parcel) {
    fulfillment { id }
    userErrors { field message }
  }
}
"""
TRACK = """
mutation Track($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean) {
  fulfillmentTrackingInfoUpdate(
    fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify
  ) {
    userErrors { field message }
  }
}
"""
REFUNDABLE = f"""
query Refundable($id: ID!) {{
  order(id: $id) {{
    id taxesIncluded currencyCode
    totalPriceSet {MONEY}
    shippingLines(first: 5) {{ nodes {{ id discountedPriceSet {MONEY} {TAXES} }} }}
    notes: refunds(first: 100) {{ id note }}
    refunds(first: 20) {{
      refundShippingLines(first: 3) {{
        nodes {{ subtotalAmountSet {MONEY} taxAmountSet {MONEY} }}
      }}
    }}
  }}
}}
"""
LINES_OF = f"""
query LinesOf($id: ID!, $first: Int!, $after: String) {{
  order(id: $id) {{
    lineItems(first: $first, after: $after) {{
      nodes {{ id refundableQuantity unfulfilledQuantity }}
      {PAGE_INFO}
    }}
  }}
}}
"""
SUGGESTED = f"""
query Suggested(
  $id: ID!, $lines: [RefundLineItemInput!], $carriage: Money
) {{
  order(id: $id) {{
    suggestedRefund(refundLineItems: $lines, shippingAmount: $carriage) {{
      suggestedTransactions {{
        gateway parentTransaction {{ id }} amountSet {MONEY} maximumRefundableSet {MONEY}
      }}
    }}
  }}
}}
"""
REFUND = f"""
mutation GiveBack($input: RefundInput!, $key: String!) {{
  refundCreate(input: $input) @idempotent(key: $key) {{
    refund {{ id totalRefundedSet {MONEY} }}
    userErrors {{ field message }}
  }}
}}
"""
