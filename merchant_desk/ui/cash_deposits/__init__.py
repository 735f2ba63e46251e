"""Remises: cheques and cash brought to the bank, seen there or not."""
