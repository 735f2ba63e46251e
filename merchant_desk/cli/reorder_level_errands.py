"""The least stock of each article and what she expects to sell, without a window."""

import argparse
from typing import Any

from merchant_desk.cli.command import Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.operations.set_stock_rule import (
    LevelSet,
    estimate_demand,
    keep_proposed_levels,
    set_stock_rule,
)
from merchant_desk.queries.article_levels import location_names
from merchant_desk.queries.reorder_levels import LevelRow, level_rows, proposed_levels
from merchant_desk.values.clock import utc_now
from merchant_desk.values.entries import read_whole
from merchant_desk.values.french import number
from merchant_desk.values.ids import LocationId, id_text
from merchant_desk.values.progress import Silent
from merchant_desk.values.texts import _, ngettext


def show_levels(arguments: argparse.Namespace, counter: Counter) -> int:
    """List the levels, proposed anew from sales when that is asked."""
    changed = None
    if arguments.propose:
        told = counter.ask(proposed_levels, utc_now(), Silent())
        wanted = [
            LevelSet(each.product_id, each.location_id, each.minimum, each.target) for each in told
        ]
        changed = counter.do(keep_proposed_levels, counter.gesture(), wanted)
    rows = counter.ask(level_rows, only_crossed=arguments.crossed)
    facts = {"changed": changed, "levels": [_facts(each) for each in rows]}
    lines = [_text(each) for each in rows] or [_("Aucun niveau.")]
    if changed is not None:
        text = ngettext("{n} niveau proposé.", "{n} niveaux proposés.", changed)
        lines.insert(0, text.format(n=number(changed)))
    counter.answer(facts, "\n".join(lines))
    return 0


def _facts(row: LevelRow) -> dict[str, Any]:
    return {
        "product_id": id_text(row.product_id),
        "sku": row.sku,
        "name": row.title,
        "location": row.location,
        "on_hand": row.on_hand,
        "minimum": row.minimum,
        "target": row.target,
        "by_hand": row.by_hand,
        "crossed": row.crossed,
    }


def _text(row: LevelRow) -> str:
    least = "—" if row.minimum is None else number(row.minimum)
    who = _("à la main") if row.by_hand else _("proposé")
    mark = " !" if row.crossed else ""
    return (
        f"{row.sku:<18} {row.location:<14} {number(row.on_hand):>6} / {least:>5} ({who})"
        f"{mark}  {row.title}"
    )


def set_level(arguments: argparse.Namespace, counter: Counter) -> int:
    """Keep the level of one article in one place."""
    card = named_product(counter, arguments.product)
    level = LevelSet(
        card.product_id,
        _location(counter, arguments.location),
        _units(arguments.minimum),
        _units(arguments.target),
    )
    counter.do(set_stock_rule, counter.gesture(), level)
    facts = {"sku": card.sku, "minimum": level.minimum, "target": level.target}
    if level.minimum is None:
        text = _("{name}\u00a0: plus de minimum.").format(name=card.title)
    else:
        text = _("{name}\u00a0: minimum {n}.").format(name=card.title, n=number(level.minimum))
    counter.answer(facts, text)
    return 0


def estimate(arguments: argparse.Namespace, counter: Counter) -> int:
    """Keep what she expects one article to sell."""
    card = named_product(counter, arguments.product)
    units = _units(arguments.units)
    counter.do(estimate_demand, counter.gesture(), card.product_id, units)
    told = (
        _("{name}\u00a0: plus d’estimation.")
        if units is None
        else _("{name}\u00a0: {n} attendus en quatre semaines.")
    )
    counter.answer(
        {"sku": card.sku, "units": units},
        told.format(name=card.title, n=number(units or 0)),
    )
    return 0


def _location(counter: Counter, name: str) -> LocationId:
    known = counter.ask(location_names)
    found = [key for key, told in known.items() if name in {"", told}]
    if len(found) == 1:
        return found[0]
    raise RefusedError(
        _("Le niveau n’a pas changé\u00a0: le lieu n’est pas clair."),
        _("Précisez --location parmi\u00a0: {names}.").format(
            names=", ".join(known.values()) or "—"
        ),
    )


def _units(text: str) -> int | None:
    units = read_whole(text) if text else None
    if text and units is None:
        raise RefusedError(
            _("Le niveau n’a pas changé\u00a0: «\u00a0{text}\u00a0» n’est pas un nombre.").format(
                text=text
            ),
            _("Écrivez un nombre d’unités, par exemple 6."),
        )
    return units
