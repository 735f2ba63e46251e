"""Merchant Desk: the back office of a small French shop, offline first."""
