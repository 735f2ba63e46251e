"""What WordPress plugins write beside the fields of WooCommerce: meta data, by key."""

from collections.abc import Mapping, Sequence
from typing import Any

from merchant_desk.sync.record_fields import Body, rows, text


def metadata(data: Body) -> dict[str, Any]:
    """Return the meta data by key; the last of a key wins, as in WordPress' own screens."""
    return {
        entry["key"]: entry.get("value")
        for entry in rows(data, "meta_data")
        if type(entry.get("key")) is str
    }


def first_meta(meta: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first of these meta that says something; objects are asked for their id."""
    for key in keys:
        value = meta.get(key)
        if type(value) is dict:
            value = value.get("id") or value.get("code")
        shown = text(value)
        if shown:
            return shown
    return ""
