"""Errands to the approved platform that only the app can run; all may wait."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from merchant_desk.errors import UnavailableError
from merchant_desk.values.gesture import Gesture
from merchant_desk.values.ids import FlowId, InvoiceId
from merchant_desk.values.platform_set_up import PlatformSetUp
from merchant_desk.values.texts import _


def _nothing() -> UnavailableError:
    return UnavailableError(
        _("Rien n’a été fait\u00a0: cette fonction est indisponible ici."),
        _("Ouvrez Merchant Desk normalement, puis recommencez."),
    )


def _no_secret() -> bool:
    return False


def _no_saving(_gesture: Gesture, _wanted: PlatformSetUp) -> bool:
    raise _nothing()


def _no_test(_wanted: PlatformSetUp) -> None:
    raise _nothing()


def _no_exchange() -> object:
    raise _nothing()


def _no_queue(_gesture: Gesture, _invoices: Sequence[InvoiceId]) -> int:
    raise _nothing()


def _no_export(_gesture: Gesture, _flows: Sequence[FlowId], _folder: Path) -> int:
    raise _nothing()


def _no_file(_path: Path, _body: bytes) -> Path:
    raise _nothing()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformErrands:
    """Each raises an error of ``merchant_desk.errors`` when it could not be done."""

    has_secret: Callable[[], bool] = _no_secret
    save: Callable[[Gesture, PlatformSetUp], bool] = _no_saving
    """Keeps the account; tells whether its secret will be there at the next start."""
    test: Callable[[PlatformSetUp], None] = _no_test
    exchange: Callable[[], object] = _no_exchange
    queue: Callable[[Gesture, Sequence[InvoiceId]], int] = _no_queue
    export: Callable[[Gesture, Sequence[FlowId], Path], int] = _no_export
    write_file: Callable[[Path, bytes], Path] = _no_file
