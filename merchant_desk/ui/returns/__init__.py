"""Returns: what comes back, what is owed for it, and what it teaches."""
