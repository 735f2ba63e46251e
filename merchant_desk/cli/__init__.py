"""Headless commands: the list of them all."""

from merchant_desk.cli.command import CliCommand
from merchant_desk.cli.documents import DOCUMENTS
from merchant_desk.cli.sync import SYNC

COMMANDS: tuple[CliCommand, ...] = (
    DOCUMENTS,
    SYNC,
)
