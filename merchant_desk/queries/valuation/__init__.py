"""What the stock is worth, on any day, by either method, and what it costs to hold or to lack."""
