"""A scanner set to a US keyboard, plugged into a computer with another layout."""

from merchant_desk.values.key_layouts import (
    GS,
    GS_POSITION,
    LAYOUTS,
    US_BY_POSITION,
    KeyStroke,
    Layout,
)

US = "us"
LAYOUT_NAMES = (US, *Layout)
_PLACES = {
    character: (position, bool(shift))
    for position, pair in US_BY_POSITION.items()
    for shift, character in enumerate(pair)
}


def place_of(character: str) -> tuple[int, bool]:
    """Return the position a US scanner presses for a character, and whether with Shift."""
    return _PLACES[character]


def sign_at(layout: str, position: int, *, shift: bool, caps: bool) -> str:
    """Return what the computer makes of a key (Caps Lock as Linux does: letters only)."""
    if layout == US:
        sign = US_BY_POSITION[position][shift]
    else:
        sign = LAYOUTS[Layout(layout)][shift][list(US_BY_POSITION).index(position)]
    return sign.swapcase() if caps and len(sign.swapcase()) == 1 else sign


def keys_of(
    code: str, layout: str, *, caps: bool = False, positions: bool = True
) -> tuple[KeyStroke, ...]:
    """Return the keys that arrive when the scanner reads a code."""
    keys = []
    for character in code:
        if character == GS:
            keys.append(KeyStroke(GS, GS_POSITION if positions else None, ctrl=True))
            continue
        position, shift = place_of(character)
        sign = sign_at(layout, position, shift=shift, caps=caps)
        keys.append(KeyStroke(sign, position if positions else None, shift))
    return tuple(keys)
