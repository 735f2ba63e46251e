"""The outside ends of the stock ledger: the same identifiers in every shop."""

from merchant_desk.values.ids import PlaceId

SUPPLIER = PlaceId(bytes.fromhex("00000000000070008000000000000001"))
CUSTOMER = PlaceId(bytes.fromhex("00000000000070008000000000000002"))
ADJUSTMENT = PlaceId(bytes.fromhex("00000000000070008000000000000003"))
OPENING = PlaceId(bytes.fromhex("00000000000070008000000000000004"))
SECOND_CHOICE = PlaceId(bytes.fromhex("00000000000070008000000000000005"))
"""Units that became another article, sold as second choice."""
REPAIR = PlaceId(bytes.fromhex("00000000000070008000000000000006"))
BACK_TO_SUPPLIER = PlaceId(bytes.fromhex("00000000000070008000000000000007"))
"""Waiting for the supplier to take them back."""
SCRAP = PlaceId(bytes.fromhex("00000000000070008000000000000008"))
USED = PlaceId(bytes.fromhex("00000000000070008000000000000009"))
"""Boxes and fill that left with a parcel."""
ASSEMBLY = PlaceId(bytes.fromhex("0000000000007000800000000000000a"))
OUTSIDE = (
    SUPPLIER, CUSTOMER, ADJUSTMENT, OPENING,
    SECOND_CHOICE, REPAIR, BACK_TO_SUPPLIER, SCRAP, USED, ASSEMBLY,
)  # fmt: skip
LAST_OUTSIDE = PlaceId(bytes.fromhex("000000000000700080000000000000ff"))
"""Every outside end comes before it, every bin after: bins are made with the time in front."""
ASIDE = (REPAIR, BACK_TO_SUPPLIER)
"""Ours still, but not to be sold: counted from their moves."""
