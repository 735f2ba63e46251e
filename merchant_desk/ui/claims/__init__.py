"""Claims to suppliers: what is asked back, what they answer, what they credit."""
