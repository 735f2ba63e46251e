"""What the station says beside the scans, without stopping them."""

from merchant_desk.queries.parcel_view import ParcelView
from merchant_desk.ui.tokens import Tone
from merchant_desk.ui.widgets.banner import BannerText
from merchant_desk.values.french import number
from merchant_desk.values.texts import _


def left_open(view: ParcelView) -> BannerText:
    """Return that another parcel stays half full, and the way back to it."""
    title = _("Le colis de la commande {number} reste ouvert, à {packed} sur {wanted} articles.")
    told = title.format(
        number=view.order_number, packed=number(view.packed), wanted=number(view.wanted)
    )
    return BannerText(Tone.INFO, told, action=_("Le reprendre"), closable=True)


def outdated_slip() -> BannerText:
    """Return that the paper in her hand tells what the order was before it changed."""
    title = _("Bon imprimé avant la modification de la commande")
    advice = _("Fiez-vous aux lignes affichées ici, pas au papier.")
    return BannerText(Tone.WARN, title, advice, closable=True)
