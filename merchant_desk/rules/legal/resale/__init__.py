"""Rules on resale at a loss."""
