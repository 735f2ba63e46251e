"""Answers of the sample storefront: refusals and lists as the real one words and pages them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlencode

from merchant_desk.demo.shop_records import Json
from merchant_desk.values.clock import PARIS

_LARGEST_PAGE = 100
_SORTED_BY = {"date": "date_created_gmt", "modified": "date_modified_gmt"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server sends back."""

    status: int
    body: object
    headers: Mapping[str, str] = field(default_factory=dict)


class RefusalError(Exception):
    """The shop says no, in WordPress' own words."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refusal(status: int, code: str, message: str, **data: object) -> RefusalError:
    """Return a refusal as the REST API of WordPress writes it."""
    body = {"code": code, "message": message, "data": {"status": status, **data}}
    return RefusalError(Answer(status, body))


def not_a_route() -> RefusalError:
    """Return what WordPress says of an address that means nothing to it."""
    message = "No route was found matching the URL and request method."
    return refusal(404, "rest_no_route", message)


def invalid_id(kind: str, status: int = 404) -> RefusalError:
    """Return what WooCommerce says of an id it does not know."""
    return refusal(status, f"woocommerce_rest_{kind}_invalid_id", "Invalid ID.")


def listed(records: Iterable[Json], query: Mapping[str, str], path: str, base: str) -> Answer:
    """Return one page of the records a query asks for, with the headers that count them."""
    per_page = _bounded(query, "per_page", 10)
    page = int(query.get("page", "1") or 1)
    chosen = [record for record in records if _matches(record, query)]
    name = _SORTED_BY.get(query.get("orderby", "date"), "id")
    chosen.sort(
        key=lambda each: ("" if name == "id" else str(each.get(name)), each["id"]),
        reverse=query.get("order", "desc") != "asc",
    )
    begin = int(query.get("offset") or (page - 1) * per_page)
    shown = chosen[begin : begin + per_page]
    past_the_end = page > 1 and not shown
    total = 0 if past_the_end else len(chosen)
    pages = -(-total // per_page)
    headers = {"X-WP-Total": str(total), "X-WP-TotalPages": str(pages)}
    if page < pages:
        following = urlencode({**query, "page": str(page + 1)})
        headers["Link"] = f'<{base}{path}?{following}>; rel="next"'
    return Answer(200, shown, headers)


def only_fields(body: object, names: str) -> object:
    """Return the body with the fields asked for alone."""
    if not names:
        return body
    wanted = set(names.split(","))
    if isinstance(body, list):
        return [only_fields(each, names) for each in body]
    if isinstance(body, dict) and "code" not in body:
        return {key: value for key, value in body.items() if key in wanted}
    return body


def _bounded(query: Mapping[str, str], name: str, usual: int) -> int:
    value = int(query.get(name, usual))
    if 1 <= value <= _LARGEST_PAGE:
        return value
    sentence = f"{name} must be between 1 (inclusive) and {_LARGEST_PAGE} (inclusive)"
    raise refusal(
        400,
        "rest_invalid_param",
        f"Invalid parameter(s): {name}",
        params={name: sentence},
        details={name: {"code": "rest_out_of_bounds", "message": sentence, "data": None}},
    )


def _matches(record: Json, query: Mapping[str, str]) -> bool:
    wanted = query.get("status", "any").split(",")
    status = record["status"]
    if "any" in wanted:
        if status == "trash":
            return False
    elif status not in wanted:
        return False
    if not all(record.get(name) in query[name].split(",") for name in _LISTED if name in query):
        return False
    if "include" in query and str(record["id"]) not in query["include"].split(","):
        return False
    return all(_is_after(record, query, asked, told) for asked, told in _AFTER if asked in query)


_LISTED = ("sku", "global_unique_id")
_AFTER = (("modified_after", "date_modified_gmt"), ("after", "date_created_gmt"))


def _is_after(record: Json, query: Mapping[str, str], name: str, field: str) -> bool:
    """Strictly greater, to the second; in the time zone of the shop unless told otherwise."""
    asked = datetime.fromisoformat(query[name])
    if asked.tzinfo is None:
        zone = UTC if query.get("dates_are_gmt") == "true" else PARIS
        asked = asked.replace(tzinfo=zone)
    try:
        told = datetime.fromisoformat(f"{record[field]}+00:00")
    except ValueError:
        return False
    return told > asked.astimezone(UTC).replace(microsecond=0)


def refuse_too_many(items: Sequence[Json]) -> None:
    """Refuse more than a hundred items to make, change and delete together."""
    if len(items) > _LARGEST_PAGE:
        message = "Unable to accept more than 100 items for this request."
        raise refusal(413, "woocommerce_rest_request_entity_too_large", message)


def batch(updates: Sequence[Json], change: Callable[[Json], Json]) -> list[Json]:
    """Return what became of each item; one that fails says so and the others go on."""
    results: list[Json] = []
    for update in updates:
        try:
            results.append(change(update))
        except RefusalError as refused:
            results.append({"id": update.get("id", 0), "error": refused.answer.body})
    return results
