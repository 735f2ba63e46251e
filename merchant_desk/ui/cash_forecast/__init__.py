"""Prévision: the account over the weeks to come, and every document it comes from."""
