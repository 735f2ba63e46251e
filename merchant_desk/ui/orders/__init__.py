"""Commandes: the list, its filters, and everything of one order beside it."""
