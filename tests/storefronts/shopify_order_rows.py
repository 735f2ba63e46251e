"""An order of the fake Shopify shop as its GraphQL answers show it."""

from collections.abc import Callable
from typing import Any

from tests.storefronts.shopify_graph import Info, Row, bag, gid, paged, stamp
from tests.storefronts.shopify_sales import (
    Sales,
    money_word,
    parcel_word,
    tax_on,
    total_of,
    waiting,
)

_ADDRESS = {
    "name": "Léa Martin", "company": None, "address1": "12 rue des Lilas", "address2": None,
    "zip": "35000", "city": "Rennes", "countryCodeV2": "FR", "phone": "+33612345678",
}  # fmt: skip


class OrderRows:
    """Shows orders; ``denied`` names the fields that the app may not see."""

    def __init__(self, sales: Sales) -> None:
        self.sales = sales
        self.denied: set[str] = set()
        self.refusal: Callable[[str], Exception] = Exception

    def _personal(self, name: str, value: Any) -> Callable[[Info], Any]:
        def resolve(_info: Info) -> Any:
            if name in self.denied:
                raise self.refusal(name)
            return value

        return resolve

    def order(self, order: Row) -> Row:
        """Return an order with everything that can be asked of it."""
        currency = self.sales.currency
        person = {
            "id": gid("Customer", 5001), "displayName": "Léa Martin",
            "defaultEmailAddress": {"emailAddress": "lea@example.fr"},
            "defaultPhoneNumber": None,
        }  # fmt: skip
        return {
            "__typename": "Order",
            "id": gid("Order", order["number"]),
            "name": order["name"],
            "createdAt": stamp(order["placed"]),
            "processedAt": stamp(order["placed"]),
            "updatedAt": stamp(order["touches"][-1]),
            "cancelledAt": stamp(order["cancelled"]) if order["cancelled"] else None,
            "note": order["note"],
            "email": self._personal("email", "lea@example.fr"),
            "phone": None,
            "currencyCode": currency,
            "taxesIncluded": order["gross"],
            "requiresShipping": order["method"] != "NONE",
            "displayFinancialStatus": money_word(order),
            "displayFulfillmentStatus": parcel_word(order),
            "returnStatus": _return_word(order),
            "returns": paged([self.return_(each) for each in order["returns"]]),
            "paymentGatewayNames": order["gateways"],
            "discountCodes": order["codes"],
            "customAttributes": _attributes(order["attributes"]),
            "totalPriceSet": bag(total_of(order), currency),
            "totalTipReceivedSet": bag(order["tip"], currency),
            "originalTotalDutiesSet": None,
            "originalTotalAdditionalFeesSet": None,
            "totalCashRoundingAdjustment": {"paymentSet": bag(0, currency)},
            "customer": self._personal("customer", person),
            "billingAddress": self._personal("billingAddress", _ADDRESS),
            "shippingAddress": self._personal("shippingAddress", _ADDRESS),
            "shippingLines": paged(self._carriage(order)),
            "lineItems": paged(order["lines"], lambda line: self.line(order, line)),
            "transactions": self._first([self.transaction(each) for each in order["transactions"]]),
            "refunds": self._first([self.refund(order, each) for each in order["refunds"]]),
            "fulfillmentOrders": paged(self._to_ship(order)),
            "fulfillments": self._first([self.parcel(each) for each in order["parcels"]]),
            "metafield": lambda _info, key, namespace=None: self._field(order, namespace, key),
        }

    def _field(self, order: Row, namespace: str | None, key: str) -> Row | None:
        value = order["fields"].get(f"{namespace}.{key}")
        return None if value is None else {"value": value}

    def _first(self, rows: list[Row]) -> Callable[..., list[Row]]:
        return lambda _info, first=None: rows[:first]

    def _carriage(self, order: Row) -> list[Row]:
        if order["method"] == "NONE":
            return []
        paid = order["carriage"]
        tax = round(paid * 20 / (120 if order["gross"] else 100))
        return [
            {
                "id": gid("ShippingLine", order["carriage_number"]),
                "title": order["carrier"],
                "code": order["carrier"],
                "source": "shopify",
                "deliveryCategory": None,
                "discountedPriceSet": bag(paid),
                "taxLines": _taxes(tax, 20.0),
            }
        ]

    def line(self, order: Row, line: Row) -> Row:
        variant, off = line["variant"], line["discount"]
        waits = waiting(line)
        return {
            "__typename": "LineItem",
            "id": gid("LineItem", line["number"]),
            "sku": line["sku"] or None,
            "title": line["title"],
            "variantTitle": line["option"] or None,
            "quantity": line["units"],
            "currentQuantity": line["units"] - line["removed"] - line["back"],
            "refundableQuantity": line["units"] - line["removed"] - line["back"],
            "unfulfilledQuantity": waits,
            "requiresShipping": True,
            "product": variant and {"id": gid("Product", variant["product"]["number"])},
            "variant": variant and {"id": gid("ProductVariant", variant["number"])},
            "customAttributes": _attributes(line["attributes"]),
            "originalTotalSet": bag(line["price"] * line["units"]),
            "discountAllocations": [{"allocatedAmountSet": bag(off)}] if off else [],
            "taxLines": _taxes(tax_on(order, line), line["percent"]),
        }

    def transaction(self, told: Row) -> Row:
        return {
            "__typename": "OrderTransaction",
            "id": gid("OrderTransaction", told["number"]),
            "kind": told["kind"],
            "status": told["status"],
            "gateway": told["gateway"],
            "formattedGateway": "Shopify Payments",
            "processedAt": stamp(told["at"]),
            "amountSet": bag(told["cents"], self.sales.currency),
        }

    def refund(self, order: Row, refund: Row) -> Row:
        lines = [
            {
                "quantity": each["units"],
                "lineItem": {"id": gid("LineItem", each["line"]["number"])},
                "subtotalSet": bag(each["cents"]),
                "totalTaxSet": bag(each["cents"] // 6),
            }
            for each in refund["lines"]
        ]
        carriage = [
            {
                "shippingLine": {"id": gid("ShippingLine", order["carriage_number"])},
                "subtotalAmountSet": bag(refund["carriage"]),
                "taxAmountSet": bag(refund["carriage"] // 6),
            }
        ]
        return {
            "__typename": "Refund",
            "id": gid("Refund", refund["number"]),
            "note": refund["note"],
            "createdAt": stamp(refund["at"]),
            "totalRefundedSet": bag(refund["moved"]),
            "refundLineItems": paged(lines),
            "refundShippingLines": paged(carriage if refund["carriage"] else []),
        }

    def return_(self, told: Row) -> Row:
        lines = [
            {
                "__typename": "ReturnLineItem",
                "id": gid("ReturnLineItem", line["number"]),
                "quantity": units,
                "customerNote": told["note"],
                "returnReasonNote": "",
                "returnReasonDefinition": {
                    "id": gid("ReturnReasonDefinition", handle),
                    "handle": handle,
                },
                "fulfillmentLineItem": {
                    "id": gid("FulfillmentLineItem", line["number"]),
                    "lineItem": {"id": gid("LineItem", line["number"])},
                },
            }
            for line, units, handle in told["lines"]
        ]
        return {
            "__typename": "Return",
            "id": gid("Return", told["number"]),
            "name": told["name"],
            "status": told["status"],
            "createdAt": stamp(told["at"]),
            "returnLineItems": paged(lines),
        }

    def _to_ship(self, order: Row) -> list[Row]:
        """Return what is to be sent, one for each place that holds some of it."""
        places: dict[int, list[Row]] = {}
        for line in order["lines"]:
            places.setdefault(self.sales.place_of(order, line), []).append(line)
        return [self.to_ship(order, place, lines) for place, lines in places.items()]

    def to_ship(self, order: Row, place: int, lines: list[Row]) -> Row:
        left = sum(waiting(each) for each in lines)
        closed = "CANCELLED" if order["cancelled"] else "OPEN" if left else "CLOSED"
        rows = [
            {
                "id": gid("FulfillmentOrderLineItem", each["to_ship"]),
                "remainingQuantity": 0 if order["cancelled"] else waiting(each),
                "lineItem": {"id": gid("LineItem", each["number"])},
            }
            for each in lines
        ]
        method = order["method"]
        return {
            "__typename": "FulfillmentOrder",
            "id": gid("FulfillmentOrder", f"{order['number']}{place}"),
            "status": "ON_HOLD" if order["held"] else closed,
            "assignedLocation": {"location": {"id": gid("Location", place)}},
            "deliveryMethod": {
                "methodType": method, "presentedName": None, "sourceReference": None
            },
            "lineItems": paged(rows),
        }  # fmt: skip

    def parcel(self, parcel: Row) -> Row:
        tracking = parcel["tracking"]
        lines = [
            {"quantity": units, "lineItem": {"id": gid("LineItem", number)}}
            for number, units in parcel["units"].items()
        ]
        return {
            "__typename": "Fulfillment",
            "id": gid("Fulfillment", parcel["number"]),
            "status": parcel["status"],
            "trackingInfo": [{"number": tracking}] if tracking else [],
            "fulfillmentLineItems": paged(lines),
        }

    def suggested(self, order: Row, worth: int) -> Row:
        """Return how the shop would give an amount back."""
        found = []
        for each in order["transactions"]:
            back = sum(t["cents"] for t in order["transactions"] if t["parent"] is each)
            if each["kind"] == "SALE":
                most = each["cents"] - back
                found.append({
                    "gateway": each["gateway"],
                    "parentTransaction": {"id": gid("OrderTransaction", each["number"])},
                    "amountSet": bag(min(worth, most)),
                    "maximumRefundableSet": bag(most),
                })  # fmt: skip
        return {"suggestedTransactions": found}


def _return_word(order: Row) -> str:
    """Return the word that gathers the returns of an order, as Shopify shows it."""
    words = {each["status"] for each in order["returns"]}
    if "REQUESTED" in words:
        return "RETURN_REQUESTED"
    if "OPEN" in words:
        return "IN_PROGRESS"
    return "RETURNED" if "CLOSED" in words else "NO_RETURN"


def _attributes(told: Row) -> list[Row]:
    return [{"key": key, "value": value} for key, value in told.items()]


def _taxes(value: int, percent: float) -> list[Row]:
    if not percent:
        return []
    return [{"title": "FR TVA", "ratePercentage": percent, "priceSet": bag(value)}]
