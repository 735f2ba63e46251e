"""How Shopify answers GraphQL: connections, searches, costs, points that run out, keys."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLNamedOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)
from graphql.type import GraphQLInterfaceType, GraphQLObjectType

Row = dict[str, Any]
Info: TypeAlias = GraphQLResolveInfo[Any]
MOST = 1000
BUCKET = 2000
RESTORED = 100
LARGEST = 250
_MUTATION = 10
_CONNECTION = 2
_TERM = re.compile(r"(\w+):(>=|>|<=|<)?'?([^']*?)'?(?:$| AND )")
_CURSOR = re.compile(r"(.*)\|(\d+)")


class RefusedError(Exception):
    """The whole document is refused; ``code`` is Shopify's."""

    def __init__(self, message: str, code: str) -> None:
        super().__init__(message)
        self.code = code
        self.extensions = {"code": code}


def gid(kind: str, number: object) -> str:
    return f"gid://shopify/{kind}/{number}"


def plain(gid_text: str) -> int:
    """Return the number of a gid; Shopify refuses what is none."""
    found = re.fullmatch(r"gid://shopify/\w+/(\d+)", gid_text)
    if found is None:
        raise RefusedError(f"Invalid global id '{gid_text}'", "argumentLiteralsIncompatible")
    return int(found[1])


def amount(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def cents(written: object) -> int:
    whole, _dot, part = str(written).partition(".")
    return int(whole) * 100 + int((part + "00")[:2])


def bag(value: int, currency: str = "EUR") -> Row:
    return {"shopMoney": {"amount": amount(value), "currencyCode": currency}}


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def connection(
    rows: Sequence[Row], first: int | None, after: str | None = None, sort: str = ""
) -> Row:
    """Return a page: what follows a cursor, which names a value and an id, and no place."""
    if first is None or not 0 < first <= LARGEST:
        raise RefusedError(f"first must be between 1 and {LARGEST}", "BAD_REQUEST")
    keyed = [((str(each.get(sort, "")), index if not sort else _id(each)), each)
             for index, each in enumerate(rows)]  # fmt: skip
    if sort:
        keyed.sort(key=lambda each: each[0])
    if after is not None:
        found = _CURSOR.fullmatch(after)
        if found is None:
            raise RefusedError("Invalid cursor for current pagination sort.", "BAD_REQUEST")
        keyed = [each for each in keyed if each[0] > (found[1], int(found[2]))]
    page = keyed[:first]
    last = "|".join(map(str, page[-1][0])) if page else None
    more = len(keyed) > len(page)
    return {
        "nodes": [each for _key, each in page],
        "pageInfo": {"hasNextPage": more, "endCursor": last},
    }


def _id(row: Row) -> int:
    return plain(row["id"])


def paged(rows: Sequence[Row], show: Callable[[Row], Row] = lambda row: row) -> Callable[..., Row]:
    """Return the resolver of a connection whose order never changes; only a page is shown."""

    def resolve(_info: Info, first: int | None = None, after: str | None = None) -> Row:
        page = connection(rows, first, after)
        return {**page, "nodes": [show(each) for each in page["nodes"]]}

    return resolve


def terms(query: str | None) -> list[tuple[str, str, str]]:
    """Return the terms of a search: the field, how it is compared, the value."""
    return [(name, how or "", value) for name, how, value in _TERM.findall(query or "")]


def compared(value: Any, how: str, wanted: Any) -> bool:
    """Tell whether a value is what a term asks for."""
    if how == ">=":
        return bool(value >= wanted)
    if how == ">":
        return bool(value > wanted)
    return bool(value == wanted)


@dataclass
class Points:
    """The bucket of one app on one shop."""

    now: Callable[[], datetime]
    left: float = BUCKET
    noted_at: datetime | None = None

    def available(self) -> int:
        now = self.now()
        if self.noted_at is not None:
            passed = max(0.0, (now - self.noted_at).total_seconds())
            self.left = min(BUCKET, self.left + passed * RESTORED)
        self.noted_at = now
        return int(self.left)

    def take(self, cost: int) -> None:
        self.left = self.available() - cost

    def told(self, requested: int, actual: int | None) -> Row:
        return {
            "cost": {
                "requestedQueryCost": requested,
                "actualQueryCost": actual,
                "throttleStatus": {
                    "maximumAvailable": float(BUCKET),
                    "currentlyAvailable": self.available(),
                    "restoreRate": float(RESTORED),
                },
            }
        }


def cost_of(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """Return what a document may cost at most: every connection counted full."""
    fragments = {
        each.name.value: each
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    assert not fragments
    total = 0
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            root = schema.get_root_type(each.operation)
            assert root is not None
            total += _selected(schema, each.selection_set, root, variables)
            if each.operation.value == "mutation":
                total += _MUTATION * len(each.selection_set.selections)
    return total


def _selected(
    schema: GraphQLSchema,
    chosen: SelectionSetNode | None,
    kind: GraphQLNamedOutputType,
    variables: Mapping[str, Any],
) -> int:
    total = 0
    for each in chosen.selections if chosen else ():
        if isinstance(each, InlineFragmentNode):
            assert each.type_condition
            inner = schema.type_map[each.type_condition.name.value]
            assert isinstance(inner, GraphQLObjectType)
            total += _selected(schema, each.selection_set, inner, variables)
        elif isinstance(each, FieldNode) and not _left_out(each, variables):
            assert isinstance(kind, GraphQLObjectType | GraphQLInterfaceType)
            total += _field(schema, each, kind, variables)
    return total


def _field(
    schema: GraphQLSchema,
    node: FieldNode,
    kind: GraphQLObjectType | GraphQLInterfaceType,
    variables: Mapping[str, Any],
) -> int:
    field = kind.fields[node.name.value]
    inner = get_named_type(field.type)
    if is_leaf_type(inner):
        return 0
    first = _given(node, "first", variables)
    inside = _selected(schema, node.selection_set, inner, variables)
    if inner.name.endswith("Connection"):
        page = 1 if "pageInfo" in str(node.selection_set) else 0
        return _CONNECTION + int(first or 0) * max(1, inside - page)
    ids = _given(node, "ids", variables)
    if ids is not None:
        return len(ids) * (1 + inside)
    if node.name.value == "nodes":
        return 1 + inside
    return int(first or 1) * (1 + inside)


def _given(node: FieldNode, name: str, variables: Mapping[str, Any]) -> Any:
    """Return an argument, written in the document or handed over beside it."""
    for each in node.arguments or ():
        if each.name.value == name and isinstance(each.value, VariableNode):
            return variables.get(each.value.name.value)
        if each.name.value == name:
            return getattr(each.value, "value", None)
    return None


def _left_out(node: FieldNode, variables: Mapping[str, Any]) -> bool:
    for each in node.directives or ():
        (value,) = [given.value for given in each.arguments or ()]
        if each.name.value == "include" and isinstance(value, VariableNode):
            return not variables.get(value.name.value)
    return False


def key_of(info: Info) -> str:
    """Return the key of this very field; the mutations that need one are refused without."""
    for each in info.field_nodes[0].directives or ():
        if each.name.value == "idempotent":
            (value,) = [given.value for given in each.arguments or ()]
            assert isinstance(value, VariableNode)
            return str(info.variable_values.coerced[value.name.value])
    message = "The @idempotent directive is required for this mutation but was not provided."
    raise RefusedError(message, "BAD_REQUEST")
