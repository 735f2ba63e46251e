"""Words of a bank as she reads them: one line, nothing that does not show."""

import re

_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe]"
)
_LONGEST = 1000


def tidy(text: str) -> str:
    """Return words on one line, spaces collapsed, signs that do not show dropped."""
    if text.isascii() and text.isprintable():
        return (" ".join(text.split()) if "  " in text else text.strip())[:_LONGEST]
    seen = _UNSEEN.sub("", text)
    kept = "".join(each for each in seen if not 0xD800 <= ord(each) <= 0xDFFF)  # noqa: PLR2004 - halves of signs
    return " ".join(kept.split())[:_LONGEST]


def joined(*parts: str) -> str:
    """Return what each part adds to those before it, in one label."""
    label = ""
    for part in parts:
        if part and part not in label:
            label = part if label in part else f"{label} {part}"
    return label[:_LONGEST]
