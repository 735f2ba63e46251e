"""The colours of the two looks, by what they are for: « atelier » by day, « nuit » by night."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a coloured mark wants to say."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    MUTE = "mute"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class ToneColours:
    """The three colours of one tone: the mark, its tinted ground, the text on that ground."""

    strong: str
    soft: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour a screen may use, as ``#RRGGBB``."""

    dark: bool
    bg: str
    nav: str
    surface: str
    sunken: str
    hover: str
    selected: str
    line: str
    border: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accent_hover: str
    accent_soft: str
    accent_text: str
    on_accent: str
    ok: str
    ok_soft: str
    ok_text: str
    warn: str
    warn_soft: str
    warn_text: str
    bad: str
    bad_soft: str
    bad_text: str
    info: str
    info_soft: str
    info_text: str
    mute_soft: str
    mute_text: str
    float_bg: str
    float_hover: str
    float_text: str
    hero_ok: str
    hero_bad: str
    hero_warn: str
    hero_done: str
    hero_text: str

    def tone(self, tone: Tone) -> ToneColours:
        """Return the colours that say this."""
        match tone:
            case Tone.OK:
                return ToneColours(self.ok, self.ok_soft, self.ok_text)
            case Tone.WARN:
                return ToneColours(self.warn, self.warn_soft, self.warn_text)
            case Tone.BAD:
                return ToneColours(self.bad, self.bad_soft, self.bad_text)
            case Tone.INFO:
                return ToneColours(self.info, self.info_soft, self.info_text)
            case Tone.MUTE:
                return ToneColours(self.text3, self.mute_soft, self.mute_text)
            case Tone.ACCENT:
                return ToneColours(self.accent, self.accent_soft, self.accent_text)


ATELIER = Tokens(
    dark=False,
    bg="#F6F5F2",
    nav="#EFEDE8",
    surface="#FFFFFF",
    sunken="#FAF9F7",
    hover="#F3F1EC",
    selected="#F4F2FC",
    line="#E6E3DC",
    border="#D6D2C9",
    line2="#8E887D",
    text="#1E1C19",
    text2="#57524A",
    text3="#746E64",
    accent="#5443C2",
    accent_hover="#4536A6",
    accent_soft="#ECE9FA",
    accent_text="#4334A3",
    on_accent="#FFFFFF",
    ok="#1B7A48",
    ok_soft="#E2F3E9",
    ok_text="#135C36",
    warn="#9A5B00",
    warn_soft="#FDF0D5",
    warn_text="#744400",
    bad="#B3261E",
    bad_soft="#FCE8E6",
    bad_text="#8C1D18",
    info="#0B6C86",
    info_soft="#DDF0F5",
    info_text="#0A5266",
    mute_soft="#ECE9E3",
    mute_text="#57524A",
    float_bg="#1E1C19",
    float_hover="#35322D",
    float_text="#FFFFFF",
    hero_ok="#14804A",
    hero_bad="#B3261E",
    hero_warn="#8F5500",
    hero_done="#4B3BB5",
    hero_text="#FFFFFF",
)

NUIT = Tokens(
    dark=True,
    bg="#171614",
    nav="#121110",
    surface="#211F1C",
    sunken="#1C1A18",
    hover="#2A2824",
    selected="#27233B",
    line="#35322D",
    border="#4A463F",
    line2="#857E73",
    text="#F2EFE9",
    text2="#BDB6AA",
    text3="#9B9488",
    accent="#A797FF",
    accent_hover="#BAADFF",
    accent_soft="#2C2650",
    accent_text="#C4B9FF",
    on_accent="#150F33",
    ok="#5CC98C",
    ok_soft="#15331F",
    ok_text="#8FE0B0",
    warn="#F0B34A",
    warn_soft="#3A2A0E",
    warn_text="#F5C879",
    bad="#F2857C",
    bad_soft="#401A17",
    bad_text="#F7AEA8",
    info="#6CC3DB",
    info_soft="#123039",
    info_text="#9FDCEC",
    mute_soft="#322F2A",
    mute_text="#C9C2B6",
    float_bg="#3A362F",
    float_hover="#4A463F",
    float_text="#FFFFFF",
    hero_ok="#17663C",
    hero_bad="#8F231D",
    hero_warn="#754907",
    hero_done="#43369E",
    hero_text="#FFFFFF",
)
