from tests.ui.conftest import _nothing_is_collected_in_a_lane

__all__ = ["_nothing_is_collected_in_a_lane"]
