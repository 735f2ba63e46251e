"""FR-SRP-EXCEPTIONS: the seven cases in which goods may be sold below their cost."""

from collections.abc import Iterator
from datetime import date

from merchant_desk.rules.legal.answer import Found, Level, Remedy
from merchant_desk.rules.legal.case import Case
from merchant_desk.rules.legal.loss_cases import Loss
from merchant_desk.rules.legal.resale.threshold import loss_figures, lowest_price_remedy
from merchant_desk.rules.legal.rule import LegalRule
from merchant_desk.rules.legal.sanctions import RESALE_AT_LOSS
from merchant_desk.rules.legal.typography import set_in_french


def _check(case: Case) -> Iterator[Found]:
    if case.operation is None:
        return
    for loss in case.losses:
        if loss.outcome == "accepted":
            yield _accepted(loss)
        elif loss.outcome == "tolerated":
            yield _tolerated(loss)
        elif loss.ground and loss.is_forbidden:
            yield _refused(loss)


def _accepted(loss: Loss) -> Found:
    return Found(
        Level.PASS,
        set_in_french(
            f"Vente sous le seuil acceptée au titre de : {loss.ground}. Conservez la preuve."
        ),
        (loss.each.sku,),
    )


def _tolerated(loss: Loss) -> Found:
    return Found(
        Level.WARN,
        set_in_french(
            "Vente sous le seuil dans une liquidation pour travaux ou suspension saisonnière : "
            "l’administration l’admet, mais la loi ne nomme que la cessation et le changement "
            "d’activité. Ce point est débattu : faites-le vérifier."
        ),
        (loss.each.sku,),
        loss_figures(loss),
        lowest_price_remedy(loss),
        confidence="U",
    )


def _refused(loss: Loss) -> Found:
    claim = loss.each.item.loss_exception
    lacks_proof = claim is not None and claim.code != "soldes" and not claim.proof
    return Found(
        Level.BLOCK,
        set_in_french(
            f"Exception à la revente à perte non admise pour « {loss.each.name} » : {loss.ground}."
        ),
        (loss.each.sku,),
        loss_figures(loss),
        Remedy("attach_proof", "loss_exception") if lacks_proof else lowest_price_remedy(loss),
    )


FR_SRP_EXCEPTIONS = LegalRule(
    id="FR-SRP-EXCEPTIONS",
    title="Les sept cas où la revente à perte est permise",
    article="Code de commerce, art. L442-5, II",
    explanation=set_in_french(
        "La loi permet de vendre sous le seuil dans sept cas : la cessation ou le changement "
        "d’activité ; un article de saison, entre la fin d’une saison et le début de la suivante ; "
        "un article passé de mode ou dépassé par la technique ; un réapprovisionnement moins cher, "
        "au prix de la nouvelle facture ; l’alignement sur un concurrent de la même zone, pour un "
        "magasin de moins de 300 m² (alimentaire) ou 1 000 m² (autres) ; une denrée menacée "
        "d’altération rapide, sans annonce hors du magasin ; un article soldé pendant les "
        "soldes.\n\n"
        "Gardez la preuve de chaque cas : ticket du concurrent, facture, dates de la saison. Sans "
        "preuve, la vente est refusée. Pendant les soldes, seuls les articles réellement soldés "
        "en profitent.\n\n"
        "Une liquidation pour cessation ou changement d’activité suffit. Pour des travaux ou une "
        "suspension saisonnière, le point est débattu : le programme avertit."
    ),
    sanction=RESALE_AT_LOSS,
    since=date(2019, 4, 26),
    unsure="Les liquidations pour travaux ou suspension saisonnière.",
    check=_check,
)
