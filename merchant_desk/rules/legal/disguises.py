"""Letters made to look like others, invisible signs, and words written letter by letter.

A reader sees « soldes » in « s o l d e s », « s0ldes », « s☀ldes » or with a Cyrillic « о »:
so does the law. Nothing here changes what an ordinary word says.
"""

import re
import unicodedata

_INVISIBLE = frozenset({"Cf", "Mn", "Me"})
_LOOKS_LIKE = {
    "a": "аαᴀɑ", "b": "Ьʙ", "c": "сϲᴄ", "d": "ԁᴅɗ", "e": "еєεҽᴇℯ", "h": "һʜ", "i": "іıɩɪι",
    "j": "јᴊ", "k": "κкᴋ", "l": "ӏʟɭł", "m": "мᴍ", "n": "ոɴ", "o": "оοσᴏøօ", "p": "рρᴘ",
    "q": "ԛ", "r": "гʀɍ", "s": "ѕꜱʂ", "t": "тτᴛ", "u": "υսᴜ", "v": "ѵνᴠ", "w": "ԝωᴡ",
    "x": "хχ", "y": "уүγʏ", "z": "ᴢ",
}  # fmt: skip
_LETTERS = str.maketrans({sign: letter for letter, signs in _LOOKS_LIKE.items() for sign in signs})
_SIGNS = str.maketrans("0135$€", "olesse")
_SPELT = re.compile(r"(?<!\w)[a-z](?:[ ._*·•|/~+-]{1,3}[a-z]){4,}(?!\w)")
_WRITTEN = r"sold(?:es?|ees?|er|ez|ant|eurs?|eries?|issime\w*)"
_SPELT_SOLDES = re.compile(_WRITTEN)
_MASKED_O = re.compile(r"(?<!\w)(?:pre-?)?s[^\w\s]{1,2}ld(?:es?|ees?)(?!\w)")
_TOKEN = re.compile(r"(?<![\w$€])[a-z0135$€|-]+(?![\w$€])")
_WHOLE = re.compile(rf"(?:pre-?)?{_WRITTEN}")
_INNER_CAPITAL = re.compile(r"(?<=[a-z])I(?=[a-z])")


def unmasked(bare: str) -> str:
    """Return lower-case letters as they are seen: no invisible signs, no foreign look-alikes.

    Wants compatibility forms (NFKD), in which full-width and circled letters are plain already.
    """
    if bare.isascii():
        return bare
    seen = (sign for sign in bare if unicodedata.category(sign) not in _INVISIBLE)
    return "".join(seen).translate(_LETTERS)


def is_soldes_disguised(words: str, raw: str) -> bool:
    """Tell whether « soldes » is read where no plain word says it."""
    if any(_SPELT_SOLDES.search(_joined(run)) for run in _SPELT.findall(words)):
        return True
    if _MASKED_O.search(words):
        return True
    return any(_hides_soldes(token) for token in _TOKEN.findall(words)) or any(
        _WHOLE.fullmatch(_INNER_CAPITAL.sub("l", token).lower())
        for token in re.findall(r"\w+", raw)
        if _INNER_CAPITAL.search(token)
    )


def _joined(run: str) -> str:
    return "".join(sign for sign in run if sign.isalpha())


def _hides_soldes(token: str) -> bool:
    """Tell whether digits and signs stand for letters: most must be letters all the same."""
    letters = sum(sign.isalpha() for sign in token)
    if letters == len(token) or letters * 2 <= len(token):
        return False
    return _WHOLE.fullmatch(token.translate(_SIGNS).replace("|", "l")) is not None
