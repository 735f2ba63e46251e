"""What is said with the approved platform, in the words of XP Z12-013 (Flow Service 1.3)."""

from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256


class FlowType(StrEnum):
    """What a file is; « Customer » is what we sell, « Supplier » what we buy."""

    CUSTOMER_INVOICE = "CustomerInvoice"
    SUPPLIER_INVOICE = "SupplierInvoice"
    CUSTOMER_STATUS = "CustomerInvoiceLC"
    SUPPLIER_STATUS = "SupplierInvoiceLC"
    DAILY_SALES = "AggregatedCustomerTransactionReport"  # 10.3
    FOREIGN_SALES = "UnitaryCustomerTransactionReport"  # 10.1
    DAILY_PAYMENTS = "AggregatedCustomerPaymentReport"  # 10.4
    FOREIGN_PAYMENTS = "UnitaryCustomerPaymentReport"  # 10.2
    SEVERAL_REPORTS = "MultiFlowReport"


class FlowSyntax(StrEnum):
    """How a file is written."""

    FACTUR_X = "Factur-X"
    CII = "CII"
    UBL = "UBL"
    STATUS = "CDAR"
    REPORT = "FRR"


class Processing(StrEnum):
    """Under which rule of the reform a file goes."""

    E_INVOICE = "B2B"
    FOREIGN = "B2BInt"
    CONSUMERS = "B2C"
    NONE = "NotApplicable"


class Ack(StrEnum):
    """What the platform's own checks said of a file."""

    PENDING = "Pending"
    OK = "Ok"
    ERROR = "Error"


ALREADY_THERE = "AlreadyExistingFlow"
"""The reason of a file that came twice: it was sent, all is well."""
PLATFORM_SECRET = "plateforme-agreee"  # noqa: S105 - the name it is kept under, not the secret
"""Under which name the client secret lies in the keyring."""


def digest(body: bytes) -> str:
    """Return the SHA-256 of a file as the platform wants it written."""
    return sha256(body).hexdigest()


@dataclass(frozen=True, slots=True)
class PlatformAccess:
    """Where the platform is reached and who asks."""

    flow_url: str
    auth_url: str
    client_id: str
    secret: str = field(repr=False)
    directory_url: str = ""
    organization: str = ""


@dataclass(frozen=True, slots=True)
class FlowToSend:
    """One file to hand over; ``tracking_id`` is ours, the same at every attempt."""

    tracking_id: str
    name: str
    syntax: FlowSyntax
    processing: Processing
    body: bytes = field(repr=False)
    profile: str = "CIUS"


@dataclass(frozen=True, slots=True)
class FlowTaken:
    """The platform took the file in charge; what its checks say comes later."""

    flow_id: str
    submitted_at: str


@dataclass(frozen=True, slots=True)
class AckReason:
    """Why the platform refuses a file, in its words."""

    code: str
    message: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class FlowSeen:
    """One file as the platform lists it; ``updated_at`` is its own clock, kept as it wrote it."""

    flow_id: str
    tracking_id: str
    name: str
    syntax: str
    flow_type: str
    incoming: bool
    ack: Ack
    updated_at: str
    reasons: tuple[AckReason, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowPage:
    """A page of what changed; an empty ``next_cursor`` ends it."""

    flows: tuple[FlowSeen, ...]
    next_cursor: str = ""


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One electronic address of a business in the directory."""

    address: str
    siren: str
    siret: str
    platform_type: str
    """WK: an approved platform; DFH: the state's portal."""
    status: str
    """Enabled, Disabled or Upcoming."""

    @property
    def usable(self) -> bool:
        """Tell whether an invoice sent there arrives."""
        return self.status == "Enabled"
