"""Where the files that belong to the program lie: fonts, help, legal data, languages.

In a working copy they are beside the package. An installed program keeps its modules in one
archive, as python.org's own Windows package does, and these files beside that archive.
"""

from pathlib import Path


def program_folder(package: Path) -> Path:
    """Return the folder that holds this package, or that holds the archive it is in."""
    beside = package.parent
    return beside.parent if beside.is_file() else beside


PROGRAM = program_folder(Path(__file__).resolve().parents[1])
RESOURCES = PROGRAM / "resources"
