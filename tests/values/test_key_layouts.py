import pytest

from merchant_desk.values.key_layouts import (
    LAYOUTS,
    POSITION_BY_MAC_KEY,
    US_BY_POSITION,
    KeyStroke,
    KeySystem,
    is_group_separator,
    position_of,
    us_text_by_position,
)


@pytest.mark.parametrize(
    ("system", "scan_code", "virtual_key", "position"),
    [
        (KeySystem.LINUX, 10, 0, 2),
        (KeySystem.LINUX, 0, 0, None),
        (KeySystem.LINUX, 8, 0, None),
        (KeySystem.WINDOWS, 2, 0x31, 2),
        (KeySystem.WINDOWS, 0x102, 0x31, None),
        (KeySystem.WINDOWS, 0, 0x31, None),
        (KeySystem.MAC, 1, 0x12, 2),
        (KeySystem.MAC, 1, 0x00, 30),
        (KeySystem.MAC, 1, 0x7F, None),
        (KeySystem.MAC, 0, 0x00, None),
    ],
)
def test_each_system_names_positions_its_own_way(
    system: KeySystem, scan_code: int, virtual_key: int, position: int | None
) -> None:
    assert position_of(system, scan_code, virtual_key) == position


def test_the_tables_cover_the_same_forty_eight_keys() -> None:
    assert len(US_BY_POSITION) == 48
    assert set(POSITION_BY_MAC_KEY.values()) == set(US_BY_POSITION)
    assert {len(row) for rows in LAYOUTS.values() for row in rows} == {48}


def test_the_numeric_pad_means_what_it_says() -> None:
    keys = (KeyStroke("3", 4), KeyStroke("7", 71))

    assert us_text_by_position(keys) == "37"


@pytest.mark.parametrize(
    ("key", "separator"),
    [
        (KeyStroke("\x1d", 27, ctrl=True), True),
        (KeyStroke("$", 27, ctrl=True), True),
        (KeyStroke("\x1d"), True),
        (KeyStroke("$", None, ctrl=True), True),
        (KeyStroke("$", 27), False),
        (KeyStroke("c", 46, ctrl=True), False),
    ],
)
def test_the_gs1_separator_is_ctrl_and_the_closing_bracket(key: KeyStroke, separator: bool) -> None:
    assert is_group_separator(key) is separator
