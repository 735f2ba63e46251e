"""``pack ORDER --scan CODE …``: fill and close a parcel as the packing station does."""

import argparse
from collections.abc import Sequence
from typing import Any

from merchant_desk.cli.command import CliCommand, Counter, Json
from merchant_desk.errors import RefusedError
from merchant_desk.operations.close_parcel import ParcelClosed, close_parcel
from merchant_desk.operations.open_parcel import ParcelOpened, open_parcel
from merchant_desk.operations.report_missing import report_missing
from merchant_desk.operations.scan_answers import ItemScanned, Meant
from merchant_desk.operations.scan_item import Scanned, scan_at_packing
from merchant_desk.operations.set_tracking import TrackingSet, release_shipment, set_tracking
from merchant_desk.operations.unscan_item import unscan_last
from merchant_desk.queries.find_order import closed_parcels, order_by_text
from merchant_desk.queries.parcel_view import ParcelView, parcel_view
from merchant_desk.values.clock import utc_now
from merchant_desk.values.french import number
from merchant_desk.values.ids import ParcelId, id_text
from merchant_desk.values.scan import scan_of_text
from merchant_desk.values.texts import _, later
from merchant_desk.values.words import ScanOutcome

_SCAN, _MISSING, _UNDO = "scan", "missing", "undo"
_TAKEN = frozenset({ScanOutcome.ADDED, ScanOutcome.PACKAGING})


