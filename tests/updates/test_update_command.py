"""``update status``, ``check`` and ``download``: the same errands, told as text or as JSON."""

import argparse
import json
from typing import Any

import pytest

from merchant_desk.app.commands import update_services
from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.update import UPDATE_CHECK, UPDATE_DOWNLOAD, UPDATE_STATUS
from tests.publisher import INSTALLER, NEW, NOTES, announcement
from tests.updates.desk_of_versions import VersionsDesk


def _run(shop: VersionsDesk, command: CliCommand, *, as_json: bool) -> None:
    assert command.run is not None
    counter = Counter(
        lanes=shop.home.lanes,
        station_id=shop.home.station_id,
        person="Camille",
        folder=shop.home.folder,
        as_json=as_json,
        services=update_services(shop.running()),
    )
    assert command.run(argparse.Namespace(), counter) == 0


def test_a_script_follows_a_version(shop: VersionsDesk, capsys: pytest.CaptureFixture[str]) -> None:
    shop.site.show(announcement(), shop.key)
    told: list[dict[str, Any]] = []
    for command in (UPDATE_STATUS, UPDATE_CHECK, UPDATE_DOWNLOAD):
        _run(shop, command, as_json=True)
        told.append(json.loads(capsys.readouterr().out))

    assert [each["stage"] for each in told] == ["unread", "offered", "ready"]
    assert (told[2]["version"], told[2]["size"]) == (NEW, len(INSTALLER))
    assert told[2]["installer"].endswith(f"MerchantDesk-{NEW}-setup.exe")


def test_a_person_reads_what_is_new(shop: VersionsDesk, capsys: pytest.CaptureFixture[str]) -> None:
    shop.site.show(announcement(), shop.key)

    _run(shop, UPDATE_CHECK, as_json=False)

    said = capsys.readouterr().out
    assert f"Une version est disponible\u00a0: {NEW}." in said
    assert f"- {NOTES[0]}" in said
