"""Whether a start goes to the first steps: asked at every start, so that nothing is made for it."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from merchant_desk.queries.settings import settings
from merchant_desk.queries.unmapped.goods import PRODUCTS
from merchant_desk.queries.unmapped.sales import ORDERS
from merchant_desk.queries.unmapped.shop import SHOPS
from merchant_desk.queries.unmapped.station import SHOP_PROFILES
from merchant_desk.values.first_start import OVER
from merchant_desk.values.ids import StationId
from merchant_desk.values.settings import FIRST_START, TRAINING

_HERS = (SHOP_PROFILES, ORDERS, PRODUCTS, SHOPS)


def first_start_wanted(session: Session, station_id: StationId) -> bool:
    """Tell whether the first steps are begun and not over, or the shop is still empty."""
    kept = settings(session, station_id)
    told = kept.get(FIRST_START)
    if told == OVER or kept.get(TRAINING):
        return False
    return bool(told) or not holds_anything(session)


def holds_anything(session: Session) -> bool:
    """Tell whether the shop holds anything of hers."""
    wanted = select(or_(*(exists().select_from(each) for each in _HERS)))
    return bool(session.execute(wanted).scalar())
