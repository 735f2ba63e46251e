"""Write NOTICES.txt for a program that ships: every component, its licence, and the texts.

    python -m installer.notices FOLDER FILE [--system win32|darwin|linux]

FOLDER holds the components with their dist-info folders. Nothing is written, and the reasons are
told, when a component there has no licence that a person agreed to, or no text of it.
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

from merchant_desk.documents.licences.components import (
    Component,
    bill_lines,
    components,
    installed,
)
from merchant_desk.documents.licences.declared import ALL_SYSTEMS, declared
from merchant_desk.documents.licences.expression import not_agreed

ROOT = Path(__file__).resolve().parents[1]
OWN_NAME = "merchant-desk"
_RULE = "=" * 88
_SOURCE_ASKED = re.compile("LGPL|MPL")
_HEAD = """Merchant Desk is free software under the MIT licence, which is the first text below.

It is made with the components listed here, each under its own licence; what a licence asks to be
handed on with the program stands in the texts that follow the list. Qt, PySide6 and the other
components under the LGPL are files of their own beside the program, may be replaced by compatible
versions, and may be studied and reverse engineered for that; their source is at the address given.
"""


class UnknownLicenceError(Exception):
    """What is in the folder may not ship as it is; one reason a line."""


def write_notices(site_packages: Path, output: Path, system: str = sys.platform) -> None:
    """Write the notices of what lies in this folder; raises UnknownLicenceError."""
    found = problems(site_packages, system) + left_in(site_packages)
    if found:
        raise UnknownLicenceError("\n".join(found))
    text = notices(components(site_packages, system))
    output.write_text(text, encoding="utf-8", newline="\n")


def problems(site_packages: Path, system: str = sys.platform) -> list[str]:
    """Return why the components of this folder may not ship, in the order of their names."""
    there = installed(site_packages)
    known = {entry.name for entry in declared().wheel}
    found = [
        f"{name}: decide its licence in resources/licences/components.toml"
        for name in sorted(there.keys() - known - {OWN_NAME})
    ]
    for each in components(site_packages, system):
        found += [f"{each.name}: {name} is not agreed to" for name in not_agreed(each.licence)]
        if not each.texts:
            found.append(f"{each.name}: there is no text of its licence")
        if not each.source and _SOURCE_ASKED.search(each.licence):
            found.append(f"{each.name}: nothing says where its source is")
    for entry in declared().wheel:
        bill = there[entry.name].text(entry.bill) if entry.bill and entry.name in there else ""
        for name, _version, licence in bill_lines(bill) if bill else []:
            found += [f"{entry.name}: {name}: {each}" for each in not_agreed(licence)]
    return found


def left_in(site_packages: Path) -> list[str]:
    """Return what licences keep out of the program and is still in the folder."""
    left_out = [name for entry in declared().wheel for name in entry.left_out]
    return [f"{name} must not ship" for name in left_out if (site_packages / name).exists()]


def notices(made_of: list[Component]) -> str:
    """Return the whole text: the list, then each licence once, with the names it is for."""
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    numbers: dict[str, int] = {}
    texts: list[tuple[str, list[str]]] = [(own, ["Merchant Desk"])]
    lines: list[str] = []
    for each in made_of:
        used = []
        for text in each.texts:
            key = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            if key not in numbers:
                numbers[key] = len(texts)
                texts.append((text, []))
            used.append(numbers[key])
            texts[numbers[key]][1].append(each.name)
        lines += _listed(each, sorted({number + 1 for number in used}))
    parts = [_HEAD, "\n".join(lines)]
    for number, (text, names) in enumerate(texts, start=1):
        title = f"[{number}] {', '.join(dict.fromkeys(names))}"
        parts.append(f"{_RULE}\n{title}\n{_RULE}\n\n{text.strip()}\n")
    return "\n".join(parts)


def _listed(component: Component, numbers: list[int]) -> list[str]:
    inside = f" (inside {component.inside})" if component.inside else ""
    texts = ", ".join(f"[{number}]" for number in numbers)
    return [
        f"{component.name} {component.version}".rstrip() + inside,
        f"    {component.licence}; texts {texts}",
        *([f"    {component.source}"] if component.source else []),
    ]


def main(arguments: list[str]) -> int:
    """Write the file, or say why not; 0 when it is written."""
    parser = argparse.ArgumentParser(description="Write the notices of a program that ships.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--system", choices=ALL_SYSTEMS, default=sys.platform)
    options = parser.parse_args(arguments)
    try:
        write_notices(options.folder, options.file, options.system)
    except UnknownLicenceError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{options.file.name}: {options.file.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
