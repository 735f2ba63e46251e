"""The barcode scanner that types: its codes are taken out of the keys, wherever the focus is."""

import time
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from merchant_desk.ui.field_snapshot import FieldSnapshot, snapshot_of
from merchant_desk.ui.held_keys import HeldKeys
from merchant_desk.ui.key_burst import KeyBurst
from merchant_desk.ui.key_reading import (
    is_dead,
    is_modifier,
    key_identity,
    stroke_of,
    suffix_of,
    this_system,
)
from merchant_desk.ui.sounds import Sound, Sounds
from merchant_desk.values.calibration import LISTENING, Measured
from merchant_desk.values.clock import utc_now
from merchant_desk.values.key_layouts import KeyStroke, KeySystem
from merchant_desk.values.scan import Scan, scan_of_keys, scan_of_text
from merchant_desk.values.scanner_settings import ScannerSettings, Suffix

__all__ = ["TAKES_SCANS", "Scan", "Scanner", "ScannerSettings"]

TAKES_SCANS = "takesScans"
"""A dialog with this property set to True gets scans; behind any other they are refused."""

_LATE_MS = 15
_MS_PER_S = 1000
_PRESS = QEvent.Type.KeyPress
_RELEASE = QEvent.Type.KeyRelease
_OVERRIDE = QEvent.Type.ShortcutOverride
_INPUT_METHOD = QEvent.Type.InputMethod
_KEY_EVENTS = frozenset({_PRESS, _RELEASE, _OVERRIDE})


