"""Banque: the accounts, the files that told of them, and their lines."""
