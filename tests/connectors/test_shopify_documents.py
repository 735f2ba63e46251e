"""Every document the Shopify connector can send, held to the schemas that Shopify publishes."""

import pytest
from graphql import GraphQLSchema, parse, validate

from merchant_desk.connectors.shopify.calls import VERSION
from tests.storefronts.shopify_graph import MOST, cost_of
from tests.storefronts.shopify_schema import (
    TRIMMED,
    VERSIONS,
    SchemaAbsentError,
    our_documents,
    published,
    trimmed,
    trimmed_text,
)

KEYED = ("inventorySetQuantities", "inventoryActivate", "refundCreate")
SMALLEST = {"first": 1, "lines": 10, "units": 10, "people": True, "parcels": True, "coded": True}


@pytest.fixture(scope="module", params=VERSIONS)
def schema(request: pytest.FixtureRequest) -> GraphQLSchema:
    try:
        return published(request.param)
    except SchemaAbsentError as reason:
        pytest.skip(str(reason))


def problems(schema: GraphQLSchema, document: str) -> list[str]:
    return [each.message for each in validate(schema, parse(document))]


def test_every_document_fits_the_published_version(schema: GraphQLSchema) -> None:
    assert our_documents()
    assert [each for text in our_documents().values() for each in problems(schema, text)] == []


def test_a_misspelt_field_is_seen(schema: GraphQLSchema) -> None:
    assert problems(schema, "query { shop { name currencyCod } }")


def test_the_version_that_is_asked_for_is_one_of_those_checked() -> None:
    assert VERSION in VERSIONS


def test_the_schema_kept_here_is_the_part_of_the_published_one_that_is_used() -> None:
    try:
        whole = published(VERSION)
    except SchemaAbsentError as reason:
        pytest.skip(str(reason))

    assert TRIMMED.read_text(encoding="utf-8") == trimmed_text(whole)


@pytest.mark.parametrize("name", sorted(our_documents()))
def test_every_document_fits_the_schema_kept_here(name: str) -> None:
    assert problems(trimmed(), our_documents()[name]) == []


@pytest.mark.parametrize("name", sorted(our_documents()))
def test_no_document_can_cost_more_than_a_shop_allows_at_its_smallest(name: str) -> None:
    ids = 5 if name == "REFUNDS" else 100
    document = parse(our_documents()[name])

    assert cost_of(trimmed(), document, {**SMALLEST, "ids": ["x"] * ids}) <= MOST


def test_what_must_not_be_done_twice_carries_a_key() -> None:
    for document in our_documents().values():
        for name in KEYED:
            if f" {name}(" in document:
                assert "@idempotent(key: $key)" in document
