"""The words of questions: kinds, channels, categories; the same in files, records and rules."""

from typing import Annotated, Literal

from msgspec import Meta

Zone = Annotated[str, Meta(pattern=r"^(0[1-9]|1[0-9]|2[1-9]|[3-8][0-9]|9[0-5]|2A|2B|97[1-8])$")]
"""Département or collectivity of the shop."""
Count = Annotated[int, Meta(ge=0)]
Channel = Literal["shop", "web", "marketplace", "phone", "mail", "click_and_collect", "fair"]
DISTANCE: frozenset[Channel] = frozenset({"web", "marketplace", "phone", "mail"})

Category = Literal[
    "general_goods", "clothing", "shoes", "appliance", "electronics", "toy", "furniture",
    "jewellery", "antique", "food", "pet_food", "fresh_fruit_veg", "alcohol", "soft_drink",
    "infant_formula_first_age", "infant_formula_follow_on", "pgc_nonfood", "book_new",
    "book_used", "press", "tobacco", "vape", "medicine", "live_animal", "event_ticket",
    "gift_card", "digital_content", "service",
]  # fmt: skip
FOOD: frozenset[Category] = frozenset({
    "food", "fresh_fruit_veg", "alcohol", "soft_drink", "infant_formula_first_age",
    "infant_formula_follow_on",
})  # fmt: skip
FOOD_AND_PET_FOOD: frozenset[Category] = FOOD | {"pet_food"}

Flag = Literal["perishable", "rapid_deterioration", "second_hand", "previous_season"]
OperationKind = Literal[
    "price_change", "promotion", "soldes", "floating_soldes", "destocking", "private_sale",
    "promo_code", "loyalty", "bundle", "premium", "launch_price", "liquidation",
    "temporary_sale", "factory_outlet",
]  # fmt: skip
ShopKind = Literal[
    "retail", "grocery", "wine_shop", "bookshop", "pharmacy", "pet_shop", "bar", "tobacconist",
    "vape_shop", "producer", "wholesaler_to_professionals", "web_only",
]  # fmt: skip
Basis = Literal[
    "loyalty_members", "invitation", "newsletter", "purchase_history", "staff", "students",
    "nationality", "origin", "religion", "sex", "health", "political_opinion",
    "sexual_orientation",
]  # fmt: skip
Who = Literal["all", "segment", "single_customer"]
Customers = Literal["consumers", "businesses"]
Place = Literal[
    "label", "in_shop", "street", "print", "web", "email", "sms", "social", "trade_name",
    "terms", "letter",
]  # fmt: skip
ADVERTISING: frozenset[Place] = frozenset({"street", "print", "web", "email", "sms", "social"})
"""The places of advertising: read from outside the shop, or sent."""
Mention = Literal[
    "goods_nature", "origin_same_size", "offer_period", "quantity", "receipt_date",
    "health_warning", "proof",
]  # fmt: skip
Partner = Literal["french_days"]
BookDelivery = Literal["in_shop", "collected_in_bookshop", "shipped"]
EventName = Literal[
    "epiphany", "candlemas", "valentine", "mardi_gras", "grandmothers_day", "womens_day",
    "easter", "labour_day", "mothers_day", "fathers_day", "music_day", "bastille_day",
    "halloween", "singles_day", "beaujolais_nouveau", "black_friday", "cyber_monday",
    "saint_nicholas", "christmas",
]  # fmt: skip
SeasonalProduct = Literal[
    "christmas_chocolate", "easter_chocolate", "foie_gras", "wild_mushrooms", "snails",
    "festive_poultry",
]  # fmt: skip
