"""What to order, how much of it, and what it costs not to."""
