"""Rapprochement: what each line of the bank is, accepted with one key."""
