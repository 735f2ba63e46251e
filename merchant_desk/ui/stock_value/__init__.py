"""What the stock is worth, how long it has lain there, and what it costs to hold or to lack."""
