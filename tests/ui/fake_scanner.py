"""A scanner, or a hand, typing into a window the way the system delivers keys."""

from itertools import count

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QWidget

from merchant_desk.values.key_layouts import GS, POSITION_BY_MAC_KEY, KeyStroke, KeySystem
from tests.scanner_keys import US, keys_of, place_of

OFFSET = 8
ENTER_POSITION, TAB_POSITION, CONTROL_POSITION = 28, 15, 29
NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
META = Qt.KeyboardModifier.MetaModifier
_DEAD = {"^": Qt.Key.Key_Dead_Circumflex, "¨": Qt.Key.Key_Dead_Diaeresis}


class FakeScanner:
    """Types into one window; time passes only as it says, so tests do not wait."""

    def __init__(
        self,
        widget: QWidget,
        layout: str = US,
        *,
        caps: bool = False,
        positions: bool = True,
        system: KeySystem = KeySystem.LINUX,
    ) -> None:
        widget.winId()
        self._widget = widget
        self._layout = layout
        self._caps = caps
        self._positions = positions
        self._system = system
        self.clock = next(_STARTS)
        self.gap_ms = 6

    def window(self) -> QWindow:
        """Return the native window that gets the keys."""
        return self._widget.windowHandle()

    def scan(self, code: str, end: str = "\r") -> None:
        """Read a code and press Enter, Tab or nothing."""
        for key in keys_of(code, self._layout, caps=self._caps, positions=self._positions):
            self.stroke(key)
        if end:
            self.press("\r" if end == "\r" else "\t")

    def type(self, text: str, gap_ms: int) -> None:
        """Type as a hand does."""
        kept, self.gap_ms = self.gap_ms, gap_ms
        for key in keys_of(text, self._layout, positions=self._positions):
            self.stroke(key)
        self.gap_ms = kept

    def stroke(self, key: KeyStroke, *, press_eaten: bool = False) -> None:
        """Press and release one key, with the modifiers it needs."""
        held = (SHIFT if key.shift else NONE) | (self._control if key.ctrl else NONE)
        code = key.position or 0
        dead = _DEAD.get(key.text) if press_eaten else None
        name = dead or (Qt.Key.Key_BracketRight if key.text == GS else ord(key.text.upper()[0]))
        text = "" if dead else key.text
        if key.ctrl:
            self._modifier(QEvent.Type.KeyPress)
        if not press_eaten:
            self.send(QEvent.Type.ShortcutOverride, int(name), held, code, text)
            self.send(QEvent.Type.KeyPress, int(name), held, code, text)
        self.send(QEvent.Type.KeyRelease, int(name), held, code, text)
        if key.ctrl:
            self._modifier(QEvent.Type.KeyRelease)
        self.clock += self.gap_ms

    def press(self, text: str, held: Qt.KeyboardModifier = NONE) -> None:
        """Press and release Enter, Tab or a command."""
        names = {"\r": Qt.Key.Key_Return, "\t": Qt.Key.Key_Tab}
        places = {"\r": ENTER_POSITION, "\t": TAB_POSITION}
        name = int(names.get(text, ord(text.upper()[0])))
        code = places.get(text, 40) if self._positions else 0
        for kind in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
            QEvent.Type.KeyRelease,
        ):
            self.send(kind, name, held, code, text if held == NONE else "")
        self.clock += self.gap_ms

    def hold_down(self, text: str, times: int) -> None:
        """Keep a key down until it has repeated so many times, 30 ms apart."""
        name, code = ord(text.upper()), place_of(text)[0]
        self.send(QEvent.Type.KeyPress, name, NONE, code, text)
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress) * times:
            self.clock += 15
            self.send(kind, name, NONE, code, text, repeated=True)
        self.send(QEvent.Type.KeyRelease, name, NONE, code, text)

    def send(
        self,
        kind: QEvent.Type,
        name: int,
        held: Qt.KeyboardModifier,
        position: int,
        text: str,
        *,
        repeated: bool = False,
    ) -> None:
        """Send one event as the system would."""
        scan_code, key_code = self._numbers(position)
        event = QKeyEvent(kind, name, held, scan_code, key_code, 0, text, repeated)
        event.setTimestamp(self.clock)
        QCoreApplication.sendEvent(self.window(), event)

    def _numbers(self, position: int) -> tuple[int, int]:
        """Return the scan code and the virtual key this system gives for a position."""
        if position == 0:
            return 0, 0
        if self._system is KeySystem.MAC:
            return 1, _MAC_KEYS.get(position, 0x80 + position)
        return (position + OFFSET if self._system is KeySystem.LINUX else position), 0

    def _modifier(self, kind: QEvent.Type) -> None:
        self.send(kind, int(Qt.Key.Key_Control), self._control, CONTROL_POSITION, "")

    @property
    def _control(self) -> Qt.KeyboardModifier:
        """Return what Qt calls the Control key here: on a Mac it says Meta."""
        return META if self._system is KeySystem.MAC else CONTROL


_MAC_KEYS = {position: key for key, position in POSITION_BY_MAC_KEY.items()}
_STARTS = count(100_000, 10_000)
