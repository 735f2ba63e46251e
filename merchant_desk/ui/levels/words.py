"""What the page of minimums says, and what it takes out of its lines."""

from collections.abc import Iterable

from merchant_desk.operations.set_stock_rule import LevelSet
from merchant_desk.queries.article_levels import LevelLine
from merchant_desk.queries.level_table import LevelTable
from merchant_desk.queries.reorder_levels import ProposedLevel
from merchant_desk.ui.levels.rows import BY_HAND, CROSSED, DIFFERS, EVERY, LevelRows
from merchant_desk.ui.widgets.empty_state import EmptyText
from merchant_desk.ui.widgets.tab_bar import Tab
from merchant_desk.values.texts import _


def levels_wanted(lines: Iterable[LevelLine]) -> list[LevelSet]:
    """Return what sales propose for these lines, where they propose anything."""
    return [
        LevelSet(each.product_id, each.location_id, each.proposed, each.proposed_target)
        for each in lines
        if each.proposed is not None
    ]


def proposed_of(lines: Iterable[LevelLine], row: LevelLine) -> list[ProposedLevel]:
    """Return what is proposed of the article of a line, place by place."""
    return [
        ProposedLevel(
            each.product_id,
            each.location_id,
            each.sku,
            each.title,
            each.proposed,
            each.proposed if each.proposed_target is None else each.proposed_target,
        )
        for each in lines
        if each.product_id == row.product_id and each.proposed is not None
    ]


def tabs_of(told: LevelTable | None) -> list[Tab]:
    """Return the tabs with how many lines each keeps."""
    names = {
        EVERY: _("Tous"),
        CROSSED: _("Sous le minimum"),
        DIFFERS: _("À revoir"),
        BY_HAND: _("Fixés par vous"),
    }
    if told is None:
        return [Tab(key, text) for key, text in names.items()]
    found = (len(told.lines), told.crossed, told.differ, told.by_hand)
    return [Tab(key, text, count) for (key, text), count in zip(names.items(), found, strict=True)]


def waiting_words() -> EmptyText:
    """Return what stands there while sales are read."""
    return EmptyText("clock", _("Calcul en cours"), _("Les ventes de deux ans sont relues."))


def stopped_words() -> EmptyText:
    """Return what stands there once she has stopped the reading of sales."""
    return EmptyText(
        "clock", _("Calcul arrêté"), _("Rien n’a été proposé ni changé."), _("Recalculer")
    )


def empty_words(query: LevelRows) -> EmptyText:
    """Return why there is nothing to show."""
    if query.lines:
        return EmptyText(
            "search",
            _("Aucun minimum ici"),
            _("Aucun article ne correspond à ce que vous cherchez."),
            _("Voir tous les minimums"),
        )
    return EmptyText(
        "package-check",
        _("Aucun minimum"),
        _("Les minimums sont proposés d’après les ventes\u00a0: il n’y en a pas encore assez."),
    )
