"""The columns of counts, of the plan of the day, of bins and of variances."""

from merchant_desk.queries.count_plan import PlanRow
from merchant_desk.queries.count_review import VarianceRow
from merchant_desk.queries.count_walk import WalkBin
from merchant_desk.queries.stock_counts import CountRow
from merchant_desk.rules.counting.figure import Doubt
from merchant_desk.ui.column import Column
from merchant_desk.ui.fonts import Role
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.chip import ChipText
from merchant_desk.ui.widgets.text_label import Ink
from merchant_desk.values.count_scope import AbcClass
from merchant_desk.values.french import euros, moment, number
from merchant_desk.values.goods_words import CountState
from merchant_desk.values.texts import _, ngettext


def count_columns() -> tuple[Column[CountRow], ...]:
    """Return what is told of each count."""
    return (
        Column("number", _("Numéro"), lambda row: row.head.number, 120, ink=Ink.TEXT),
        Column(
            "title", _("Comptage"), count_title, 240, role=Role.STRONG, ink=Ink.TEXT, stretch=True
        ),
        Column("state", _("État"), lambda row: state_chip(row.head.state).text, 120,
               chip=lambda row: state_chip(row.head.state)),
        Column("bins", _("Emplacements"), _bins, 118, numeric=True),
        Column("articles", _("Articles"), lambda row: number(row.articles), 84, numeric=True),
        Column("units", _("Unités"), lambda row: number(row.units), 84, numeric=True),
        Column("worth", _("Écart"), _worth, 110, numeric=True, role=Role.BOLD, ink=Ink.TEXT),
        Column("at", _("Ouvert le"), lambda row: moment(row.opened_at), 130, gives_way=True),
        Column("by", _("Par"), lambda row: row.head.opened_by, 100, gives_way=True),
    )  # fmt: skip


def count_title(row: CountRow) -> str:
    """Return the name of a count, or what it is about."""
    return row.head.title or _("Comptage sans nom")


def state_chip(state: CountState) -> ChipText:
    """Return where a count stands, as a chip."""
    return {
        CountState.OPEN: ChipText(_("En cours"), Tone.INFO),
        CountState.DONE: ChipText(_("Validé"), Tone.OK),
        CountState.CANCELLED: ChipText(_("Abandonné"), Tone.MUTE),
        CountState.UNDONE: ChipText(_("Annulé"), Tone.MUTE),
    }[state]


def plan_columns() -> tuple[Column[PlanRow], ...]:
    """Return what is told of each bin to count today."""
    return (
        Column(
            "bin", _("Emplacement"), lambda row: row.bin, 140, role=Role.STRONG, ink=Ink.TEXT,
            stretch=True,
        ),
        Column("location", _("Lieu"), lambda row: row.location, 160),
        Column("due", _("À compter"), lambda row: number(len(row.due)), 96, numeric=True),
        Column("articles", _("Articles"), lambda row: number(row.articles), 96, numeric=True),
        Column("classes", _("Classes"), _classes, 150),
        Column("late", _("Depuis"), late_words, 180),
    )  # fmt: skip


def late_words(row: PlanRow) -> str:
    """Return since when it should have been counted."""
    if row.days_late is None:
        return _("jamais compté")
    if not row.days_late:
        return _("à compter aujourd’hui")
    text = ngettext("{n} jour de retard", "{n} jours de retard", row.days_late)
    return text.format(n=number(row.days_late))


def walk_columns() -> tuple[Column[WalkBin], ...]:
    """Return what is told of each bin while counting."""
    return (
        Column("bin", _("Emplacement"), lambda row: row.code, 110, role=Role.STRONG, ink=Ink.TEXT,
               stretch=True),
        Column("counted", _("Comptés"), lambda row: number(row.counted_articles), 80, numeric=True),
        Column("people", _("Par"), _people, 96, gives_way=True),
        Column("state", _("État"), lambda row: bin_chip(row).text, 108, chip=bin_chip),
    )  # fmt: skip


def bin_chip(row: WalkBin) -> ChipText:
    """Return how far a bin is."""
    if row.done:
        return ChipText(_("Terminé"), Tone.OK)
    if row.counted_articles:
        return ChipText(_("En cours"), Tone.INFO)
    return ChipText(_("À compter"), Tone.MUTE)


