"""Every shop that the contract suite is run against, by name."""

from collections.abc import Mapping

from tests.storefronts.backend import OpenBackend

BACKENDS: Mapping[str, OpenBackend] = {}
