"""Words of a bank as she reads them: one line, nothing that does not show."""

_LONGEST = 1000


def tidy(text: str) -> str:
    """Return words on one line, spaces collapsed, signs that do not show dropped."""
    told = text.strip()
    if told.isprintable() and "  " not in told:
        return told[:_LONGEST]
    words = " ".join(told.split())
    if not words.isprintable():
        words = " ".join("".join(filter(str.isprintable, words)).split())
    return words[:_LONGEST].strip()


def joined(*parts: str) -> str:
    """Return what each part adds to those before it, in one label."""
    label = ""
    for part in parts:
        if part and part not in label:
            label = part if label in part else f"{label} {part}"
    return label[:_LONGEST]
