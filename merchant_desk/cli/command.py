"""What a headless command is made of, and what it may ask of the desk."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from merchant_desk.lanes import Lanes
from merchant_desk.values.clock import utc_now
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import StationId
from merchant_desk.values.signing import Signer

P = ParamSpec("P")
T = TypeVar("T")
Json = Any
Services = Mapping[str, Callable[..., Any]]


@dataclass(frozen=True)
class Counter:
    """The desk as a command sees it: the same lanes and operations as the window."""

    lanes: Lanes
    station_id: StationId
    person: str
    folder: Path
    as_json: bool
    services: Services = field(default_factory=dict)
    """What needs more than the database (storefronts, Qt …), handed in by the app."""
    signer: Signer | None = None
    before_first_gesture: Callable[[Gesture], None] | None = None
    """Makes the key of this station known; reading commands do not wait for the keyring."""
    _begun: list[bool] = field(default_factory=list)

    def gesture(self) -> Gesture:
        """Return who acts, here and now."""
        gesture = Gesture(utc_now(), self.person, self.station_id, self.signer)
        if not self._begun and self.before_first_gesture is not None:
            self._begun.append(True)
            self.before_first_gesture(gesture)
        return gesture

    def do(
        self, operation: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one operation in one transaction and wait for it."""
        return self.lanes.write(operation, *args, **kwargs).result()

    def ask(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run one query and wait for it."""
        return self.lanes.read(query, *args, **kwargs).result()

    def answer(self, facts: Json, text: str) -> None:
        """Print the facts as JSON when asked for, else the text for a person."""
        answer(facts, text, as_json=self.as_json)


def answer(facts: Json, text: str, *, as_json: bool) -> None:
    """Print the facts as JSON, or the text for a person."""
    if as_json:
        json.dump(facts, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        sys.stdout.write(text.rstrip("\n") + "\n")
    sys.stdout.flush()  # a reader that has gone is noticed here, not at the very end


@dataclass(frozen=True)
class CliCommand:
    """One headless command: its words, its arguments, and what it does.

    ``run`` returns the exit code: 0 when done, 1 when something is off. Trouble is raised as the
    errors of ``merchant_desk.errors``: the runner prints the sentence and exits with 2.
    """

    words: tuple[str, ...]
    """("orders", "list") is ``merchant-desk orders list``."""
    summary: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Counter], int] | None = None
    run_alone: Callable[[argparse.Namespace, Services], int] | None = None
    """Set instead of ``run`` for a command that opens no shop of hers."""


def no_arguments(_parser: argparse.ArgumentParser) -> None:
    """Take nothing but ``--json`` and ``--data``."""
