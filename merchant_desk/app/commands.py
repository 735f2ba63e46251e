"""The headless commands: the desk they act on, and the errands only the app can run."""

import argparse
from collections.abc import Callable, Sequence
from typing import Any

from merchant_desk.app.home import Home, back_up_daily, data_folder, open_home
from merchant_desk.app.storefronts import Storefronts, Synced
from merchant_desk.cli.command import Counter
from merchant_desk.cli.run import parser, run
from merchant_desk.sync.progress import Silent
from merchant_desk.sync.secrets import Secrets
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.texts import _


def run_command(words: Sequence[str]) -> int:
    """Run one command of the list and return its exit code."""
    root = parser()
    arguments = root.parse_args(list(words))
    if not hasattr(arguments, "command"):
        root.print_help()
        return 0
    opened = _Opened()
    try:
        return run(arguments, opened.counter)
    finally:
        opened.close()


class _Opened:
    """What a command opened and must close."""

    def __init__(self) -> None:
        self._home: Home | None = None
        self._storefronts: Storefronts | None = None

    def counter(self, arguments: argparse.Namespace) -> Counter:
        """Open the shop and hand the command what it works with."""
        home = open_home(data_folder(arguments.data))
        self._home = home
        person = arguments.person or _("Commande")
        storefronts = Storefronts(home.lanes, _actor(home), Secrets())
        self._storefronts = storefronts
        back_up_daily(home)
        return Counter(
            lanes=home.lanes,
            station_id=home.station_id,
            person=person,
            folder=home.folder,
            as_json=arguments.json,
            services=storefront_services(storefronts),
        )

    def close(self) -> None:
        """Close connections, lanes and files."""
        if self._storefronts is not None:
            self._storefronts.close()
        if self._home is not None:
            self._home.close()


def _actor(home: Home) -> Callable[[], Gesture]:
    def act() -> Gesture:
        return Gesture(at=utc_now(), person=_("Synchronisation"), station_id=home.station_id)

    return act


def storefront_services(storefronts: Storefronts) -> dict[str, Callable[..., Any]]:
    """Return the errands that commands ask for by name."""

    def sync_all(*, anyway: bool = False) -> tuple[Synced, ...]:
        return storefronts.sync_all(Silent(), anyway=anyway)

    return {
        "sync_all": sync_all,
        "probe_shop": storefronts.probe,
        "keep_secret": storefronts.secrets.keep,
        "forget_shop": storefronts.forget,
    }
