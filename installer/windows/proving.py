"""Prove the Windows installer under Wine.

    installer/windows/prove OLD.exe NEW.exe    install, work, upgrade, uninstall
    installer/windows/prove --tests            the suite's tests of files, in Windows' Python

Pictures and the log lie in build/windows/proof. A machine that has no Wine and may not install it
says so, and nothing is proved: exit code 0.
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from installer.windows.installed import Installed
from installer.windows.places import BUILD, UnbuiltError
from installer.windows.print_queue import PrintQueue
from installer.windows.proof import Proof
from installer.windows.prove_cut import CutProof
from installer.windows.prove_desk import DeskProof
from installer.windows.prove_install import InstallProof
from installer.windows.prove_refusals import RefusalProof
from installer.windows.prove_update import UpdateProof
from installer.windows.screen import Screen
from installer.windows.tests_under_wine import run_tests
from installer.windows.wine import NoWineError, Wine, require_programs

FOLDER = BUILD / "proof"


def main(arguments: list[str]) -> int:
    """Prove what is asked; return 0 when all of it holds."""
    parser = argparse.ArgumentParser(description="Prove the Windows installer under Wine.")
    parser.add_argument("installers", nargs="*", type=Path, help="an installer and the next one")
    parser.add_argument("--tests", action="store_true", help="run the suite's tests of files")
    options = parser.parse_args(arguments)
    if len(options.installers) not in {0, 2} or not (options.installers or options.tests):
        parser.error("name two installers, the older one first, or --tests")
    try:
        require_programs()
    except NoWineError as reason:
        print(reason)
        return 0
    proof = Proof(FOLDER)
    scratch = Path(tempfile.mkdtemp(prefix="merchant-desk-wine-"))
    scratch.chmod(0o755)  # the printing system's own account reads its pages there
    screen = Screen(FOLDER)
    wine = Wine(scratch / "prefix", {"DISPLAY": screen.name})
    try:
        wine.make()
        if options.installers:
            prove(proof, wine, screen, options.installers)
        if options.tests:
            run_tests(proof, wine, FOLDER)
    except UnbuiltError as trouble:
        print(trouble, file=sys.stderr)
        return 1
    finally:
        wine.end()
        screen.end()
        shutil.rmtree(scratch, ignore_errors=True)
    return proof.end()


def prove(proof: Proof, wine: Wine, screen: Screen, installers: list[Path]) -> None:
    """Live with the program from its installation to its end."""
    older, newer = (each.resolve() for each in installers)
    installed = Installed(wine)
    installing = InstallProof(proof, installed, screen)
    desk = DeskProof(proof, installed, screen)
    refusals = RefusalProof(proof, installed, wine.prefix.parent)
    refusals.old_windows(older)
    refusals.broken_copy(older)
    refusals.disks(older)
    queue = _printer(wine)
    installing.fresh(older, version_of(older))
    desk.commands()
    desk.sample_shop()
    desk.printed(queue)
    desk.scanned()
    desk.second_start()
    installing.refused_while_open(newer)
    installing.upgrade(newer, version_of(newer))
    installing.older(older, version_of(older))
    versions = version_of(older), version_of(newer)
    UpdateProof(proof, installed, screen).updates_itself(older, newer, *versions)
    installed.install(older, "/DOWNGRADE")
    CutProof(proof, installed).upgrade_is_cut(newer, *versions)
    desk.in_the_dark()
    installing.uninstalled()
    queue.end()


def _printer(wine: Wine) -> PrintQueue:
    queue = PrintQueue(wine.prefix.parent / "printing")
    wine.extra.update(queue.environment)
    return queue


def version_of(installer: Path) -> str:
    """Return the version in an installer's name."""
    found = re.search(r"-(\d+\.\d+\.\d+)-setup$", installer.stem)
    if found is None:
        raise UnbuiltError(f"{installer.name} names no version (MerchantDesk-X.Y.Z-setup.exe).")
    return found[1]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
