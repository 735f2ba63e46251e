"""How the sample storefront makes and deletes products and orders, as WooCommerce does."""

from collections.abc import Mapping

from merchant_desk.demo.catalogue import DemoProduct
from merchant_desk.demo.shop_answers import RefusalError, refusal
from merchant_desk.demo.shop_changes import change_product
from merchant_desk.demo.shop_records import Json, category_record, simple_record, touch
from merchant_desk.demo.shop_state import ShopState
from merchant_desk.values.money import ZERO

_RATES = {"": 2000, "reduced-rate": 550}


def create_product(state: ShopState, written: Mapping[str, object]) -> Json:
    """Make a simple product; a code in use is refused, one in the trash in other words."""
    sku = str(written.get("sku") or "")
    _refuse_taken(state, sku, str(written.get("global_unique_id") or ""))
    rate_bp = _RATES.get(str(written.get("tax_class") or ""), 2000)
    blank = DemoProduct(sku, str(written.get("name") or ""), "", ZERO, rate_bp, 0, "", 0, "")
    number = state.new_id()
    record = simple_record(number, blank, state.now()) | {
        "price": "",
        "regular_price": "",
        "manage_stock": False,
        "stock_quantity": None,
        "weight": "",
        "meta_data": [],
        "categories": _categories(state, written.get("categories")),
    }
    state.put_on_sale(record, rate_bp)
    return change_product(state, record, written)


def _refuse_taken(state: ShopState, sku: str, code: str) -> None:
    other = state.by_sku(sku) if sku else None
    if other is not None:
        raise _in_trash(sku) if other["status"] == "trash" else _in_use(sku, other)
    twin = next((each for each in state.sold() if code and each["global_unique_id"] == code), None)
    if twin is not None:
        sentence = "Invalid or duplicated GTIN, UPC, EAN or ISBN."
        raise refusal(400, "product_invalid_global_unique_id", sentence, resource_id=twin["id"])


def _in_trash(sku: str) -> RefusalError:
    sentence = f"The SKU ({sku}) you are trying to insert is already present in the lookup table"
    return refusal(400, "woocommerce_rest_product_not_created", sentence)


def _in_use(sku: str, other: Json) -> RefusalError:
    known = {"resource_id": other["id"], "unique_sku": f"{sku}-1"}
    return refusal(400, "product_invalid_sku", "Invalid or duplicated SKU.", **known)


def _categories(state: ShopState, written: object) -> list[Json]:
    wanted = [each.get("id") for each in written] if isinstance(written, list) else []
    known = {each["id"]: each for each in categories(state)}
    return [known[number] for number in wanted if number in known] or [category_record("")]


def categories(state: ShopState) -> list[Json]:
    """Return every category that products stand in."""
    found = {
        each["id"]: each for record in state.products.values() for each in record["categories"]
    }
    return [found[number] for number in sorted(found)]


def delete(state: ShopState, record: Json, *, held: dict[int, Json], force: bool) -> Json:
    """Put something in the trash, or delete it for good when asked to."""
    if not force:
        record["status"] = "trash"
        touch(record, state.now())
        return record
    held.pop(record["id"])
    for child in [v["id"] for v in state.variations.values() if v["parent_id"] == record["id"]]:
        del state.variations[child]
    parent = state.products.get(record.get("parent_id") or 0)
    if parent is not None and record["id"] in parent["variations"]:
        parent["variations"].remove(record["id"])
    return record
