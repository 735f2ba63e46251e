"""Exchanging with storefronts, whatever they are."""
