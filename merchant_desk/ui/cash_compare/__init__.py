"""Constaté: what was foreseen against what happened, and every cause of the difference."""
