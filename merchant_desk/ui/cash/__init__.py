"""Trésorerie: the place of the pages that tell of money."""
