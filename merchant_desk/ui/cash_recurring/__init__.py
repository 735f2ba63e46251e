"""Récurrents: what comes back, proposed from the bank and confirmed by her."""
