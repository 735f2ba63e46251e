"""How a Magento shop searches: groups of filters, sorting, pages, and the cutting of fields."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

Row = dict[str, Any]
_FILTER = re.compile(
    r"searchCriteria\[filter_?[gG]roups\]\[(\d+)\]\[filters\]\[(\d+)\]\[(\w+)\]", re.ASCII
)
_SORT = re.compile(r"searchCriteria\[sortOrders\]\[(\d+)\]\[(\w+)\]", re.ASCII)
_MISSING = {
    "message": '"%fieldName" is required. Enter and try again.',
    "parameters": {"fieldName": "searchCriteria"},
}


class SearchRefusedError(Exception):
    """What Magento answers with 400."""

    def __init__(self, body: Row) -> None:
        super().__init__(body)
        self.body = body


def search(rows: Iterable[Row], query: Sequence[tuple[str, str]], entity_id: str) -> Row:
    """Return the answer to a search; ``entity_id`` is the name that rows give their number."""
    asked = dict(query)
    if not any(name.startswith("searchCriteria") for name in asked):
        raise SearchRefusedError(_MISSING)
    groups = _filters(asked)
    found = [
        row
        for row in rows
        if all(any(_holds(row, each, entity_id) for each in group) for group in groups)
    ]
    for field, direction in reversed(_sorts(asked)):
        found.sort(key=lambda row: _key(_value(row, field, entity_id)), reverse=direction == "DESC")
    size = int(asked.get("searchCriteria[pageSize]", "0")) or len(found) or 1
    page = int(asked.get("searchCriteria[currentPage]", "1"))
    shown = found[(page - 1) * size : page * size]
    answer = {"items": shown, "search_criteria": {}, "total_count": len(found)}
    return cut(answer, asked["fields"]) if "fields" in asked else answer


def cut(answer: Row, fields: str) -> Row:
    """Keep the fields that were asked for; an empty list becomes null, as it does in Magento."""
    kept: Row = _cut(answer, _tree(fields))
    if not answer["items"]:
        kept["items"] = None
    return kept


def _cut(value: Any, tree: Mapping[str, Any]) -> Any:
    if not tree:
        return value
    if isinstance(value, list):
        return [_cut(each, tree) for each in value]
    if isinstance(value, dict):
        return {name: _cut(value[name], inner) for name, inner in tree.items() if name in value}
    return value


def _tree(fields: str) -> Row:
    root: Row = {}
    stack, name = [root], ""
    for sign in f"{fields},":
        if sign == "[":
            stack.append(stack[-1].setdefault(name, {}))
            name = ""
        elif sign in ",]":
            if name:
                stack[-1].setdefault(name, {})
            name = ""
            if sign == "]":
                stack.pop()
        else:
            name += sign
    return root


def _filters(asked: Mapping[str, str]) -> list[list[Row]]:
    groups: dict[int, dict[int, Row]] = {}
    for name, value in asked.items():
        match = _FILTER.fullmatch(name)
        if match:
            group = groups.setdefault(int(match[1]), {})
            group.setdefault(int(match[2]), {})[match[3].replace("_t", "T")] = value
    return [list(each.values()) for each in groups.values()]


def _sorts(asked: Mapping[str, str]) -> list[tuple[str, str]]:
    orders: dict[int, Row] = {}
    for name, value in asked.items():
        match = _SORT.fullmatch(name)
        if match:
            orders.setdefault(int(match[1]), {})[match[2]] = value
    return [(each["field"], each.get("direction", "DESC")) for _n, each in sorted(orders.items())]


def _value(row: Row, field: str, entity_id: str) -> Any:
    return row.get(entity_id if field == "entity_id" else field)


def _holds(row: Row, where: Row, entity_id: str) -> bool:
    value, asked = _value(row, where["field"], entity_id), where["value"]
    condition = where.get("conditionType", "eq")
    if value is None:
        return False
    if condition == "in":
        return any(_key(value) == _key(each) for each in asked.split(","))
    ours, theirs = _key(value), _key(asked)
    return {
        "eq": ours == theirs,
        "neq": ours != theirs,
        "gt": ours > theirs,
        "gteq": ours >= theirs,
        "lt": ours < theirs,
        "lteq": ours <= theirs,
    }[condition]


def _key(value: Any) -> tuple[int, Decimal, str]:
    """Return what a value is compared by: numbers as such, words whatever their case."""
    try:
        return (0, Decimal(str(value)), "")
    except InvalidOperation:
        return (1, Decimal(0), str(value).lower())
