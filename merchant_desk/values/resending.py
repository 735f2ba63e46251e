"""What may be told to a storefront twice: the second time changes nothing there."""

RESENT = frozenset({"stock", "price", "shipped", "tracking"})
"""Kinds of messages; never a refund, nor a product to be made."""
