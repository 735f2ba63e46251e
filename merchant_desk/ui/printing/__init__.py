"""Paper: previewed, chosen a printer for, brought out in order and once."""
