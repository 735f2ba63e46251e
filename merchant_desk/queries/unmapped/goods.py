"""Articles, and where they lie."""

from sqlalchemy import BigInteger, Boolean, Integer, Text

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn, words
from merchant_desk.queries.unmapped.told import told
from merchant_desk.values.goods_words import ProductKind, Tracking
from merchant_desk.values.words import PlaceKind

PRODUCTS = told(
    "product",
    id=IdColumn, row=BigInteger, sku=Text, name=Text, option_text=Text, family=Text,
    category=Text, price=MoneyColumn, cost_tenthousandths=BigInteger, rate_bp=Integer,
    weight_g=Integer, image_url=Text, default_place_id=IdColumn, kind=words(ProductKind),
    tracking=words(Tracking), active=Boolean, stocked=Boolean, search_text=Text,
    created_at=UtcColumn, changed_at=UtcColumn, import_id=IdColumn,
)  # fmt: skip
KIT_PARTS = told(
    "kit_part",
    kit_id=IdColumn, product_id=IdColumn, quantity=Integer,
)  # fmt: skip
LOCATIONS = told(
    "location",
    id=IdColumn, name=Text, position=Integer,
)  # fmt: skip
PLACES = told(
    "place",
    id=IdColumn, location_id=IdColumn, kind=words(PlaceKind), code=Text, walk_order=Text,
)  # fmt: skip
LEVELS = told(
    "stock_level",
    product_id=IdColumn, place_id=IdColumn, quantity=Integer,
)  # fmt: skip
