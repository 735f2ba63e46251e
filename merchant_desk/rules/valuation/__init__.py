"""What the stock is worth: weighted average and first in, first out."""
