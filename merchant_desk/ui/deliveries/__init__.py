"""Deliveries: what came, what is being unloaded by scan, and what is claimed for it."""
