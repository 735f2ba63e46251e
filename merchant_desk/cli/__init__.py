"""Headless commands: the list of them all."""

from merchant_desk.cli.command import CliCommand

COMMANDS: tuple[CliCommand, ...] = ()
