"""Rules on announcements of price reductions: the prior price, and what stands beside it."""
