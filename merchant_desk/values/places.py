"""The outside ends of the stock ledger: the same identifiers in every shop."""

from merchant_desk.values.ids import PlaceId

SUPPLIER = PlaceId(bytes.fromhex("00000000000070008000000000000001"))
CUSTOMER = PlaceId(bytes.fromhex("00000000000070008000000000000002"))
ADJUSTMENT = PlaceId(bytes.fromhex("00000000000070008000000000000003"))
OPENING = PlaceId(bytes.fromhex("00000000000070008000000000000004"))
OUTSIDE = (SUPPLIER, CUSTOMER, ADJUSTMENT, OPENING)
