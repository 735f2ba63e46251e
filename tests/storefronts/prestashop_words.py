"""How a PrestaShop webservice writes and reads: XML that keeps every field, JSON that does not."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from tests.storefronts.prestashop_schema import NODES, PARTS

Row = dict[str, Any]
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OPEN = '<prestashop xmlns:xlink="http://www.w3.org/1999/xlink">\n'
_NUMBERS = ("id", "quantity", "partial", "order_slip_type", "minimal_quantity")


def xml_list(resource: str, rows: Sequence[Row]) -> bytes:
    """Return a list; an empty one is an empty element."""
    whole, each = NODES[resource]
    inside = "".join(f"<{each}>{_fields(row)}</{each}>\n" for row in rows)
    return f"{_HEAD}{_OPEN}<{whole}>\n{inside}</{whole}>\n</prestashop>\n".encode()


def xml_object(resource: str, row: Row) -> bytes:
    """Return one object."""
    each = NODES[resource][1]
    return f"{_HEAD}{_OPEN}<{each}>{_fields(row)}</{each}>\n</prestashop>\n".encode()


def xml_errors(errors: Sequence[tuple[int, str]]) -> bytes:
    """Return a refusal."""
    inside = "".join(
        f"<error>\n<code><![CDATA[{code}]]></code>\n<message><![CDATA[{words}]]></message>\n"
        "</error>\n"
        for code, words in errors
    )
    return f"{_HEAD}{_OPEN}<errors>\n{inside}</errors>\n</prestashop>\n".encode()


def json_list(resource: str, rows: Sequence[Row]) -> bytes:
    """Return a list; an empty one has no name at all."""
    shown = [_typed(row) for row in rows]
    return json.dumps({NODES[resource][0]: shown} if shown else []).encode()


def json_object(resource: str, row: Row) -> bytes:
    """Return one object without what is empty, zero or false."""
    kept = {name: told for name, told in _typed(row).items() if told not in ("", "0", 0, [], {})}
    return json.dumps({NODES[resource][1]: kept}).encode()


def json_errors(errors: Sequence[tuple[int, str]]) -> bytes:
    """Return a refusal."""
    listed = [{"code": code, "message": words} for code, words in errors]
    return json.dumps({"errors": listed}).encode()


def read_objects(body: bytes) -> list[Row]:
    """Return the objects of a document that was sent."""
    top = ET.fromstring(body)  # noqa: S314 - written by the connector under test
    return [_read(each) for each in top]


def _read(element: ET.Element) -> Row:
    row: Row = {}
    for each in element:
        if each.tag == "associations":
            row["associations"] = {
                group.tag: [{leaf.tag: leaf.text or "" for leaf in part} for part in group]
                for group in each
            }
        elif len(each):
            row[each.tag] = {lang.get("id", ""): lang.text or "" for lang in each}
        else:
            row[each.tag] = each.text or ""
    return row


def _fields(row: Row) -> str:
    return "".join(_field(name, told) for name, told in row.items())


def _field(name: str, told: Any) -> str:
    if name == "associations":
        inside = "".join(_part(group, rows) for group, rows in told.items())
        return f"<associations>\n{inside}</associations>\n"
    if isinstance(told, Mapping):
        inside = "".join(
            f'<language id="{n}" xlink:href="https://boutique.example/api/languages/{n}">'
            f"{_cdata(words)}</language>"
            for n, words in told.items()
        )
        return f"\t<{name}>{inside}</{name}>\n"
    return f"\t<{name}>{_cdata(told)}</{name}>\n"


def _part(name: str, rows: Sequence[Row]) -> str:
    each = PARTS[name]
    inside = "".join(f"<{each}>\n{_fields(row)}</{each}>\n" for row in rows)
    return f'<{name} nodeType="{each}" api="{name}">\n{inside}</{name}>\n'


def _cdata(told: object) -> str:
    return "<![CDATA[" + str(told).replace("]]>", "]]]]><![CDATA[>") + "]]>"


def _typed(row: Row) -> Row:
    """Return a row as JSON types it: ids are numbers, one language is a plain text."""
    return {name: _value(name, told) for name, told in row.items()}


def _value(name: str, told: Any) -> Any:
    if name == "associations":
        return {group: [_typed(each) for each in rows] for group, rows in told.items() if rows}
    if isinstance(told, Mapping):
        return next(iter(told.values()), "")
    is_number = name in _NUMBERS or name.startswith(("id_", "product_quantity"))
    shown = str(told)
    return int(shown) if is_number and shown.lstrip("-").isdecimal() else shown
