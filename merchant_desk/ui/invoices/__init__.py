"""Factures: what was issued, what is being written, and getting paid."""
