"""Remedies carried out on a draft: one click makes what was refused lawful."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo
from fractions import Fraction

from msgspec.structs import replace

from merchant_desk.rules.legal.answer import Finding, Remedy
from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import Text
from merchant_desk.rules.legal.text_case import normalised
from merchant_desk.rules.legal.words_of_law import Mention
from merchant_desk.rules.promotion_draft import OwnPrice, Pricing, PromotionDraft
from merchant_desk.values.money import round_half_up

_MENTIONS: tuple[Mention, ...] = (
    "goods_nature", "origin_same_size", "offer_period", "quantity", "receipt_date",
    "health_warning", "proof",
)  # fmt: skip


def remedied(
    draft: PromotionDraft, finding: Finding, products: Sequence[str], clock: tzinfo
) -> PromotionDraft | None:
    """Return the draft as the remedy of a finding changes it; None where only she can.

    ``products`` are the hexadecimal ids of the articles that the finding names.
    """
    remedy = finding.remedy
    if remedy is None:
        return None
    change = _CHANGES.get(remedy.kind)
    return None if change is None else change(draft, remedy, products, clock)


def _prior(
    draft: PromotionDraft, remedy: Remedy, products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    cents = _cents(remedy.value)
    return None if cents is None else _own(draft, products, prior=cents)


def _price(
    draft: PromotionDraft, remedy: Remedy, products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    cents = _cents(remedy.value)
    return None if cents is None else _own(draft, products, price=cents)


def _percent(
    draft: PromotionDraft, remedy: Remedy, _products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    value = _number(remedy.value)
    if value is None:
        return None
    pricing = Pricing(
        by="percent",
        value=int(value * 100),
        ending=draft.pricing.ending,
        least_margin_bp=draft.pricing.least_margin_bp,
    )
    claim = draft.general_claim
    return replace(
        draft,
        pricing=pricing if draft.pricing.by == "percent" else draft.pricing,
        general_claim=claim and replace(claim, percent=min(claim.percent, value)),
    )


def _start(
    draft: PromotionDraft, remedy: Remedy, _products: Sequence[str], clock: tzinfo
) -> PromotionDraft | None:
    instant = _instant(remedy.value, clock, opening=True)
    if instant is None:
        return None
    length = None if draft.ends_at is None else draft.ends_at - draft.starts_at
    ends = None if length is None else max(instant + length, instant)
    return replace(draft, starts_at=instant, ends_at=ends)


def _end(
    draft: PromotionDraft, remedy: Remedy, _products: Sequence[str], clock: tzinfo
) -> PromotionDraft | None:
    instant = _instant(remedy.value, clock, opening=False)
    return None if instant is None else replace(draft, ends_at=instant)


def _remove(
    draft: PromotionDraft, _remedy: Remedy, products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    gone = set(products)
    kept = tuple(each for each in draft.products if each not in gone)
    return replace(draft, products=kept) if gone else None


def _mention(
    draft: PromotionDraft, remedy: Remedy, _products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    wanted = [each for each in _MENTIONS if each in str(remedy.value)]
    if not wanted or not draft.texts:
        return None
    return replace(draft, texts=tuple(_saying(each, wanted) for each in draft.texts))


def _saying(text: Text, wanted: Sequence[Mention]) -> Text:
    return replace(text, mentions=tuple(dict.fromkeys([*text.mentions, *wanted])))


def _word(
    draft: PromotionDraft, remedy: Remedy, _products: Sequence[str], _clock: tzinfo
) -> PromotionDraft | None:
    """Put the lawful word in place of « soldes » and « gratuit », wherever they stand."""
    new = str(remedy.value)
    texts = tuple(replace(each, text=_replaced(each.text, new)) for each in draft.texts)
    return replace(draft, texts=texts) if texts != draft.texts else None


_FORBIDDEN = re.compile(
    r"\b(?:pr[eé]-?)?sold(?:e|es|é|ée|és|ées|er|ez|ant|eur|eurs|erie|eries|issime\w*)\b"
    r"|\bgratuit(?:e|s|es|ement)?\b|\bventes? priv[eé]es?\b|\bliquidations?\b",
    re.IGNORECASE,
)


def _replaced(words: str, new: str) -> str:
    """Replace the reserved words of a text, a capital where one stood."""

    def instead(found: re.Match[str]) -> str:
        return new.capitalize() if found[0][:1].isupper() else new

    replaced = _FORBIDDEN.sub(instead, words)
    return words if normalised(replaced) == normalised(words) else replaced


def _own(
    draft: PromotionDraft,
    products: Sequence[str],
    *,
    price: int | None = None,
    prior: int | None = None,
) -> PromotionDraft | None:
    if not products:
        return None
    known = {(each.product, each.step): each for each in draft.own_prices}
    for product in products:
        before = known.get((product, 0), OwnPrice(product=product))
        known[product, 0] = replace(
            before,
            price=before.price if price is None else price,
            prior=before.prior if prior is None else prior,
        )
    return replace(draft, own_prices=tuple(known.values()))


def _instant(value: object, clock: tzinfo, *, opening: bool) -> datetime | None:
    try:
        moment = Moment(str(value))
    except ValueError:
        return None
    local = moment.opening(clock) if opening else moment.closing(clock)
    return local.replace(tzinfo=clock).astimezone(UTC)


def _cents(value: object) -> int | None:
    number = _number(value)
    return None if number is None else round_half_up(number * 100)


def _number(value: object) -> Fraction | None:
    try:
        return Fraction(str(value))
    except ValueError:
        return None


_CHANGES: dict[
    str, Callable[[PromotionDraft, Remedy, Sequence[str], tzinfo], PromotionDraft | None]
] = {
    "set_prior_price": _prior,
    "set_price": _price,
    "set_percent": _percent,
    "set_start": _start,
    "set_end": _end,
    "remove_item": _remove,
    "add_mention": _mention,
    "replace_word": _word,
}
