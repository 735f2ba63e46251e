"""The pytest plugin that leaves out, by name and reason, what cannot run under Wine."""

import pytest

from installer.windows.windows_tests import reason_against


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect what cannot run here."""
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        called = getattr(item, "callspec", None)
        values = list(called.params.values()) if called is not None else []
        fixtures = list(getattr(item, "fixturenames", ()))
        (left_out if reason_against(item.nodeid, fixtures, values) else kept).append(item)
    items[:] = kept
    config.hook.pytest_deselected(items=left_out)