class _InOrder(argparse.Action):
    """Keeps what is to be done in the order it was written."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        done: list[tuple[str, str]] = getattr(namespace, "steps", None) or []
        texts = [values] if isinstance(values, str) else list(values or [""])
        namespace.steps = [*done, *((str(self.const), str(text)) for text in texts)]


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "order", metavar=_("NUMÉRO"), help=_("numéro de la commande, ou code de son bon")
    )
    parser.add_argument(
        "--scan",
        nargs="+",
        action=_InOrder,
        const=_SCAN,
        dest="steps",
        metavar="CODE",
        help=_("codes scannés, dans l’ordre\u00a0; le premier qui n’est pas compté arrête tout"),
    )
    parser.add_argument(
        "--missing",
        action=_InOrder,
        const=_MISSING,
        dest="steps",
        metavar="SKU",
        help=_("article qui n’est pas en rayon"),
    )
    parser.add_argument(
        "--undo",
        nargs=0,
        action=_InOrder,
        const=_UNDO,
        dest="steps",
        help=_("retirer le dernier article compté"),
    )
    parser.add_argument(
        "--tracking", metavar=_("NUMÉRO"), default="", help=_("numéro de suivi du transporteur")
    )
    parser.add_argument(
        "--close", action="store_true", help=_("expédier ce qui est prêt, même incomplet")
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    order_id = counter.ask(order_by_text, arguments.order)
    steps: list[tuple[str, str]] = arguments.steps or []
    if arguments.tracking and not steps and not arguments.close:
        gone = counter.ask(closed_parcels, order_id)
        if gone:
            noted = counter.do(set_tracking, counter.gesture(), gone[-1], arguments.tracking)
            counter.answer(_tracking_facts(noted), _tracking_text(noted))
            return 0
    opened = counter.do(open_parcel, counter.gesture(), order_id)
    if arguments.tracking:
        counter.do(set_tracking, counter.gesture(), opened.parcel_id, arguments.tracking)
    packing = _Packing(counter, opened)
    packing.play(steps)
    if arguments.close and packing.closed is None and not packing.stopped:
        packing.close()
    packing.answer(steps)
    return 1 if packing.stopped else 0


class _Packing:
    """One parcel, step by step; it stops at the first scan that was not counted."""

    def __init__(self, counter: Counter, opened: ParcelOpened) -> None:
        self._counter = counter
        self._opened = opened
        self._facts: list[dict[str, Json]] = []
        self._lines: list[str] = []
        self.closed: ParcelClosed | None = None
        self.stopped = False

    def play(self, steps: Sequence[tuple[str, str]]) -> None:
        """Do what was asked, in its order."""
        acts = {_SCAN: self._scan, _MISSING: self._miss, _UNDO: self._undo}
        for kind, text in steps:
            if self.stopped:
                self._note({"do": kind, "code": text, "outcome": "ignored"}, _ignored(text))
            else:
                acts[kind](text)

    def close(self) -> None:
        """Ship what is packed."""
        gesture = self._counter.gesture()
        self._left(self._counter.do(close_parcel, gesture, self._opened.parcel_id))

    def answer(self, steps: Sequence[tuple[str, str]]) -> None:
        """Print what was done, and where the parcel stands."""
        view = self._counter.ask(parcel_view, self._opened.parcel_id, utc_now())
        facts = {
            "order": self._opened.order_number,
            "order_id": id_text(self._opened.order_id),
            "parcel_id": id_text(self._opened.parcel_id),
            "resumed": self._opened.resumed,
            "steps": self._facts,
            "parcel": None if view is None else _parcel_facts(view),
            "closed": None if self.closed is None else _closed_facts(self.closed),
        }
        text = _("Commande {number} ouverte.").format(number=self._opened.order_number)
        self._counter.answer(facts, "\n".join((text, *self._lines)) if steps else text)

    def _scan(self, code: str) -> None:
        counter = self._counter
        scan = scan_of_text(code, utc_now())
        parcel = None if self.closed is not None else self._opened.parcel_id
        awaiting = self._opened.parcel_id if self.closed is not None else None
        gesture = counter.gesture()
        said: Scanned = counter.do(scan_at_packing, gesture, parcel, scan, None, awaiting)
        match said:
            case ItemScanned():
                self.stopped = said.outcome not in _TAKEN
                self._note(_scan_facts(said), _scan_text(said))
                if said.closed is not None:
                    self._left(said.closed)
            case TrackingSet():
                self._note({"do": _SCAN, **_tracking_facts(said)}, _tracking_text(said))
            case ParcelOpened():
                self._opened, self.closed = said, None
                self._note({"do": _SCAN, "code": code, "outcome": "opened"}, said.order_number)

    def _miss(self, sku: str) -> None:
        view = self._counter.ask(parcel_view, self._opened.parcel_id, utc_now())
        lines = view.lines if view is not None else ()
        line = next((each for each in lines if each.sku.upper() == sku.upper()), None)
        if line is None:
            raise RefusedError(
                _("Aucun manque n’a été noté\u00a0: {sku} n’est pas dans ce colis.").format(
                    sku=sku
                ),
                _("Donnez le SKU d’un article de la commande."),
            )
        gesture = self._counter.gesture()
        said = self._counter.do(report_missing, gesture, self._opened.parcel_id, line.line_id)
        facts = {"do": _MISSING, "sku": line.sku, "units": said.units, "outcome": "missing"}
        text = _("Signalé manquant\u00a0: {name}").format(name=said.product)
        self._note({**facts, "nothing_left": said.nothing_left}, text)

    def _undo(self, _text: str) -> None:
        gesture = self._counter.gesture()
        said = self._counter.do(unscan_last, gesture, self._opened.parcel_id)
        facts = {"do": _UNDO, "label": said.label, "units": said.units, "outcome": "taken_back"}
        self._note(facts, _("Retiré du colis\u00a0: {name}").format(name=said.label))

    def _left(self, closed: ParcelClosed) -> None:
        """Note what left; without a number on the command line the shipment waits for none."""
        self.closed = closed
        self._lines.append(
            _("Colis {parcel} fermé, facture {invoice}.").format(
                parcel=number(closed.parcel_number), invoice=closed.invoice.number
            )
        )
        if closed.wants_tracking:
            self._counter.do(release_shipment, self._counter.gesture(), closed.parcel_id)

    def _note(self, facts: dict[str, Json], text: str) -> None:
        self._facts.append(facts)
        self._lines.append(text)


def _scan_facts(said: ItemScanned) -> dict[str, Json]:
    return {
        "do": _SCAN,
        "code": said.code,
        "outcome": said.outcome.value,
        "title": said.title,
        "advice": said.advice,
        "article": None if said.meant is None else _meant_facts(said.meant),
        "choices": [_meant_facts(each) for each in said.choices],
        "packed": said.packed,
        "wanted": said.wanted,
        "lot": said.lot,
        "expiry": None if said.expiry is None else said.expiry.isoformat(),
    }


def _meant_facts(meant: Meant) -> dict[str, Json]:
    return {
        "product_id": id_text(meant.product_id),
        "sku": meant.sku,
        "name": meant.name,
        "units": meant.units,
    }


def _scan_text(said: ItemScanned) -> str:
    name = said.meant.name if said.meant is not None else said.code
    if said.outcome is not ScanOutcome.ADDED:
        return f"{said.title} {said.advice}".strip()
    return f"{said.title}\u00a0: {name} ({number(said.packed)} / {number(said.wanted)})"


def _ignored(code: str) -> str:
    return _("Ignoré\u00a0: {code}").format(code=code)


def _tracking_facts(noted: TrackingSet) -> dict[str, Json]:
    return {
        "outcome": "tracking",
        "order": noted.order_number,
        "parcel_id": id_text(ParcelId(noted.parcel_id)),
        "tracking": noted.tracking,
        "carrier": noted.carrier,
    }


def _tracking_text(noted: TrackingSet) -> str:
    return _("Suivi {number} noté.").format(number=noted.tracking)


def _parcel_facts(view: ParcelView) -> dict[str, Json]:
    return {
        "number": view.parcel_number,
        "state": view.state.value,
        "packed": view.packed,
        "wanted": view.wanted,
        "tracking": view.tracking,
        "weight_g": view.weight_g,
    }


def _closed_facts(closed: ParcelClosed) -> dict[str, Json]:
    return {
        "parcel": closed.parcel_number,
        "order_complete": closed.order_complete,
        "packaging_used_up": list(closed.used_up),
        "invoice": closed.invoice.number,
        "invoice_id": id_text(closed.invoice.invoice_id),
        "total_cents": closed.invoice.total.cents,
    }


PACK = CliCommand(
    ("pack",), later("Emballer une commande\u00a0: scanner, fermer, expédier"), _arguments, _run
)
