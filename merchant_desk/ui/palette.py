"""The colours that Qt's own controls take from the look."""

from PySide6.QtGui import QColor, QPalette

from merchant_desk.ui.tokens import Tokens

_ROLE = QPalette.ColorRole
_DISABLED = QPalette.ColorGroup.Disabled


def palette_for(tokens: Tokens) -> QPalette:
    """Return a palette with every role set, the disabled group included."""
    palette = QPalette()
    for role, colour in _colours(tokens).items():
        palette.setColor(role, QColor(colour))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText):
        palette.setColor(_DISABLED, role, QColor(tokens.text3))
    for role in (_ROLE.Base, _ROLE.Button, _ROLE.Highlight, _ROLE.Accent):
        palette.setColor(_DISABLED, role, QColor(tokens.mute_soft))
    return palette


def _colours(tokens: Tokens) -> dict[QPalette.ColorRole, str]:
    return {
        _ROLE.Window: tokens.bg,
        _ROLE.WindowText: tokens.text,
        _ROLE.Base: tokens.surface,
        _ROLE.AlternateBase: tokens.sunken,
        _ROLE.Text: tokens.text,
        _ROLE.PlaceholderText: tokens.text3,
        _ROLE.Button: tokens.surface,
        _ROLE.ButtonText: tokens.text,
        _ROLE.BrightText: tokens.on_accent,
        _ROLE.ToolTipBase: tokens.float_bg,
        _ROLE.ToolTipText: tokens.float_text,
        _ROLE.Highlight: tokens.accent,
        _ROLE.HighlightedText: tokens.on_accent,
        _ROLE.Accent: tokens.accent,
        _ROLE.Link: tokens.accent_text,
        _ROLE.LinkVisited: tokens.accent_text,
        _ROLE.Light: tokens.surface,
        _ROLE.Midlight: tokens.hover,
        _ROLE.Mid: tokens.border,
        _ROLE.Dark: tokens.line2,
        _ROLE.Shadow: tokens.line2,
    }