def bin_columns(*, blind: bool) -> tuple[Column[VarianceRow], ...]:
    """Return what is told of what was counted in a bin; what is expected, unless it is hidden."""
    columns = [
        _article(),
        Column("counted", _("Compté"), _counted, 84, numeric=True, role=Role.BOLD, ink=Ink.TEXT),
    ]
    if not blind:
        columns.append(
            Column("expected", _("Attendu"), lambda row: number(row.expected), 84, numeric=True)
        )
    columns.append(Column("doubt", "", _doubt, 130, chip=row_chip))
    return tuple(columns)


def review_columns() -> tuple[Column[VarianceRow], ...]:
    """Return what is told of each variance."""
    return (
        Column("bin", _("Emplacement"), lambda row: row.bin, 114),
        _article(),
        Column("expected", _("Attendu"), lambda row: number(row.expected), 72, numeric=True),
        Column("counted", _("Compté"), _counted, 72, numeric=True, role=Role.BOLD, ink=Ink.TEXT),
        Column("variance", _("Écart"), variance_words, 72, numeric=True, role=Role.BOLD,
               ink=Ink.TEXT),
        Column("worth", _("Valeur"), worth_words, 92, numeric=True),
        Column("people", _("Compté par"), lambda row: ", ".join(row.people), 92, gives_way=True),
        Column("doubt", _("À savoir"), _doubt, 128, chip=row_chip),
    )  # fmt: skip


def variance_words(row: VarianceRow) -> str:
    """Return the variance with its sign."""
    if row.counted is None:
        return "—"
    return f"+{number(row.variance)}" if row.variance > 0 else number(row.variance)


def worth_words(row: VarianceRow) -> str:
    """Return what the variance is worth; what was never bought at a known price is not nothing."""
    if row.unit_cost is None and row.variance:
        return "—"
    return euros(row.worth)


def row_chip(row: VarianceRow) -> ChipText | None:
    """Return why an article is not sure, as a chip."""
    if row.counted is None:
        return ChipText(_("Non compté"), Tone.MUTE)
    return {
        Doubt.NONE: None,
        Doubt.ASKED: ChipText(_("À recompter"), Tone.WARN),
        Doubt.MOVED: ChipText(_("A bougé"), Tone.WARN),
        Doubt.CORRECTED: ChipText(_("Corrigé depuis"), Tone.WARN),
        Doubt.BETWEEN: ChipText(_("Parti ailleurs ?"), Tone.WARN),
    }[row.doubt]


def doubt_words(row: VarianceRow) -> str:
    """Return why an article is to be counted again, in a sentence."""
    return {
        Doubt.NONE: "",
        Doubt.ASKED: _("On a demandé de le recompter."),
        Doubt.MOVED: _("Des unités sont entrées ou sorties pendant qu’on le comptait."),
        Doubt.CORRECTED: _("Son stock a été corrigé après qu’on l’a compté."),
        Doubt.BETWEEN: _(
            "Des unités sont parties entre le comptage de cet emplacement et celui d’un autre : "
            "on ne sait pas duquel."
        ),
    }[row.doubt]


def _article() -> Column[VarianceRow]:
    return Column(
        "article", _("Article"), _with_lot, 220, role=Role.STRONG, ink=Ink.TEXT,
        picture=lambda row: row.title, stretch=True,
    )  # fmt: skip


def _with_lot(row: VarianceRow) -> str:
    if not row.lot:
        return row.title
    return _("{name} · lot {lot}").format(name=row.title, lot=row.lot)


def _doubt(row: VarianceRow) -> str:
    chip = row_chip(row)
    return "" if chip is None else chip.text


def _people(row: WalkBin) -> str:
    """Return who counts in the bin, else who said that it is finished."""
    if len(row.people) > 1:
        return f"{row.people[0]} +{number(len(row.people) - 1)}"
    return "".join(row.people) or row.closed_by


def _counted(row: VarianceRow) -> str:
    return "—" if row.counted is None else number(row.counted)


def _bins(row: CountRow) -> str:
    if not row.is_open:
        return number(row.bins)
    return f"{number(row.bins_done)} / {number(row.bins)}"


def _worth(row: CountRow) -> str:
    return "—" if row.is_open else euros(row.worth)


def _classes(row: PlanRow) -> str:
    told = [f"{number(row.classes[each])} {each.value}" for each in AbcClass if row.classes[each]]
    return " · ".join(told)
