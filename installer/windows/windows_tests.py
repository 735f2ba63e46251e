"""Which tests of the suite run under the Windows interpreter, and which cannot.

Those that touch what Windows does its own way: files that are open, locks, paths, the names of
files, encodings, folders of the system, its store of secrets. Those of the commands start a program
each, which takes minutes under Wine: one of them stands for them.
"""

HALVES = (
    (
        "tests/database",
        "tests/ui/test_single_instance.py",
        "tests/documents/test_write_file.py",
        "tests/documents/test_pdf_folder.py",
        "tests/documents/test_invoice_folder.py",
        "tests/documents/test_fiscal_archive.py",
        "tests/documents/test_label_file.py",
        "tests/values/test_file_name.py",
        "tests/rules/test_folder_choice.py",
        "tests/sync/test_secrets.py",
        "tests/sync/test_vault.py",
        "tests/app/test_training.py",
        "tests/received/test_read_invoice_file.py",
        "tests/reports/test_fec.py",
    ),
    (
        "tests/migrations",
        "tests/app/test_home.py",
        "tests/app/test_broken_file.py",
        "tests/app/test_own_program.py",
        "tests/cli/test_commands.py::test_a_reader_that_has_seen_enough_is_no_trouble",
        "tests/operations/test_import_bank_file.py",
    ),
)
"""Two runs at once, of about the same length."""
_WARNING = "Qt for Windows warns of what this test does on purpose, and warnings fail here"
CANNOT = {
    "tests/ui/test_single_instance.py::test_a_first_window_that_hangs_is_told": _WARNING,
    "tests/ui/test_single_instance.py::test_a_folder_where_no_lock_can_be_left": _WARNING,
}
"""The start of a test's name, and why it cannot run under Wine."""
_NO_SERVER = "no PostgreSQL of the tests for Windows can be had"


def reason_against(nodeid: str, fixtures: list[str], values: list[object]) -> str:
    """Return why a test cannot run here; empty when it can."""
    if any(name.startswith(("postgresql", "one_server")) for name in fixtures):
        return _NO_SERVER
    if "postgresql" in values:
        return _NO_SERVER
    plain = nodeid.replace("\\", "/")
    return next((why for start, why in CANNOT.items() if plain.startswith(start)), "")
