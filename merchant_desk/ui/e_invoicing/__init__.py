"""Facturation électronique: what goes to the approved platform, what comes from it, reports."""
