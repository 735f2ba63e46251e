"""Documents made whole, and put where people find them; no Qt here."""
