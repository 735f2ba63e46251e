"""Where characters sit on keyboards: a scanner types positions, the layout makes other signs.

Positions are PC set 1 make codes, which are also those of Linux (evdev). Tables read from the
keymaps of xkeyboard-config 2.35; dead keys stand as ``^`` and ``¨``.
"""

from dataclasses import dataclass
from enum import StrEnum

GS = "\x1d"
GS_POSITION = 27  # Ctrl and the key that is ] on a US keyboard

_POSITIONS = (*range(2, 14), *range(16, 28), *range(30, 42), 43, *range(44, 54), 57)
_US = (
    "1234567890-=qwertyuiop[]asdfghjkl;'`\\zxcvbnm,./ ",
    '!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"~|ZXCVBNM<>? ',
)
_SHIFT = (False, True)
_LINUX_OFFSET = 8
_PC_MASK = 0xFF
_PC_EXTENDED = 0x100
_MAC_SCAN_CODE = 1  # what Qt reports for every key there


class KeySystem(StrEnum):
    """Which numbers the keyboard events of this machine carry."""

    WINDOWS = "windows"
    LINUX = "linux"
    MAC = "mac"


class Layout(StrEnum):
    """Layouts whose characters can be brought back to a US keyboard."""

    FRENCH = "fr"
    BELGIAN = "be"
    BEPO = "bepo"
    AFNOR = "afnor"


@dataclass(frozen=True, slots=True)
class KeyStroke:
    """One key as it came: its character here, its position if known, and what was held."""

    text: str
    position: int | None = None
    shift: bool = False
    ctrl: bool = False


LAYOUTS: dict[Layout, tuple[str, str]] = {
    Layout.FRENCH: (
        "&é\"'(-è_çà)=azertyuiop^$qsdfghjklmù²*wxcvbn,;:! ",
        "1234567890°+AZERTYUIOP¨£QSDFGHJKLM%³µWXCVBN?./§ ",
    ),
    Layout.BELGIAN: (
        "&é\"'(§è!çà)-azertyuiop^$qsdfghjklmù²µwxcvbn,;:= ",
        "1234567890°_AZERTYUIOP¨*QSDFGHJKLM%³£WXCVBN?./+ ",
    ),
    Layout.BEPO: (
        "\"«»()@+-/*=%bépoè^vdljzwauie,ctsrnm$çàyx.k'qghf ",
        "1234567890°`BÉPOÈ!VDLJZWAUIE;CTSRNM#ÇÀYX:K?QGHF\u00a0",
    ),
    Layout.AFNOR: (
        "àéèê()‘’«»'^azertyuiop-+qsdfghjklm/@*wxcvbn.,:; ",
        '1234567890"¨AZERTYUIOP–±QSDFGHJKLM\\#½WXCVBN?!…= ',
    ),
}

US_BY_POSITION: dict[int, tuple[str, str]] = dict(
    zip(_POSITIONS, zip(*_US, strict=True), strict=True)
)

POSITION_BY_MAC_KEY: dict[int, int] = dict(
    zip(
        (
            *(0x12, 0x13, 0x14, 0x15, 0x17, 0x16, 0x1A, 0x1C, 0x19, 0x1D, 0x1B, 0x18),
            *(0x0C, 0x0D, 0x0E, 0x0F, 0x11, 0x10, 0x20, 0x22, 0x1F, 0x23, 0x21, 0x1E),
            *(0x00, 0x01, 0x02, 0x03, 0x05, 0x04, 0x26, 0x28, 0x25, 0x29, 0x27, 0x32),
            *(0x2A, 0x06, 0x07, 0x08, 0x09, 0x0B, 0x2D, 0x2E, 0x2B, 0x2F, 0x2C, 0x31),
        ),
        _POSITIONS,
        strict=True,
    )
)


def _back_to_us(layout: Layout, *, shift_inverted: bool) -> dict[str, str]:
    """Return what each character of a layout would have been on a US keyboard."""
    table: dict[str, str] = {}
    for row, shift in zip(LAYOUTS[layout], _SHIFT, strict=True):
        wanted = _US[shift is not shift_inverted]
        for character, us in zip(row, wanted, strict=True):
            table.setdefault(character, us)
    for character, us in list(table.items()):
        if not character.isascii():  # Caps Lock makes É of é: the same key, not shifted
            table.setdefault(character.upper(), us)
    return table | {GS: GS}


_TABLES = {
    (layout, inverted): _back_to_us(layout, shift_inverted=inverted)
    for layout in Layout
    for inverted in _SHIFT
}


def us_text_of(text: str, layout: Layout, *, shift_inverted: bool = False) -> str | None:
    """Return what a scanner set to US keys meant, or None when a sign is not of this layout.

    ``shift_inverted``: Caps Lock of Windows, which shifts the digits of AZERTY too.
    """
    table = _TABLES[layout, shift_inverted]
    found = [table.get(character) for character in text]
    return None if None in found else "".join(each for each in found if each is not None)


def us_text_by_position(keys: tuple[KeyStroke, ...]) -> str | None:
    """Return what the pressed positions mean on a US keyboard; Caps Lock plays no part."""
    if not any(key.position in US_BY_POSITION for key in keys):
        return None
    return "".join(_us_character(key) for key in keys)


def _us_character(key: KeyStroke) -> str:
    if is_group_separator(key):
        return GS
    pair = None if key.position is None else US_BY_POSITION.get(key.position)
    return key.text if pair is None else pair[key.shift]  # the numeric pad says what it means


def is_group_separator(key: KeyStroke) -> bool:
    """Tell whether the key is the separator of GS1 symbols (FNC1), typed as Ctrl and ]."""
    return key.text == GS or (
        key.ctrl and (key.position == GS_POSITION or (key.position is None and key.text in "]$"))
    )


def position_of(system: KeySystem, scan_code: int, virtual_key: int) -> int | None:
    """Return the position of a key from what the system says of it; None for made-up keys."""
    if system is KeySystem.MAC:
        return POSITION_BY_MAC_KEY.get(virtual_key) if scan_code == _MAC_SCAN_CODE else None
    if system is KeySystem.LINUX:
        return scan_code - _LINUX_OFFSET if scan_code > _LINUX_OFFSET else None
    code = scan_code & _PC_MASK
    return None if code == 0 or scan_code & _PC_EXTENDED else code
