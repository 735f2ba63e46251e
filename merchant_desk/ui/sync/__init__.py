"""Synchronisation: how the exchanges with storefronts stand, what waits, what was told."""
