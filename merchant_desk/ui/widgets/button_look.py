"""How each kind of button is coloured in each of its states."""

from dataclasses import dataclass
from enum import StrEnum

from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tokens


class Kind(StrEnum):
    """How much a button asks to be pressed; one primary action a page."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    LINK = "link"
    FLOATING = "floating"
    HERO = "hero"


class Press(StrEnum):
    """What the pointer or the key does to a button."""

    REST = "rest"
    HOVER = "hover"
    DOWN = "down"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """Fill, edge, ink of text and icon, and the ring of the focus; empty means none."""

    fill: str
    edge: str
    ink: str
    icon: str
    ring: str


ROLES = {
    Kind.PRIMARY: Role.BOLD,
    Kind.DANGER: Role.BOLD,
    Kind.HERO: Role.BOLD,
    Kind.LINK: Role.BOLD,
    Kind.SECONDARY: Role.STRONG,
    Kind.QUIET: Role.STRONG,
    Kind.FLOATING: Role.STRONG,
}
_WHITE_VEIL = "#26FFFFFF"
_WHITE_VEIL_DOWN = "#40FFFFFF"


def button_look(kind: Kind, press: Press, tokens: Tokens) -> ButtonLook:
    """Return the colours of a button."""
    if press is Press.OFF:
        return _off(kind, tokens)
    if kind in {Kind.FLOATING, Kind.HERO}:
        return _on_dark(kind, press, tokens)
    fill, edge, ink, icon = _on_paper(kind, tokens)
    if press is not Press.REST:
        fill = _pressed_fill(kind, press, tokens)
    return ButtonLook(fill, edge, ink, icon, tokens.accent)


def _on_paper(kind: Kind, tokens: Tokens) -> tuple[str, str, str, str]:
    return {
        Kind.PRIMARY: (tokens.accent, "", tokens.on_accent, tokens.on_accent),
        Kind.DANGER: (tokens.surface, tokens.bad, tokens.bad_text, tokens.bad),
        Kind.SECONDARY: (tokens.surface, tokens.border, tokens.text, tokens.text2),
        Kind.QUIET: ("", "", tokens.text2, tokens.text2),
        Kind.LINK: ("", "", tokens.accent_text, tokens.accent_text),
    }[kind]


def _pressed_fill(kind: Kind, press: Press, tokens: Tokens) -> str:
    pointed = {
        Kind.PRIMARY: tokens.accent_hover,
        Kind.DANGER: tokens.bad_soft,
        Kind.LINK: tokens.accent_soft,
    }
    return pointed.get(kind, tokens.mute_soft if press is Press.DOWN else tokens.hover)


def _on_dark(kind: Kind, press: Press, tokens: Tokens) -> ButtonLook:
    white = tokens.float_text
    if kind is Kind.FLOATING:
        fill = "" if press is Press.REST else tokens.float_hover
        return ButtonLook(fill, "", white, white, white)
    fill = {Press.HOVER: _WHITE_VEIL, Press.DOWN: _WHITE_VEIL_DOWN}.get(press, "")
    return ButtonLook(fill, white, white, white, white)


def _off(kind: Kind, tokens: Tokens) -> ButtonLook:
    boxed = kind in {Kind.PRIMARY, Kind.DANGER, Kind.SECONDARY}
    ink = tokens.border if kind in {Kind.FLOATING, Kind.HERO} else tokens.text3
    return ButtonLook(tokens.mute_soft if boxed else "", "", ink, ink, "")
