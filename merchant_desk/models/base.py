"""What every mapped class shares: names of constraints, column types, dataclass behaviour."""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import MetaData, Table, Text
from sqlalchemy.orm import DeclarativeBase, MappedAsDataclass

from merchant_desk.database.column_types import IdColumn, MoneyColumn, UtcColumn
from merchant_desk.values import ids
from merchant_desk.values.money import Money

_ID_TYPES: tuple[Any, ...] = (
    ids.ProductId, ids.PlaceId, ids.LocationId, ids.MoveId, ids.CustomerId, ids.OrderId,
    ids.OrderLineId, ids.WaveId, ids.ParcelId, ids.ParcelLineId, ids.ScanId, ids.InvoiceId,
    ids.SeriesId, ids.PaymentId, ids.ShopId, ids.RemoteRecordId, ids.MessageId, ids.ConflictId,
    ids.StationId, ids.PersonId, ids.PrintJobId, ids.ImportId, ids.RecordId,
    ids.PromotionId, ids.BatchId, ids.SealId, ids.ClosingId, ids.EventId, ids.ArchiveId,
    ids.SupplierInvoiceId, ids.FlowId, ids.EreportId, ids.DraftId, ids.LotId, ids.CostChangeId,
    ids.SupplierId, ids.SupplierArticleId, ids.PurchaseId, ids.PurchaseLineId, ids.DeliveryId,
    ids.ClaimId, ids.CountId, ids.ReturnId, ids.ReturnLineId,
    ids.CashAccountId, ids.BankImportId, ids.BankLineId, ids.MatchId, ids.MatchRuleId,
    ids.RecurringId, ids.PayoutId, ids.DepositId, ids.ScenarioId, ids.KeptForecastId,
)  # fmt: skip
_TYPES: dict[Any, Any] = {
    **dict.fromkeys(_ID_TYPES, IdColumn()),
    str: Text(),
    Money: MoneyColumn(),
    datetime: UtcColumn(),
}


class Model(MappedAsDataclass, DeclarativeBase, kw_only=True):
    """A row of the desk; never leaves the transaction that read it."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = _TYPES


def table(model: type[Model]) -> Table:
    """Return the table of a model, for the hot paths that use SQLAlchemy Core."""
    return cast("Table", model.__table__)
