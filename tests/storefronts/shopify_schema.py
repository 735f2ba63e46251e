"""The published schemas of Shopify's Admin API, and the part of one that our documents touch.

    python -m tests.storefronts.shopify_schema     write shopify.graphql anew

The schemas are 11 MB each and lie in an npm package; they are fetched once into the user's cache.
"""

import gzip
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import platformdirs
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLSchema,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_client_schema,
    build_schema,
    get_named_type,
    is_specified_scalar_type,
    parse,
    visit,
)
from graphql.language import FieldNode

from merchant_desk.connectors.shopify import documents, order_deeds
from merchant_desk.connectors.shopify.calls import VERSION

PACKAGE = "@shopify/dev-mcp@1.16.0"
VERSIONS = ("2026-04", "2026-07", "2026-10")
TRIMMED = Path(__file__).with_name("shopify.graphql")
_MEMBER = "package/dist/data/admin_{version}.json.gz"
_PATIENCE_S = 90
_PICTURE = "MediaImage"  # the kind of media that the fake shows
_RETURNED = "ReturnLineItem"  # the kind of line that its returns have
_INPUTS = frozenset(
    {"InventorySetQuantitiesInput", "InventoryQuantityInput", "ProductVariantsBulkInput",
     "MetafieldInput", "InventoryItemInput", "InventoryItemMeasurementInput", "WeightInput",
     "ProductSetInput", "OptionSetInput", "OptionValueSetInput", "ProductVariantSetInput",
     "VariantOptionValueInput", "ProductSetInventoryInput", "ProductUpdateInput",
     "ProductIdentifierInput", "MetafieldsSetInput", "FulfillmentInput", "RefundInput",
     "FulfillmentOrderLineItemsInput", "FulfillmentOrderLineItemInput", "FulfillmentTrackingInput",
     "RefundLineItemInput", "ShippingRefundInput", "OrderTransactionInput"}
)  # fmt: skip


class SchemaAbsentError(Exception):
    """The published schemas cannot be had here; the text says why."""


def our_documents() -> Mapping[str, str]:
    """Return every document the connector can send, by name."""
    return {
        name: value
        for module in (documents, order_deeds)
        for name, value in vars(module).items()
        if isinstance(value, str) and value.lstrip().startswith(("query", "mutation"))
    }


def published(version: str) -> GraphQLSchema:
    """Return the schema of one version as Shopify published it, or raise SchemaAbsentError."""
    kept = Path(platformdirs.user_cache_dir("merchant-desk-tests")) / "shopify"
    path = kept / f"admin_{version}.json.gz"
    if not path.exists():
        reason = _fetched(kept)
        if reason:
            raise SchemaAbsentError(reason)
    told = json.loads(gzip.decompress(path.read_bytes()))
    schema = build_client_schema(told["data"])
    schema._validation_errors = []  # it breaks a rule of graphql-core about deprecated fields
    return schema


@cache
def trimmed() -> GraphQLSchema:
    """Return the part of the pinned version that our documents touch; it is always here."""
    return build_schema(TRIMMED.read_text(encoding="utf-8"), assume_valid=True)


