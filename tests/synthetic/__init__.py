"""A year of a shop whose truth is known: what is proposed for its bank lines is measured on it."""
