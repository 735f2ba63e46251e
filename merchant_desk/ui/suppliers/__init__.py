"""Suppliers: the list, the card of one, its articles and prices."""
