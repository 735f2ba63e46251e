"""A fake PrestaShop webservice whose behaviour is pinned by recordings of a real one.

``version`` older than 9 knows no PATCH. ``strips_header`` is a host that swallows the header with
the key. ``closed`` takes rights from the key; ``stored_instead`` is a module that puts another
state in the place of the one that was sent.
"""

import base64
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.storefronts import prestashop_words as words
from tests.storefronts.fake_server import Answer, Call
from tests.storefronts.prestashop_schema import FIELDS, NODES
from tests.storefronts.prestashop_tables import Tables
from tests.storefronts.prestashop_words import Row

KEY = "QWERTYUIOPASDFGHJKLZXCVBNM123456"
SHOP_NAME = "Maison Lavande"
Errors = list[tuple[int, str]]
_METHODS = ("get", "put", "post", "patch", "delete", "head")
_NAMED_FILTER = re.compile(r"filter\[(\w+)\]")
_CANCELLED = "6"


class RefusedCallError(Exception):
    """The webservice says no: a status, and its numbered reasons."""

    def __init__(self, status: int, *errors: tuple[int, str]) -> None:
        super().__init__(status)
        self.status = status
        self.errors = list(errors)


class PrestaShopFake:
    """One shop; ``answer`` is all that its webservice does."""

    def __init__(self, clock: Callable[[], datetime], zone: str = "Europe/Paris") -> None:
        self.tables = Tables(clock, ZoneInfo(zone))
        self.key = KEY
        self.version = "9.1.0"
        self.strips_header = False
        self.switched_off = False
        self.closed: set[tuple[str, str]] = set()
        self.stored_instead: dict[str, str] = {}
        self.mails: list[str] = []

    @property
    def knows_patch(self) -> bool:
        """Tell whether this version changes parts of objects."""
        return int(self.version.partition(".")[0]) >= 9

    def answer(self, call: Call) -> Answer:
        """Answer a call as the shop does."""
        as_json = call.asked("output_format") == "JSON"
        if not self._is_known(call):
            challenge = {"WWW-Authenticate": 'Basic realm="Welcome to PrestaShop Webservice"'}
            return Answer(401, b"401 Unauthorized", "text/html; charset=utf-8", challenge)
        try:
            status, body = self._answered(call, as_json=as_json)
        except RefusedCallError as refused:
            write = words.json_errors if as_json else words.xml_errors
            status, body = refused.status, write(refused.errors) if refused.errors else b""
        kind = "application/json" if as_json else "text/xml;charset=utf-8"
        return Answer(status, body, kind if body else "", {"PSWS-Version": self.version})

    def _is_known(self, call: Call) -> bool:
        header = "" if self.strips_header else call.headers.get("authorization", "")
        if header.startswith("Basic "):
            user, _colon, password = base64.b64decode(header[6:]).decode().partition(":")
            return user == self.key and not password
        return call.asked("ws_key") == self.key

    def _answered(self, call: Call, *, as_json: bool) -> tuple[int, bytes]:
        if self.switched_off:
            raise RefusedCallError(503, (22, "The PrestaShop webservice is disabled. Please"))
        segments = call.path.removeprefix("/api/").strip("/").split("/")
        resource = segments[0]
        if not resource:
            if as_json:
                raise RefusedCallError(
                    500, (2, "array_filter(): Argument #1 must be of type array")
                )
            return 200, self._root()
        self._check(resource, call.method)
        number = segments[1] if len(segments) > 1 else ""
        if call.method in {"GET", "HEAD"}:
            return self._read(resource, number, call, as_json=as_json)
        if call.method == "DELETE":
            return self._delete(resource, number)
        return self._write(resource, call, as_json=as_json)

    def _check(self, resource: str, method: str) -> None:
        if resource not in NODES:
            raise RefusedCallError(400, (27, f'Resource of type "{resource}" does not exists'))
        if all((resource, each) in self.closed for each in ("get", "put", "post")):
            told = f'Resource of type "{resource}" is not allowed with this authentication key'
            raise RefusedCallError(401, (26, told))
        if method == "PATCH" and not self.knows_patch:
            raise RefusedCallError(405, (23, "Method PATCH is not valid"))
        if (resource, method.lower()) in self.closed:
            told = f"Method {method} is not allowed for the resource {resource} with this"
            raise RefusedCallError(405, (25, f"{told} authentication key"))

    def _root(self) -> bytes:
        lines = []
        for resource in NODES:
            rights = {m: (resource, m) not in self.closed for m in _METHODS}
            if not any(rights.values()):
                continue
            shown = " ".join(f'{m}="true"' for m, allowed in rights.items() if allowed)
            lines.append(
                f"<{resource} {shown}>\n<description {shown}>\nIt</description>\n</{resource}>"
            )
        inside = "\n".join(lines)
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">\n'
            f'<api shopName="{SHOP_NAME}">\n{inside}\n</api>\n</prestashop>\n'
        ).encode()

    def _read(self, resource: str, number: str, call: Call, *, as_json: bool) -> tuple[int, bytes]:
        if number:
            row = self.tables.get(resource, number)
            if row is None:
                raise RefusedCallError(404)
            return 200, (words.json_object if as_json else words.xml_object)(
                resource, self._whole(resource, row)
            )
        query = dict(call.query)
        filters = {
            match[1]: told
            for name, told in query.items()
            if (match := _NAMED_FILTER.fullmatch(name)) is not None
        }
        self._check_filters(resource, filters, dated=query.get("date") == "1")
        rows = self.tables.found(resource, filters, query.get("sort", ""), query.get("limit", ""))
        shown = [self._shown(resource, row, query.get("display", "")) for row in rows]
        return 200, (words.json_list if as_json else words.xml_list)(resource, shown)

    def _check_filters(self, resource: str, filters: Mapping[str, str], *, dated: bool) -> None:
        for name in filters:
            known = name in FIELDS[resource].every or name == "id"
            if (not known) or (name in {"date_add", "date_upd"} and not dated):
                warning = "[PHP Warning #2] Trying to access array offset on value of type bool"
                told = 'This filter does not exist. Did you mean: "note"? The full list is: "id"'
                raise RefusedCallError(500, (32, told), (3, warning))

    def _shown(self, resource: str, row: Row, display: str) -> Row:
        if display == "full":
            return self._whole(resource, row)
        asked = display.strip("[]").split(",") if display else ["id"]
        for name in asked:
            if name not in FIELDS[resource].every and name != "id":
                raise RefusedCallError(400, (35, f'Unable to display this field "{name}".'))
        return {name: row[name] for name in ("id", *FIELDS[resource].every) if name in asked}

    def _whole(self, resource: str, row: Row) -> Row:
        """Return a row with what belongs to it, as only a full object shows it."""
        if resource == "products":
            stock = self.tables.where("stock_availables", id_product=row["id"])
            combinations = self.tables.where("combinations", id_product=row["id"])
            return row | {
                "associations": row.get("associations", {})
                | {
                    "combinations": [{"id": each["id"]} for each in combinations],
                    "stock_availables": [
                        {"id": each["id"], "id_product_attribute": each["id_product_attribute"]}
                        for each in stock
                    ],
                }
            }
        if resource == "orders":
            details = self.tables.where("order_details", id_order=row["id"])
            names = ("product_id", "product_attribute_id", "product_quantity", "product_name")
            shown = [{"id": each["id"]} | {n: each[n] for n in names} for each in details]
            return row | {"associations": {"order_rows": shown}}
        return row

    def _delete(self, resource: str, number: str) -> tuple[int, bytes]:
        if self.tables.get(resource, number) is None:
            raise RefusedCallError(404, (87, f"Id(s) not exists: {number}"))
        del self.tables.rows[resource][int(number)]
        return 200, b""

    def _write(self, resource: str, call: Call, *, as_json: bool) -> tuple[int, bytes]:
        try:
            objects = words.read_objects(call.body)
        except SyntaxError as broken:
            told = f"XML error : String could not be parsed as XML\nXML length : {len(call.body)}"
            raise RefusedCallError(500, (3, f"[PHP Warning #2] {broken}"), (127, told)) from None
        self._check_ids(call.method, objects)
        answered: Row = {}
        for each in objects:
            answered = self._save(resource, call, each)
        shown = (words.json_object if as_json else words.xml_object)(resource, answered)
        return 201 if call.method == "POST" else 200, shown

    def _check_ids(self, method: str, objects: list[Row]) -> None:
        ids = [each["id"] for each in objects if each.get("id")]
        if method == "POST" and ids:
            raise RefusedCallError(400, (91, "id is forbidden when adding a new resource"))
        if method != "POST" and len(ids) != len(objects):
            raise RefusedCallError(400, (90, "id is required when modifying a resource"))
        if method != "POST" and len(set(ids)) != len(ids):
            raise RefusedCallError(400, (89, "id is duplicate in request"))

    def _save(self, resource: str, call: Call, told: Row) -> Row:
        """Save one object; those before it stay saved when it is refused."""
        fields = FIELDS[resource]
        for name in fields.closed:
            if name in told:
                words_ = (
                    f'parameter "{name}" not writable. Please remove this attribute of this XML'
                )
                raise RefusedCallError(400, (93, words_))
        if call.method != "PATCH":
            for name in fields.needed:
                if name not in told:
                    raise RefusedCallError(400, (41, f'parameter "{name}" required'))
            told = dict.fromkeys(fields.needed + fields.others, "") | told
        if call.method == "POST":
            return self._made(resource, call, told)
        row = self.tables.get(resource, told["id"])
        if row is None:
            raise RefusedCallError(404, (92, "Invalid ID"))
        dates = {} if told.get("date_add", "-") else {"date_add": "0000-00-00 00:00:00"}
        self.tables.change(resource, row, told | dates)
        self._follow(resource, row)
        return self._whole(resource, row) | {n: v for n, v in told.items() if n in row}

    def _made(self, resource: str, call: Call, told: Row) -> Row:
        told = {name: each for name, each in told.items() if each != "" or "date" not in name}
        parts: dict[str, list[Row]] = told.pop("associations", {})
        if resource == "order_histories":
            told["id_order_state"] = self.stored_instead.get(
                told["id_order_state"], told["id_order_state"]
            )
        row = self.tables.add(resource, **told)
        if parts:
            row["associations"] = parts
        if resource == "products":
            self.stock_row(row["id"], "0", 0)
        if resource == "order_histories":
            self.enter_state(told["id_order"], told["id_order_state"])
            if call.asked("sendemail") == "1":
                self.mails.append(told["id_order"])
        return self._whole(resource, row) | {n: v for n, v in told.items() if v and n in row}

    def _follow(self, resource: str, row: Row) -> None:
        """Change what PrestaShop changes elsewhere."""
        if resource == "stock_availables":
            self.tables.sum_up(row["id_product"])
        if resource == "order_carriers":
            order = self.tables.get("orders", row["id_order"])
            assert order is not None
            order["shipping_number"] = row["tracking_number"]  # its date does not follow

    def stock_row(self, product: object, combination: object, quantity: int) -> Row:
        """Give an article its row of stock."""
        return self.tables.add(
            "stock_availables", id_product=product, id_product_attribute=combination,
            id_shop="1", id_shop_group="0", quantity=quantity, depends_on_stock="0",
            out_of_stock="2", location="",
        )  # fmt: skip

    def enter_state(self, order_id: object, state: object) -> None:
        """Give an order another state; a cancelled one gives its goods back."""
        order = self.tables.get("orders", order_id)
        assert order is not None
        if str(state) == _CANCELLED != order["current_state"]:
            for line in self.tables.where("order_details", id_order=order_id):
                self.move_stock(line["product_id"], line["product_attribute_id"],
                                int(line["product_quantity"]))  # fmt: skip
        self.tables.change("orders", order, {"current_state": str(state)})

    def move_stock(self, product: object, combination: object, by: int) -> None:
        """Raise or lower a level; the sheet of the product keeps its date."""
        rows: list[dict[str, Any]] = self.tables.where(
            "stock_availables", id_product=product, id_product_attribute=combination
        )
        for row in rows:
            self.tables.set_stock(product, combination, int(row["quantity"]) + by)
