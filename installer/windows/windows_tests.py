"""Which tests of the suite run under the Windows interpreter, and which cannot; a pytest plugin.

Those that touch what Windows does its own way: files that are open, locks, paths, the names of
files, encodings, folders of the system, its store of secrets. Loaded by ``-p`` in Wine's Python.
"""

from typing import Protocol

HALVES = (
    (
        "tests/database",
        "tests/documents/test_write_file.py",
        "tests/documents/test_pdf_folder.py",
        "tests/documents/test_invoice_folder.py",
        "tests/documents/test_fiscal_archive.py",
        "tests/documents/test_label_file.py",
        "tests/values/test_file_name.py",
        "tests/rules/test_folder_choice.py",
        "tests/sync/test_secrets.py",
        "tests/sync/test_vault.py",
    ),
    (
        "tests/migrations",
        "tests/app/test_home.py",
        "tests/app/test_broken_file.py",
        "tests/app/test_own_program.py",
        "tests/app/test_training.py",
        "tests/ui/test_single_instance.py",
        "tests/cli/test_commands.py",
        "tests/operations/test_import_bank_file.py",
        "tests/received/test_read_invoice_file.py",
        "tests/reports/test_fec.py",
        "tests/kill/test_killed_anywhere.py",
    ),
)
"""Two runs at once, of about the same length."""
SERVER = ("postgresql", "throwaway PostgreSQL")
CANNOT: dict[str, str] = {}
"""The start of a test's name, and why it cannot run under Wine."""


class Item(Protocol):
    """What of pytest's item is asked."""

    nodeid: str


def reason_against(nodeid: str, fixtures: list[str], values: list[object]) -> str:
    """Return why a test cannot run here; empty when it can."""
    if any(name.startswith(("postgresql", "one_server")) for name in fixtures):
        return "no PostgreSQL of the tests for Windows can be had"
    if "postgresql" in values:
        return "no PostgreSQL of the tests for Windows can be had"
    plain = nodeid.replace("\\", "/")
    return next((why for start, why in CANNOT.items() if plain.startswith(start)), "")
