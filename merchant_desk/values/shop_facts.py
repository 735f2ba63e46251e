"""What a probe found, as it is kept with the account."""

import json
from dataclasses import asdict, replace
from typing import Any

from merchant_desk.values.remote import (
    RemoteLocation,
    RemoteOrderState,
    RemoteState,
    ShopFacts,
)

_NONE = ShopFacts(
    name="",
    version="",
    currency="EUR",
    time_zone="Europe/Paris",
    prices_include_tax=True,
    identity="",
    clock_skew_s=0,
    can_write=True,
)


def facts_text(facts: ShopFacts) -> str:
    """Return the facts as JSON."""
    return json.dumps(asdict(facts), sort_keys=True)


def read_facts(kept: str) -> ShopFacts:
    """Return facts that were kept; what is not understood is as if the probe had not said it."""
    try:
        data: dict[str, Any] = json.loads(kept)
        plain = {
            name: data[name]
            for name, value in asdict(_NONE).items()
            if type(data.get(name)) is type(value) and not isinstance(value, tuple)
        }
        return replace(
            _NONE,
            **plain,
            problems=tuple(map(str, data.get("problems", ()))),
            rights_missing=tuple(map(str, data.get("rights_missing", ()))),
            locations=tuple(RemoteLocation(**each) for each in data.get("locations", ())),
            order_states=tuple(
                RemoteOrderState(each["word"], each["label"], RemoteState(each["state"]))
                for each in data.get("order_states", ())
            ),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return _NONE
