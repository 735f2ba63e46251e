"""The mail that carries the slip of a return to the customer."""

from merchant_desk.rules.purchasing.order_mail import OrderMail
from merchant_desk.values.french import items, long_date
from merchant_desk.values.postal import postal_lines
from merchant_desk.values.return_slip import ReturnSlip
from merchant_desk.values.texts import _, speaking_to_customers


def slip_mail(slip: ReturnSlip) -> OrderMail:
    """Return it ready to send, in French whatever the screens speak."""
    with speaking_to_customers():
        subject = _("Votre retour {number}").format(number=slip.number)
        if slip.order_number:
            subject = _("Votre retour {number} de la commande {order}").format(
                number=slip.number, order=slip.order_number
            )
        return OrderMail(slip.email, subject, "\n\n".join(_paragraphs(slip)))


def _paragraphs(slip: ReturnSlip) -> list[str]:
    name = slip.seller.trade_name or slip.seller.name
    address = "\n".join(dict.fromkeys((name, *postal_lines(slip.seller.address))))
    goods = "\n".join(f"- {items(each.units)}\u00a0: {each.name}" for each in slip.items)
    told = [
        _("Bonjour,"),
        _("Votre retour est noté sous le numéro {number}\u00a0:").format(number=slip.number),
        goods,
        _("Mettez le bon joint dans le colis, et envoyez-le à\u00a0:"),
        address,
    ]
    if slip.send_back_by is not None:
        told.append(
            _("À envoyer au plus tard le {day}. Gardez la preuve d’envoi.").format(
                day=long_date(slip.send_back_by)
            )
        )
    told.append(slip.who_pays)
    return [*told, name]
