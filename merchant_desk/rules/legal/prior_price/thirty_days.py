"""FR-PRIX-ANTERIEUR-30J: a reduction shows the lowest price of the thirty days before it."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from merchant_desk.rules.legal.answer import Figure, Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.figures import money, percent_down, said_day, said_euros
from merchant_desk.rules.legal.item_case import ItemCase
from merchant_desk.rules.legal.lawful_discounts import whole_percent_down
from merchant_desk.rules.legal.prior_price.former_prices import missing_in_question
from merchant_desk.rules.legal.prior_price_case import Announcement, Label
from merchant_desk.rules.legal.prior_prices import Rise, day_of_price
from merchant_desk.rules.legal.questions import PriorPrice
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import MISLEADING
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    for each in case.announced_items:
        told = each.announcement
        if told.is_new:
            continue
        if missing := told.missing_days:
            yield _incomplete(each, told, missing)
        if rise := told.rise:
            yield _rise(each, told, rise)
        yield from _wrong_labels(each, told)


def _incomplete(each: ItemCase, told: Announcement, missing: int) -> Found:
    figures: dict[str, Figure] = {"missing": "price_history", "missing_days": missing}
    return Found(
        Level.WARN,
        set_in_french(
            f"Historique des prix incomplet pour « {each.name} » : il manque {missing} "
            f"jour(s) entre le {said_day(told.window_first)} et le {said_day(told.window_last)}. "
            "Complétez l’historique : l’ancien prix à afficher est le plus bas de ces jours."
        ),
        (each.sku,),
        figures | _window_figures(told),
        Remedy("complete_data", "price_history"),
    )


def _rise(each: ItemCase, told: Announcement, rise: Rise) -> Found:
    return Found(
        Level.WARN,
        set_in_french(
            f"Hausse juste avant la promotion : « {each.name} » est passé à "
            f"{said_euros(rise.price)} le {said_day(rise.on)}, plus cher que tous les prix des "
            f"{told.window} jours précédents ({said_euros(rise.highest_before)} au plus). Affichez "
            f"{said_euros(rise.highest_before)} comme ancien prix, ou gardez la preuve que la "
            "hausse n’a pas été faite pour la promotion."
        ),
        (each.sku,),
        {
            "rise_on": rise.on.isoformat(),
            "price_before_rise": money(rise.highest_before),
            **_window_figures(told),
        },
        Remedy("set_prior_price", money(rise.highest_before)),
    )


def _window_figures(told: Announcement) -> dict[str, Figure]:
    figures: dict[str, Figure] = {
        "window_start": told.window_first.isoformat(),
        "window_end": told.window_last.isoformat(),
    }
    if told.lowest is not None:
        figures["prior_price"] = money(told.lowest)
    return figures


def _wrong_labels(each: ItemCase, told: Announcement) -> Iterator[Found]:
    """Yield one finding for each run of days whose label is wrong, and for each fault of it."""
    seen: set[tuple[int, bool]] = set()
    for label in told.labels:
        is_missing = label.prior is None
        if not is_missing and not label.is_above:
            continue
        if (label.run, is_missing) not in seen:
            seen.add((label.run, is_missing))
            yield _block(each, told, label)


def _block(each: ItemCase, told: Announcement, label: Label) -> Found:
    fault = "Aucun ancien prix affiché" if label.prior is None else "Prix barré non conforme"
    p0 = label.reference
    if p0 is None:
        return Found(
            Level.BLOCK,
            set_in_french(
                f"{fault} : une réduction annoncée montre l’ancien prix, c’est-à-dire le plus bas "
                f"des {told.window} jours avant le {said_day(label.starts)}."
            ),
            (each.sku,),
            _window_figures(told),
            Remedy("complete_data", "shown_prior_price"),
        )
    return Found(
        Level.BLOCK,
        set_in_french(
            f"{fault} : au cours des {told.window} jours avant le {said_day(label.starts)}, votre "
            f"prix le plus bas était {said_euros(p0)}{_said_when(told, label, p0)}. "
            f"{_way(label, p0)}"
        ),
        (each.sku,),
        _block_figures(told, label, p0),
        _remedy(told, label, p0),
    )


def _said_when(told: Announcement, label: Label, p0: Fraction) -> str:
    day = _lowest_on(told, p0) if label.run == 0 else None
    return f" le {said_day(day)}" if day is not None and day > told.window_first else ""


def _lowest_on(told: Announcement, p0: Fraction) -> date | None:
    days = (
        day_of_price(entries, p0, told.window_first, told.window_last)
        for entries in told.entries.values()
    )
    return min((day for day in days if day is not None), default=None)


def _way(label: Label, p0: Fraction) -> str:
    true = label.true_percent
    if true is None:
        return f"Affichez {said_euros(p0)} comme ancien prix."
    if true <= 0:
        return "Le nouveau prix n’est pas plus bas : n’annoncez pas de réduction."
    return f"Affichez {said_euros(p0)} comme ancien prix (soit -{whole_percent_down(true)} %)."


def _block_figures(told: Announcement, label: Label, p0: Fraction) -> dict[str, Figure]:
    figures = _window_figures(told) | {"prior_price": money(p0)}
    if label.true_percent is not None:
        figures["true_percent"] = percent_down(label.true_percent)
    if label.run == 0 and (day := _lowest_on(told, p0)) is not None:
        figures["lowest_on"] = day.isoformat()
    if label.prior is not None and label.run == 0:
        lawful = told.lawful_from(label.prior)
        figures["first_lawful_day"] = lawful.isoformat() if lawful else None
    return figures


def _remedy(told: Announcement, label: Label, p0: Fraction) -> Remedy:
    """Return the prior price to show; where nothing would be left of the reduction, the day."""
    if label.prior is None or label.is_reduced or label.new_price is None:
        return Remedy("set_prior_price", money(p0))
    lawful = told.lawful_from(label.prior) if label.run == 0 else None
    return (
        Remedy("set_start", lawful.isoformat()) if lawful else Remedy("set_prior_price", money(p0))
    )


def _check_question(question: PriorPrice) -> Iterator[Found]:
    missing = missing_in_question(question)
    if missing:
        yield Found(
            Level.WARN,
            set_in_french(
                f"Historique des prix incomplet : il manque {missing} jour(s) avant le "
                f"{said_day(question.applies_from)}. L’ancien prix donné n’est pas sûr."
            ),
            (question.item.sku,),
            {"missing": "price_history", "missing_days": missing},
            Remedy("complete_data", "price_history"),
        )


FR_PRIX_ANTERIEUR_30J = LegalRule(
    id="FR-PRIX-ANTERIEUR-30J",
    title="L’ancien prix est le plus bas des trente derniers jours",
    article="Code de la consommation, art. L112-1-1, I",
    explanation=set_in_french(
        "Toute annonce d’une réduction de prix indique l’ancien prix. C’est le prix le plus bas "
        "que vous avez pratiqué envers tous les consommateurs pendant les trente jours avant que "
        "la réduction s’applique. Le jour de l’annonce ne compte pas : une affiche posée le 20 "
        "pour une promotion du 27 regarde les trente jours avant le 27.\n\n"
        "Exemple : une lampe à 100 €, vendue 80 € du 11 au 15 novembre, puis de nouveau 100 €. "
        "Pour une promotion le 27 novembre à 70 €, l’ancien prix est 80 €, soit -12 %. Vous pouvez "
        "afficher un ancien prix plus bas, jamais plus haut.\n\n"
        "Un nouveau prix sans un mot n’est pas une annonce. Un prix barré, un pourcentage, un "
        "montant, « promo », « remise », « Black Friday » en sont une. Les prix réservés à "
        "quelques clients ne comptent pas.\n\n"
        "Gardez l’historique complet de vos prix. S’il y manque des jours, ou si le prix a monté "
        "dans les quinze jours avant ces trente jours, le programme vous avertit."
    ),
    sanction=MISLEADING,
    since=date(2022, 5, 28),
    unsure=(
        "La hausse « artificielle » est une lecture du programme : aucun texte ne fixe de nombre "
        "de jours."
    ),
    check=_check,
    others=((PriorPrice, _check_question),),
)