@cache
def _fetched(kept: Path) -> str:
    """Fetch the schemas once; return why it cannot be done, and do not try for each test."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is missing: Shopify's published schemas cannot be fetched."
    kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, "--pack-destination", folder, "--silent"]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE_S)  # noqa: S603 - npm itself, nothing of it comes from outside
        except (OSError, subprocess.SubprocessError):
            return f"npm could not fetch {PACKAGE} from its registry."
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            for version in VERSIONS:
                member = packed.extractfile(_MEMBER.format(version=version))
                assert member is not None
                part = kept / f"{version}.{os.getpid()}.part"
                part.write_bytes(member.read())
                part.replace(kept / f"admin_{version}.json.gz")
    return ""


class _Touched(Visitor):
    """Collects which fields of which types, with which arguments, the documents ask for."""

    def __init__(self, info: TypeInfo) -> None:
        super().__init__()
        self.info = info
        self.fields: dict[str, dict[str, set[str]]] = {}

    def enter_field(self, node: FieldNode, *_rest: object) -> None:
        parent = self.info.get_parent_type()
        if parent is None or node.name.value.startswith("__"):
            return
        asked = self.fields.setdefault(parent.name, {}).setdefault(node.name.value, set())
        asked |= {each.name.value for each in node.arguments or ()}


def trimmed_text(schema: GraphQLSchema) -> str:
    """Return the part of a schema that our documents touch, in the schema language."""
    touched = _Touched(TypeInfo(schema))
    for document in our_documents().values():
        visit(parse(document), TypeInfoVisitor(touched.info, touched))
    asked = {_PICTURE: touched.fields.get("Media", {}), **touched.fields}
    shared = touched.fields.get("ReturnLineItemType", {})
    asked[_RETURNED] = {**shared, **touched.fields.get(_RETURNED, {})}
    parts = dict(_types(schema, asked))
    query, mutation = schema.query_type, schema.mutation_type
    assert query
    assert mutation
    head = [
        f"# Admin API {VERSION}, cut to what our documents touch: python -m {__spec__.name}",
        f"schema {{\n  query: {query.name}\n  mutation: {mutation.name}\n}}",
        "directive @idempotent(key: String!) on FIELD",
    ]
    return "\n\n".join(head + [parts[name] for name in sorted(parts)]) + "\n"


def _types(
    schema: GraphQLSchema, touched: Mapping[str, Mapping[str, set[str]]]
) -> Iterator[tuple[str, str]]:
    waiting, seen = [*touched, *_INPUTS], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        kind = schema.type_map[name]
        if is_specified_scalar_type(kind):
            continue
        lines, needed = _lines(kind, touched.get(name, {}))
        waiting += needed
        yield name, f"{_head(kind, touched)} {{\n{lines}\n}}" if lines else f"scalar {name}"


def _head(kind: GraphQLNamedType, touched: Mapping[str, object]) -> str:
    if isinstance(kind, GraphQLObjectType):
        faces = [
            each.name for each in kind.interfaces if each.name in touched or each.name == "Node"
        ]
        return f"type {kind.name}" + (f" implements {' & '.join(faces)}" if faces else "")
    if isinstance(kind, GraphQLInterfaceType):
        return f"interface {kind.name}"
    return f"{'enum' if isinstance(kind, GraphQLEnumType) else 'input'} {kind.name}"


def _lines(kind: GraphQLNamedType, asked: Mapping[str, set[str]]) -> tuple[str, list[str]]:
    """Return the inside of a type and the names of the types it needs."""
    if isinstance(kind, GraphQLEnumType):
        return "\n".join(f"  {each}" for each in kind.values), []
    if isinstance(kind, GraphQLInputObjectType):
        kept = {
            name: field.type
            for name, field in kind.fields.items()
            if isinstance(get_named_type(field.type), GraphQLScalarType | GraphQLEnumType)
            or get_named_type(field.type).name in _INPUTS
        }
        needed = [get_named_type(each).name for each in kept.values()]
        return "\n".join(f"  {name}: {of}" for name, of in kept.items()), needed
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return "", []
    return _fields(kind, asked)


def _fields(
    kind: GraphQLObjectType | GraphQLInterfaceType, asked: Mapping[str, set[str]]
) -> tuple[str, list[str]]:
    lines, needed = [], []
    for name in sorted({*asked, *({"id"} & set(kind.fields))}):
        field = kind.fields[name]
        given = {each: field.args[each].type for each in sorted(asked.get(name, ()))}
        shown = ", ".join(f"{each}: {of}" for each, of in given.items())
        lines.append(f"  {name}{f'({shown})' if shown else ''}: {field.type}")
        needed += [get_named_type(each).name for each in (field.type, *given.values())]
    return "\n".join(lines), needed


if __name__ == "__main__":
    TRIMMED.write_text(trimmed_text(published(VERSION)), encoding="utf-8")
