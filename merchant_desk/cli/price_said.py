"""``products price``: what the tag, the site and the invoice said of an article at an instant."""

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from merchant_desk.cli.command import CliCommand, Counter
from merchant_desk.cli.products import named_product
from merchant_desk.errors import RefusedError
from merchant_desk.values.clock import PARIS, utc_now
from merchant_desk.values.french import clock_time, euros, number, short_date
from merchant_desk.values.promotion_words import channel_words, source_words
from merchant_desk.values.texts import _, later

if TYPE_CHECKING:
    from merchant_desk.queries.price_said import (
        ChannelPrice,
        InvoicedPrice,
        PriceSaid,
        ShownPrice,
    )
    from merchant_desk.rules.price_ledger import PriceLine


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("product", metavar=_("PRODUIT"), help=_("référence ou code-barres"))
    parser.add_argument(
        "--at",
        metavar=_("INSTANT"),
        default="",
        help=_("à cet instant, 2026-11-27T10:00\u00a0; maintenant sinon"),
    )


def _run(arguments: argparse.Namespace, counter: Counter) -> int:
    from merchant_desk.queries.price_said import price_said  # noqa: PLC0415 - loaded when asked

    card = named_product(counter, arguments.product)
    said = counter.ask(price_said, card.product_id, _instant(arguments.at))
    head = _("{name}, le {day} à {hour}").format(
        name=card.title, day=_day(said.at), hour=clock_time(said.at)
    )
    counter.answer(
        {"sku": card.sku, "name": card.title, **_facts(said)},
        "\n".join((head, *_lines(said))),
    )
    return 0


def _instant(text: str) -> datetime:
    """Read an instant; one without an offset is on the clock of Paris."""
    if not text:
        return utc_now()
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo is not None else at.replace(tzinfo=PARIS)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise RefusedError(
            _("Aucun prix n’a été montré\u00a0: cet instant n’existe pas."),
            _("Écrivez par exemple --at 2026-11-27T10:00."),
        ) from None


def _facts(said: "PriceSaid") -> dict[str, Any]:
    return {
        "at": said.at.isoformat(),
        "practised": [
            {
                "channel": each.channel,
                "known_then": _line_facts(each.known_then),
                "known_now": _line_facts(each.known_now),
                "corrected": each.corrected,
            }
            for each in said.practised
        ],
        "tag": _shown_facts(said.tag, said.at) if said.tag else None,
        "sites": [_shown_facts(each, said.at) for each in said.sites],
        "invoice_before": _invoice_facts(said.before),
        "invoice_after": _invoice_facts(said.after),
    }


def _line_facts(line: "PriceLine | None") -> dict[str, Any] | None:
    if line is None:
        return None
    return {
        "price_cents": line.price.cents,
        "from": line.from_at.isoformat(),
        "learned_at": line.learned_at.isoformat(),
        "source": line.source,
        "promotion": line.promotion,
    }


def _shown_facts(shown: "ShownPrice", at: datetime) -> dict[str, Any]:
    return {
        "site": shown.site,
        "at": shown.at.isoformat(),
        "price_cents": shown.says(at).cents,
        "prior_cents": shown.prior_price.cents if shown.prior_price else None,
        "text": shown.text,
    }


def _invoice_facts(invoice: "InvoicedPrice | None") -> dict[str, Any] | None:
    if invoice is None:
        return None
    return {
        "number": invoice.number,
        "at": invoice.issued_at.isoformat(),
        "quantity": invoice.quantity,
        "total_cents": invoice.total.cents,
    }


def _lines(said: "PriceSaid") -> list[str]:
    lines = [_practised(each) for each in said.practised]
    tag = _("Étiquette\u00a0: aucune n’a été imprimée")
    if said.tag is not None:
        tag = _("Étiquette\u00a0: {price}, imprimée le {day} à {hour}").format(
            price=euros(said.tag.says(said.at)), day=_day(said.tag.at), hour=clock_time(said.tag.at)
        )
    lines.append(tag)
    lines += [
        _("{site}\u00a0: {price}, annoncé le {day} à {hour}").format(
            site=each.site,
            price=euros(each.says(said.at)),
            day=_day(each.at),
            hour=clock_time(each.at),
        )
        for each in said.sites
    ]
    lines += [
        _("Facture {number} du {day}\u00a0: {count} pour {price}").format(
            number=each.number,
            day=_day(each.issued_at),
            count=number(each.quantity),
            price=euros(each.total),
        )
        for each in (said.before, said.after)
        if each is not None
    ]
    return lines


def _practised(each: "ChannelPrice") -> str:
    channel = channel_words((each.channel,)).capitalize()
    if each.known_now is None:
        return _("{channel}\u00a0: aucun prix connu").format(channel=channel)
    told = _("{channel}\u00a0: {price}, depuis le {day} ({source})").format(
        channel=channel,
        price=euros(each.known_now.price),
        day=_day(each.known_now.from_at),
        source=source_words(each.known_now.source),
    )
    if not each.corrected:
        return told
    then = euros(each.known_then.price) if each.known_then else "—"
    learned = _("appris le {day}\u00a0; on croyait alors {price}").format(
        day=_day(each.known_now.learned_at), price=then
    )
    return f"{told}, {learned}"


def _day(at: datetime) -> str:
    return short_date(at.astimezone(PARIS).date())


PRODUCTS_PRICE = CliCommand(
    ("products", "price"),
    later("Dire ce que l’étiquette, le site et la facture disaient à un instant"),
    _arguments,
    _run,
)
