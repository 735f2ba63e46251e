"""PDFs in a folder: whole or not there, and never in place of another."""

import errno
import os
from pathlib import Path

import pytest

from merchant_desk.documents.writing.pdf_folder import (
    drop_unwritten,
    free_path,
    is_written,
    write_new,
    write_over,
)
from merchant_desk.errors import UnavailableError


def test_a_second_document_of_the_same_title_never_takes_the_name_of_the_first(
    tmp_path: Path,
) -> None:
    for content in (b"one", b"two", b"three"):
        write_new(free_path(tmp_path / "new" / "folder", "Facture 1"), content)

    found = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    assert found == {
        "Facture 1.pdf": b"one",
        "Facture 1 (2).pdf": b"two",
        "Facture 1 (3).pdf": b"three",
    }


def test_a_name_taken_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = free_path(tmp_path, "Facture 1")
    path.write_bytes(b"another program was faster")

    with pytest.raises(UnavailableError, match="n’a pas été écrit"):
        write_new(path, b"ours")

    assert path.read_bytes() == b"another program was faster"


def test_a_full_disk_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(UnavailableError, match="le disque est plein"):
        write_new(tmp_path / "Facture 1.pdf", b"content")

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_told_by_name(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("not a folder", "utf-8")

    with pytest.raises(UnavailableError, match="documents est inaccessible"):
        free_path(tmp_path / "documents", "Facture 1")


def test_saving_where_a_person_said_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "chosen.pdf"
    path.write_bytes(b"old")

    write_over(path, b"new")

    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_taken_for_nothing_is_given_back(tmp_path: Path) -> None:
    empty, whole = tmp_path / "empty.pdf", tmp_path / "whole.pdf"
    empty.touch()
    whole.write_bytes(b"%PDF")

    for path in (empty, whole, tmp_path / "never.pdf"):
        drop_unwritten(path)

    assert (is_written(empty), is_written(whole)) == (False, True)
    assert list(tmp_path.iterdir()) == [whole]
