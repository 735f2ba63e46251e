"""Which département or collectivity a postcode belongs to, as the law of soldes counts them."""

_ISLANDS = {"97133": "977", "97150": "978"}  # Saint-Barthélemy, Saint-Martin
_CORSICA, _SOUTH = "20", ("200", "201")
_LENGTH = 5


def zone_of(postcode: str) -> str | None:
    """Return ``75``, ``2A``, ``974``; None for what is no postcode of theirs."""
    code = "".join(postcode.split())
    if len(code) != _LENGTH or not (code.isascii() and code.isdecimal()):
        return None
    if code in _ISLANDS:
        return _ISLANDS[code]
    if code.startswith("97"):
        return code[:3] if "971" <= code[:3] <= "978" else None
    if code.startswith(_CORSICA):
        return "2A" if code.startswith(_SOUTH) else "2B"
    return code[:2] if "01" <= code[:2] <= "95" else None
