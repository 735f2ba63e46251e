"""The calendar of promotions, and everything that is planned from it."""
