"""Install the Vendure of the tests and say which versions answer, or why it cannot run here."""

import json
import subprocess
import sys

from tests.storefronts.backend import CannotRunError
from tests.storefronts.vendure.installed import HERE, installed_vendure


def main() -> int:
    """Return 0 in both cases: a machine without npm is no failure, its tests say so too."""
    try:
        installed = installed_vendure()
    except CannotRunError as reason:
        sys.stdout.write(f"{reason}\n")
        return 0
    wanted = json.loads((HERE / "package.json").read_text())["dependencies"]
    node = subprocess.run([installed.node, "--version"], capture_output=True, text=True, check=True)  # noqa: S603 - node as found on the path
    found = {"node": node.stdout.strip()}
    for name in wanted:
        told = (installed.folder / "node_modules" / name / "package.json").read_text()
        found[name] = json.loads(told)["version"]
    sys.stdout.write(", ".join(f"{name} {version}" for name, version in found.items()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
