"""The stations, the people, the settings, and the papers that wait."""

from sqlalchemy import BigInteger, Boolean, Integer, LargeBinary, Text

from merchant_desk.database.column_types import IdColumn, UtcColumn, words
from merchant_desk.queries.unmapped.told import told
from merchant_desk.values.vat import VatTreatment
from merchant_desk.values.words import DocumentKind, PrintState

STATIONS = told(
    "station",
    id=IdColumn, name=Text, letter=Text, created_at=UtcColumn,
)  # fmt: skip
PEOPLE = told(
    "person",
    id=IdColumn, name=Text, active=Boolean,
)  # fmt: skip
SETTINGS = told(
    "setting",
    station=Text, key=Text, value=Text,
)  # fmt: skip
SHOP_PROFILES = told(
    "shop_profile",
    id=Integer, seller=Text, vat_treatment=words(VatTreatment), logo=LargeBinary,
    changed_at=UtcColumn,
)  # fmt: skip
PRINT_JOBS = told(
    "print_job",
    id=IdColumn, row=BigInteger, kind=words(DocumentKind), subject=Text, title=Text,
    station_id=IdColumn, state=words(PrintState), copies=Integer, at=UtcColumn, by=Text,
    printed_at=UtcColumn, printed_on=Text, file=Text, attempts=Integer, problem=Text,
)  # fmt: skip
