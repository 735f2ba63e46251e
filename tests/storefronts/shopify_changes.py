"""What an app may do to the catalogue of the fake Shopify shop: stock, prices, new products."""

from collections.abc import Callable, Sequence

from tests.storefronts.shopify_goods import Goods
from tests.storefronts.shopify_graph import Info, Row, cents, key_of, plain

_MISMATCH = "IDEMPOTENCY_KEY_PARAMETER_MISMATCH: the key came with other parameters."
_CONCURRENT = "IDEMPOTENCY_CONCURRENT_REQUEST: the first is still at work."
_FAILED = "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED: retry with a new idempotency key."


class Changes:
    """The mutations of articles; ``before_writing`` lets an order come in between."""

    def __init__(self, goods: Goods) -> None:
        self.goods = goods
        self.keys: dict[str, tuple[str, Row]] = {}
        self.before_writing: Callable[[], None] = lambda: None
        self.concurrent = False

    def set_stock(self, info: Info, given: Row) -> Row:
        def write() -> Row:
            self.before_writing()
            errors = [
                error
                for place, each in enumerate(given["quantities"])
                if (error := self._unfit(place, each))
            ]
            for each in given["quantities"] if not errors else ():
                variant = self._by_item(each["inventoryItemId"])
                assert variant is not None
                variant["levels"][plain(each["locationId"])] = each["quantity"]
                self.goods.touch(variant)
            return {"userErrors": errors}

        return self.once(info, given, write)

    def once(self, info: Info, given: object, write: Callable[[], Row]) -> Row:
        """Do something under a key; a second time answers what the first did."""
        key = key_of(info)
        known = self.keys.get(key)
        if self.concurrent:
            return _refusal("IDEMPOTENCY_CONCURRENT_REQUEST", [], _CONCURRENT)
        if known is not None:
            if known[0] != repr(given):
                return _refusal("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", [], _MISMATCH)
            if known[1]["userErrors"]:
                return _refusal("IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED", [], _FAILED)
            return known[1]
        answer = write()
        self.keys[key] = (repr(given), answer)
        return answer

    def _by_item(self, item: str) -> Row | None:
        return next((each for each in self.goods.variants() if each["item"] == plain(item)), None)

    def _unfit(self, place: int, given: Row) -> Row | None:
        variant, where = self._by_item(given["inventoryItemId"]), plain(given["locationId"])
        field = ["input", "quantities", str(place)]
        if variant is None:
            return {"code": "INVALID_INVENTORY_ITEM", "field": [*field, "inventoryItemId"],
                    "message": "The specified inventory item could not be found."}  # fmt: skip
        if "changeFromQuantity" not in given:
            return {"code": "COMPARE_QUANTITY_REQUIRED", "field": field,
                    "message": "The changeFromQuantity field is required."}  # fmt: skip
        level = variant["levels"].get(where)
        if level is None:
            return {"code": "ITEM_NOT_STOCKED_AT_LOCATION", "field": [*field, "locationId"],
                    "message": "The item is not stocked at the location."}  # fmt: skip
        if given["changeFromQuantity"] not in (None, level):
            return {"code": "CHANGE_FROM_QUANTITY_STALE", "field": [*field, "changeFromQuantity"],
                    "message": "The changeFromQuantity argument no longer matches."}  # fmt: skip
        return None

    def stock_here(self, info: Info, item: str, place: str, units: int) -> Row:
        def write() -> Row:
            variant = self._by_item(item)
            if variant is None:
                return {"userErrors": [{"field": ["inventoryItemId"], "message": "Not found"}]}
            variant["levels"].setdefault(plain(place), units)
            return {"userErrors": []}

        return self.once(info, [item, place, units], write)

    def set_variants(self, product_gid: str, given: Sequence[Row]) -> Row:
        product = self.goods.product(plain(product_gid))
        if product is None:
            return _refusal("PRODUCT_DOES_NOT_EXIST", ["productId"], "Product does not exist")
        errors, done = [], []
        for place, each in enumerate(given):
            variant = self.goods.variant(plain(each["id"]))
            if variant is None or variant["product"] is not product:
                errors.append({"code": "PRODUCT_VARIANT_DOES_NOT_EXIST",
                               "field": ["variants", str(place), "id"],
                               "message": "Product variant does not exist"})  # fmt: skip
            else:
                self._set_variant(variant, each)
                done.append(self.goods.variant_row(variant))
        return {"productVariants": done, "userErrors": errors}

    def _set_variant(self, variant: Row, given: Row) -> None:
        if "price" in given:
            variant["price"] = cents(given["price"])
        if "compareAtPrice" in given:
            before = given["compareAtPrice"]
            variant["before"] = None if before is None else cents(before)
        if "barcode" in given:
            variant["code"] = given["barcode"]
        for field in given.get("metafields") or ():
            variant["fields"][f"{field['namespace']}.{field['key']}"] = field["value"]
        item = given.get("inventoryItem") or {}
        variant["sku"] = item.get("sku", variant["sku"])
        if "measurement" in item:
            variant["grams"] = item["measurement"]["weight"]["value"]
        self.goods.touch(variant)

    def make(self, given: Row) -> Row:
        if any(each["handle"] == given["handle"] for each in self.goods.products):
            return _refusal("HANDLE_NOT_UNIQUE", ["input", "handle"], "Handle has been taken")
        (asked,) = given["variants"]
        sku, code = asked.get("sku", ""), asked.get("barcode", "")
        product = self.goods.sell(given["title"], [(sku, "", code, cents(asked["price"]), 0)])
        product |= {"handle": given["handle"], "status": given["status"],
                    "type": given.get("productType", "")}  # fmt: skip
        variant = product["variants"][0]
        variant["taxable"] = asked["taxable"]
        self._set_variant(variant, {"inventoryItem": asked["inventoryItem"]} | (
            {"sku": asked["sku"]} if "sku" in asked else {}))  # fmt: skip
        variant["sku"] = asked.get("sku", "")
        variant["tracked"] = asked["inventoryItem"]["tracked"]
        for each in asked.get("inventoryQuantities") or ():
            variant["levels"][plain(each["locationId"])] = each["quantity"]
        return {"product": self.goods.product_row(product), "userErrors": []}

    def rename(self, given: Row) -> Row:
        product = self.goods.product(plain(given["id"]))
        if product is None:
            return {"userErrors": [{"field": ["id"], "message": "Product does not exist"}]}
        product["title"] = given["title"]
        product["changed"] = self.goods.now()
        return {"userErrors": []}


def _refusal(code: str, field: Sequence[str], message: str) -> Row:
    return {"userErrors": [{"code": code, "field": list(field), "message": message}]}
