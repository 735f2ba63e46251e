"""Every shop that the contract suite is run against, one at a time."""

from collections.abc import Iterator

import pytest

from tests.storefronts.backend import Backend, CannotRunError
from tests.storefronts.backends import BACKENDS
from tests.storefronts.vendure_backend import VendureBackend, open_vendure


def _named(name: str) -> object:
    """A real server may have to be installed first, once on a machine."""
    marks = (pytest.mark.vendure, pytest.mark.timeout(900)) if name == "vendure" else ()
    return pytest.param(name, marks=marks)


@pytest.fixture(params=[_named(name) for name in sorted(BACKENDS)])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    opening = BACKENDS[request.param]()
    try:
        opened = opening.__enter__()
    except CannotRunError as reason:
        pytest.skip(str(reason))
    try:
        yield opened
    finally:
        opening.__exit__(None, None, None)


@pytest.fixture
def vendure() -> Iterator[VendureBackend]:
    """A real Vendure, for what only it can show."""
    opening = open_vendure()
    try:
        opened = opening.__enter__()
    except CannotRunError as reason:
        pytest.skip(str(reason))
    try:
        yield opened
    finally:
        opening.__exit__(None, None, None)
