"""Whether the desk may ship a component: SPDX expressions held against the licences agreed to.

https://spdx.github.io/spdx-spec/v3.0.1/annexes/spdx-license-expressions/
"""

import re

# Licences that ask for their notices only, and those that leave the rest of the program alone
# (LGPL: each library stays a file that may be replaced; MPL: the file itself).
AGREED = frozenset(
    {
        *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "FTL", "IJG", "ISC", "libtiff"),
        *(
            "MIT",
            "MIT-0",
            "MIT-CMU",
            "OFL-1.1",
            "OLDAP-2.8",
            "PostgreSQL",
            "PSF-2.0",
            "Unicode-3.0",
        ),
        *("Unlicense", "Zlib", "ZPL-2.1", "bzip2-1.0.6", "LicenseRef-Public-Domain"),
        *("LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"),
        "LicenseRef-Microsoft-Distributable-Code",
        # What is linked into each program that these tools make is given free by these exceptions.
        *("GPL-3.0-or-later WITH GCC-exception-3.1", "GPL-2.0-or-later WITH Bootloader-exception"),
        *("CPL-1.0 WITH LicenseRef-NSIS-LZMA-exception", "Apache-2.0 WITH LLVM-exception"),
    }
)


def not_agreed(expression: str) -> list[str]:
    """Return the licences of an expression that stand in the way; none when it may ship.

    Of two licences to choose from, one that is agreed to is enough.
    """
    words = re.findall(r"[()]|[^\s()]+", expression)
    refused = _either(words) if words else ["no licence"]
    return [*refused, *words]  # what is left over was not understood


def _either(words: list[str]) -> list[str]:
    choices = [_both(words)]
    while words and words[0] == "OR":
        words.pop(0)
        choices.append(_both(words))
    return min(choices, key=len)


def _both(words: list[str]) -> list[str]:
    refused = _one(words)
    while words and words[0] == "AND":
        words.pop(0)
        refused = [*refused, *_one(words)]
    return refused


def _one(words: list[str]) -> list[str]:
    if not words:
        return ["an expression that stops short"]
    name = words.pop(0)
    if name == "(":
        refused = _either(words)
        closed = bool(words) and words.pop(0) == ")"
        return refused if closed else [*refused, "a bracket left open"]
    if words[:1] == ["WITH"]:
        name = " ".join([name, *words[:2]])
        del words[:2]
    return [] if name in AGREED else [name]
