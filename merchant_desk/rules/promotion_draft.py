"""An operation as she writes it: what, when, where, for whom, at which prices, in which words."""

from datetime import datetime
from fractions import Fraction
from typing import Any, Literal

import msgspec

from merchant_desk.rules.legal.foreign_values import read_foreign, write_foreign
from merchant_desk.rules.legal.items import Bundle, LossException
from merchant_desk.rules.legal.moment import Moment
from merchant_desk.rules.legal.parts import (
    ALL,
    ZERO,
    Audience,
    Declaration,
    GeneralClaim,
    Inventory,
    Launch,
    Part,
    Premium,
    SingleRate,
    StockLimit,
    Text,
)
from merchant_desk.rules.legal.words_of_law import (
    Channel,
    Count,
    Customers,
    OperationKind,
    Partner,
)

PricingWay = Literal["none", "percent", "amount", "price"]
Ending = Literal["", "90", "95", "99"]


class Pricing(Part, frozen=True, kw_only=True):
    """How a new price follows from the usual one.

    ``value`` is a rate in hundredths of a percent, or cents. ``ending`` rounds down to the next
    price that ends so; ``least_margin_bp`` keeps that share of the price before VAT above the
    purchase cost, in hundredths of a percent.
    """

    by: PricingWay = "none"
    value: Count = 0
    ending: Ending = ""
    least_margin_bp: Count | None = None


class StepDraft(Part, frozen=True, kw_only=True):
    """A further markdown, from an instant on."""

    starts_at: datetime
    pricing: Pricing


class OwnPrice(Part, frozen=True, kw_only=True):
    """The price she gave one article herself, or the prior price she wants shown; in cents."""

    product: str
    price: Count | None = None
    prior: Count | None = None
    step: Count = 0


class PromotionDraft(Part, frozen=True, kw_only=True):
    """All that she chose and wrote. Instants are aware; ``ends_at`` is when prices come back.

    ``products`` are hexadecimal ids. The prior price that is shown is the lawful one, unless she
    asked for another in ``own_prices``.
    """

    title: str
    kind: OperationKind
    starts_at: datetime
    ends_at: datetime | None = None
    channels: tuple[Channel, ...] = ("shop", "web")
    products: tuple[str, ...] = ()
    pricing: Pricing = Pricing()
    steps: tuple[StepDraft, ...] = ()
    own_prices: tuple[OwnPrice, ...] = ()
    shows_prior: bool = True
    shows_percent: bool = True
    bundle: Bundle | None = None
    code: str = ""
    texts: tuple[Text, ...] = ()
    audience: Audience = ALL
    customers: Customers = "consumers"
    covers: Literal["all", "selection"] | None = None
    coordination: Literal["independent", "local", "chain", "national"] = "independent"
    partner_of: tuple[Partner, ...] = ()
    general_claim: GeneralClaim | None = None
    single_rate: SingleRate | None = None
    separated: bool = True
    basket_voucher: Fraction | None = None
    premium: Premium | None = None
    launch: Launch | None = None
    stock_limit: StockLimit | None = None
    declaration: Declaration | None = None
    inventory: Inventory | None = None
    soft_drinks_discounted: bool | None = None
    supplier_price_agreement: bool = False
    loss_exception: LossException | None = None
    loyalty_credit_percent: Fraction = ZERO
    note: str = ""

    @property
    def starts(self) -> Moment:
        """Return the start as questions of law tell it."""
        return instant_moment(self.starts_at)

    @property
    def ends(self) -> Moment | None:
        """Return the end as questions of law tell it."""
        return instant_moment(self.ends_at) if self.ends_at else None


def instant_moment(instant: datetime) -> Moment:
    """Return an aware instant as questions of law tell it, with its offset."""
    return Moment(instant.isoformat(timespec="seconds").replace("+00:00", "Z"))


def draft_text(draft: PromotionDraft) -> str:
    """Return the draft as it is kept."""
    return msgspec.json.encode(draft, enc_hook=write_foreign, order="sorted").decode()


def read_draft(text: str) -> PromotionDraft:
    """Return the draft that was kept, or that a file holds. Raises msgspec.ValidationError."""
    return msgspec.json.decode(text, type=PromotionDraft, dec_hook=read_foreign)


def draft_of(told: Any) -> PromotionDraft:
    """Return the draft that plain values describe. Raises msgspec.ValidationError."""
    return msgspec.convert(told, PromotionDraft, dec_hook=read_foreign)
