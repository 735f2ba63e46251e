"""The system libraries of Qt: which are missing, and the words and commands for them."""

import sys

import pytest

from installer.system_libraries import (
    FOR_A_WINDOW,
    FOR_DRAWING,
    Library,
    apt_commands,
    apt_line,
    missing_among,
    refusal_for,
)

ABSENT = (Library("libabsent.so.9", "libabsent9"), Library("liblost.so.1", "liblost1"))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux loads them from the system")
def test_a_library_is_missing_only_when_it_cannot_be_loaded() -> None:
    there = Library("libc.so.6", "libc6")

    assert missing_among((*ABSENT, there)) == ABSENT
    assert missing_among([there]) == ()


def test_the_line_to_copy_names_every_package() -> None:
    line = apt_line(ABSENT)

    assert line == "sudo apt-get install -y --no-install-recommends libabsent9 liblost1"


def test_the_lists_are_fetched_before_the_packages_and_nothing_is_asked() -> None:
    update, install = apt_commands(ABSENT, ("sudo", "-n"))

    before = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"]
    assert update == [*before, "apt-get", "update"]
    assert install[:4] == before
    assert install[-2:] == ["libabsent9", "liblost1"]


def test_root_needs_no_sudo() -> None:
    for command in apt_commands(ABSENT, ()):
        assert "sudo" not in command


@pytest.mark.parametrize(
    ("by_apt", "named"), [(True, apt_line(ABSENT)), (False, "libabsent.so.9, liblost.so.1")]
)
def test_a_refusal_is_one_line_that_names_what_is_missing(*, by_apt: bool, named: str) -> None:
    line = str(refusal_for(ABSENT, by_apt=by_apt))

    assert named in line
    assert "\n" not in line


def test_no_library_is_asked_for_twice() -> None:
    wanted = FOR_DRAWING + FOR_A_WINDOW

    assert len({library.package for library in wanted}) == len(wanted)
    assert len({library.file for library in wanted}) == len(wanted)
