"""A customer who orders on the shop front of a Vendure, by its own shop API."""

from collections.abc import Sequence

from tests.storefronts.vendure.graph import Graph

_ERROR = "... on ErrorResult { errorCode message }"
_ORDERED = f"{{ ... on Order {{ id code state }} {_ERROR} }}"
_ADD = f"""mutation ($id: ID!, $units: Int!) {{
  addItemToOrder(productVariantId: $id, quantity: $units) {_ORDERED} }}"""
_COUPON = f"""mutation ($code: String!) {{
  applyCouponCode(couponCode: $code) {_ORDERED} }}"""
_CHECK_OUT = f"""mutation ($buyer: CreateCustomerInput!, $home: CreateAddressInput!,
    $method: [ID!]!, $payment: PaymentInput!) {{
  setCustomerForOrder(input: $buyer) {_ORDERED}
  setOrderShippingAddress(input: $home) {_ORDERED}
  setOrderShippingMethod(shippingMethodId: $method) {_ORDERED}
  transitionOrderToState(state: "ArrangingPayment") {_ORDERED}
  addPaymentToOrder(input: $payment) {_ORDERED}
}}"""
BUYER = {"firstName": "Anne", "lastName": "Martin", "emailAddress": "anne@example.com"}
HOME = {
    "fullName": "Anne Martin",
    "streetLine1": "12 rue des Lilas",
    "city": "Lyon",
    "postalCode": "69003",
    "countryCode": "FR",
    "phoneNumber": "0612345678",
}


def place(
    shop: str,
    goods: Sequence[tuple[str, int]],
    *,
    means: str = "carte",
    method: str = "1",
    coupon: str = "",
) -> str:
    """Order these articles, by their ids, as a guest; return the id of the order."""
    front = Graph(f"{shop}/shop-api")
    for number, units in goods:
        front.ask(_ADD, id=number, units=units)
    if coupon:
        front.ask(_COUPON, code=coupon)
    placed = front.ask(
        _CHECK_OUT,
        buyer=BUYER,
        home=HOME,
        method=[method],
        payment={"method": means, "metadata": {}},
    )
    return str(placed["addPaymentToOrder"]["id"])
