"""From a key event of Qt to a key stroke, or to what else the key is."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from merchant_desk.values.key_layouts import GS, GS_POSITION, KeyStroke, KeySystem, position_of
from merchant_desk.values.scanner_settings import Suffix

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_META = Qt.KeyboardModifier.MetaModifier
_SUFFIXES = {
    int(Qt.Key.Key_Return): Suffix.ENTER,
    int(Qt.Key.Key_Enter): Suffix.ENTER,
    int(Qt.Key.Key_Tab): Suffix.TAB,
}
_MODIFIER_KEYS = frozenset(
    int(key)
    for key in (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    )
)
_DEAD_SIGNS = {
    int(Qt.Key.Key_Dead_Circumflex): "^",
    int(Qt.Key.Key_Dead_Diaeresis): "¨",
    int(Qt.Key.Key_Dead_Grave): "`",
    int(Qt.Key.Key_Dead_Acute): "´",
    int(Qt.Key.Key_Dead_Tilde): "~",
}


def this_system() -> KeySystem:
    """Return which numbers the key events of this machine carry."""
    return {"win32": KeySystem.WINDOWS, "darwin": KeySystem.MAC}.get(sys.platform, KeySystem.LINUX)


def is_modifier(event: QKeyEvent) -> bool:
    """Tell whether the key only changes others: alone it never breaks a burst."""
    return event.key() in _MODIFIER_KEYS


def is_dead(event: QKeyEvent) -> bool:
    """Tell whether the key waits for the next one to make an accented letter."""
    return event.key() in _DEAD_SIGNS


def suffix_of(event: QKeyEvent) -> Suffix | None:
    """Return Enter or Tab, when the key is one of them and nothing else is held."""
    if event.modifiers() & (_SHIFT | _CONTROL | _ALT | _META):
        return None
    return _SUFFIXES.get(event.key())


def key_identity(event: QKeyEvent, system: KeySystem) -> int:
    """Return what is the same when a key goes down and when it comes up."""
    code = event.nativeVirtualKey() if system is KeySystem.MAC else event.nativeScanCode()
    return -code - 1 if event.nativeScanCode() else event.key()


def stroke_of(event: QKeyEvent, system: KeySystem) -> KeyStroke | None:
    """Return the character a key makes, or None when it makes none."""
    held = event.modifiers()
    position = position_of(system, event.nativeScanCode(), event.nativeVirtualKey())
    shift = bool(held & _SHIFT)
    text = event.text() or _DEAD_SIGNS.get(event.key(), "")
    if text == GS or (position == GS_POSITION and _control_alone(held, system)):
        return KeyStroke(GS, position, shift, ctrl=True)
    if _is_command(held, system) or not text.isprintable() or not text:
        return None
    return KeyStroke(text, position, shift)


def _control_alone(held: Qt.KeyboardModifier, system: KeySystem) -> bool:
    control = _META if system is KeySystem.MAC else _CONTROL  # Qt swaps the two there
    return bool(held & control) and not held & _ALT


def _is_command(held: Qt.KeyboardModifier, system: KeySystem) -> bool:
    """Tell whether the key is a shortcut; AltGr (Ctrl+Alt on Windows) makes characters."""
    if held & _META:
        return True
    if system is KeySystem.MAC:
        return bool(held & _CONTROL)
    return bool(held & _CONTROL) is not bool(held & _ALT)