class Scanner(QObject):
    """Watches the keys of every window: fast ones become a scan, others are given back.

    ``scanned`` carries a finished scan, ``refused`` one that came behind a dialog. While it is
    ``listening`` for the calibration, every scan goes to ``measured`` and nowhere else.
    """

    scanned = Signal(object)
    refused = Signal(object)
    measured = Signal(object)

    def __init__(
        self,
        sounds: Sounds,
        settings: ScannerSettings | None = None,
        system: KeySystem | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sounds = sounds
        self._system = system or this_system()
        self._burst = KeyBurst(settings or ScannerSettings())
        self._held = HeldKeys()
        self._kept_settings: ScannerSettings | None = None
        self._snapshot: FieldSnapshot | None = None
        self._due = 0.0
        self._waited_again = False
        self._focus: QObject | None = None
        self._silence = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._silence.timeout.connect(self._on_silence)

    @property
    def settings(self) -> ScannerSettings:
        """Return the pace in force."""
        return self._burst.settings

    @settings.setter
    def settings(self, settings: ScannerSettings) -> None:
        self._settle()
        if self._kept_settings is None:
            self._burst = KeyBurst(settings)
        else:
            self._kept_settings = settings

    @property
    def listening(self) -> bool:
        """Tell whether scans go to the calibration."""
        return self._kept_settings is not None

    @listening.setter
    def listening(self, listening: bool) -> None:
        if listening and self._kept_settings is None:
            kept = self.settings
            self.settings = LISTENING
            self._kept_settings = kept
        elif not listening and self._kept_settings is not None:
            kept, self._kept_settings = self._kept_settings, None
            self.settings = kept

    def watch(self, application: QGuiApplication) -> None:
        """Watch every window that gets the keys from now on."""
        application.focusWindowChanged.connect(self._on_focus_window)
        application.focusObjectChanged.connect(self._on_focus_object)
        self._on_focus_window(QGuiApplication.focusWindow())
        self._on_focus_object(QGuiApplication.focusObject())

    def install_on(self, window: QWidget) -> None:
        """Watch the keys of one top-level widget."""
        window.winId()  # makes the native window, without showing it
        self._on_focus_window(window.windowHandle())

    def submit(self, text: str) -> None:
        """Take a code typed by hand, as if it had been scanned."""
        if text.strip():
            self.scanned.emit(scan_of_text(text, utc_now()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See each key once, before any widget."""
        kind = event.type()
        if self._held.replaying:
            return False
        if kind in _KEY_EVENTS and isinstance(watched, QWindow):
            key = cast("QKeyEvent", event)
            if kind == _PRESS:
                return self._on_press(watched, key)
            return self._on_release(watched, key) if kind == _RELEASE else self._on_override(key)
        if kind == _INPUT_METHOD and len(self._burst) and self._snapshot is None:
            return self._on_input_method(watched, cast("QInputMethodEvent", event))
        return False

    def _on_press(self, window: QWindow, event: QKeyEvent) -> bool:
        identity = key_identity(event, self._system)
        if is_modifier(event):
            return False
        if event.isAutoRepeat():
            self._settle()
            return self._held.is_swallowed(identity)
        at = _instant(event)
        suffix = suffix_of(event)
        if suffix is not None and self._burst.ended_by(suffix, at):
            self._commit(suffix, identity)
            return True
        stroke = stroke_of(event, self._system)
        if stroke is None or self._burst.still_overrun(at):
            self._settle()
            self._held.pressed_past(identity)
            return False
        return self._on_character(window, event, stroke, at)

    def _on_character(self, window: QWindow, event: QKeyEvent, stroke: KeyStroke, at: int) -> bool:
        """Hold a character back; let it through where holding it would be felt or is useless."""
        identity = key_identity(event, self._system)
        if not self._burst.goes_on(at):
            self._settle()
        if self._burst.too_long(at):
            self._give_up(at)
            self._held.pressed_past(identity)
            return False
        starts = len(self._burst) == 0
        if starts and stroke.text == " ":
            self._held.pressed_past(identity)
            return False
        if starts and self.settings.felt_when_typing:
            self._snapshot = snapshot_of(QApplication.focusWidget())
        self._burst.add(stroke, at)
        self._wait()
        if self._snapshot is not None:
            self._held.pressed_past(identity)
            return False
        self._held.hold_press(window, event, identity)
        return True

    def _on_release(self, window: QWindow, event: QKeyEvent) -> bool:
        identity = key_identity(event, self._system)
        if is_modifier(event) or event.isAutoRepeat():
            return self._held.is_swallowed(identity) and event.isAutoRepeat()
        if self._held.hold_release(window, event, identity):
            return True
        if self._held.released_past(identity) or len(self._burst) == 0:
            return False
        stroke = stroke_of(event, self._system)
        if stroke is None or (stroke.position is None and not is_dead(event)):
            return False
        at = _instant(event)
        if not self._burst.goes_on(at):
            return False
        self._burst.add(stroke, at)  # the input method of a text field ate the press
        self._held.hold_lone_release(window, event)
        self._wait()
        return True

    def _on_override(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from taking a key that may belong to a scan."""
        if is_modifier(event):
            return False
        at = _instant(event)
        suffix = suffix_of(event)
        ends = suffix is not None and self._burst.ended_by(suffix, at)
        stroke = None if ends else stroke_of(event, self._system)
        if not ends and stroke is None:
            self._settle()
            return False
        if stroke is not None and stroke.text == " " and len(self._burst) == 0:
            return False
        event.accept()
        return True

    def _on_input_method(self, watched: QObject, event: QInputMethodEvent) -> bool:
        if not event.commitString():
            return False
        self._held.hold_commit(watched, event)
        return True

    def _on_silence(self) -> None:
        late = time.monotonic() - self._due > _LATE_MS / _MS_PER_S
        if late and not self._waited_again:
            self._waited_again = True  # the window was busy: keys may be waiting behind this
            self._silence.start(self.settings.gap_ms)
            return
        self._settle()

    def _wait(self) -> None:
        patience = self._burst.patience_ms
        self._waited_again = False
        self._due = time.monotonic() + patience / _MS_PER_S
        self._silence.start(patience)

    def _settle(self) -> None:
        """Decide about what was held, now that nothing more belongs to it."""
        if len(self._burst) == 0:
            return
        if self._burst.proven_by_silence():
            self._commit(Suffix.NONE)
        else:
            self._forget()
            self._held.replay()

    def _give_up(self, at: int) -> None:
        self._forget()
        self._burst.overrun(at)
        self._held.replay()

    def _forget(self) -> None:
        self._silence.stop()
        self._burst.clear()
        self._snapshot = None

    def _commit(self, suffix: Suffix, last_key: int | None = None) -> None:
        """Turn what was held into a scan and hand it on, unless a dialog stands before it."""
        scan = scan_of_keys(self._burst.keys, utc_now())
        measured = Measured(scan, self._burst.gaps_ms, suffix)
        if self._snapshot is not None:
            self._snapshot.restore()
        self._forget()
        self._held.swallow(last_key)
        if self.listening:
            self.measured.emit(measured)
        elif _behind_a_dialog():
            self._sounds.play(Sound.WRONG)
            self.refused.emit(scan)
        else:
            self.scanned.emit(scan)

    def _on_focus_window(self, window: QWindow | None) -> None:
        self._settle()
        if window is not None:
            window.installEventFilter(self)

    def _on_focus_object(self, focus: QObject | None) -> None:
        if self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.removeEventFilter(self)
        self._focus = focus
        if focus is not None:
            focus.installEventFilter(self)


def _instant(event: QKeyEvent) -> int:
    """Return when the key was pressed, by the system; by our clock for made-up events."""
    return event.timestamp() or int(time.monotonic() * _MS_PER_S)


def _behind_a_dialog() -> bool:
    dialog = QApplication.activeModalWidget()
    return dialog is not None and dialog.property(TAKES_SCANS) is not True
