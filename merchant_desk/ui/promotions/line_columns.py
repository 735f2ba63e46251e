"""The columns of the articles of an operation."""

from collections.abc import Callable

from merchant_desk.queries.draft_lines import DraftLine
from merchant_desk.rules.legal.answer import Level
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.promotions.finding_words import TONES
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.french import euros, number
from merchant_desk.values.money import Money
from merchant_desk.values.texts import _, later

_LEVELS = {
    Level.BLOCK: later("Interdit"),
    Level.WARN: later("À lire"),
    Level.INFORM: later("À savoir"),
    Level.PASS: later("Conforme"),
}


def line_columns() -> tuple[Column[DraftLine], ...]:
    """Return the columns, the article first."""
    return (
        Column(
            "name",
            _("Article"),
            lambda row: row.name,
            200,
            sort="name",
            role=Role.STRONG,
            ink=Ink.TEXT,
            stretch=True,
        ),
        Column("sku", _("Référence"), lambda row: row.sku, 130, sort="sku", gives_way=True),
        _amount("usual", _("Prix"), lambda row: row.usual, gives_way=True),
        _amount("price", _("Nouveau"), lambda row: row.price, strong=True),
        _amount("prior", _("Prix barré"), lambda row: row.prior),
        Column(
            "percent",
            _("Remise"),
            lambda row: f"-{row.percent}\u00a0%" if row.percent else "",
            76,
            sort="percent",
            numeric=True,
        ),
        Column("margin", _("Marge"), _margin, 76, sort="margin", numeric=True, gives_way=True),
        Column(
            "units", _("Stock"), lambda row: number(row.units), 66, numeric=True, gives_way=True
        ),
        Column(
            "level",
            _("Verdict"),
            lambda row: _(_LEVELS[row.level]),
            94,
            sort="level",
            chip=lambda row: ChipText(_(_LEVELS[row.level]), TONES[row.level][0]),
        ),
    )


def _amount(
    key: str,
    title: str,
    value: Callable[[DraftLine], Money | None],
    *,
    strong: bool = False,
    gives_way: bool = False,
) -> Column[DraftLine]:
    def text(row: DraftLine) -> str:
        amount = value(row)
        return "" if amount is None else euros(amount)

    return Column(
        key,
        title,
        text,
        86,
        sort="" if key == "prior" else key,
        numeric=True,
        role=Role.BOLD if strong else Role.BODY,
        ink=Ink.TEXT if strong else Ink.TEXT2,
        gives_way=gives_way,
    )


def _margin(row: DraftLine) -> str:
    return "" if row.margin_bp is None else f"{row.margin_bp // 100}\u00a0%"
