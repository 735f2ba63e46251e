"""What is checked of an invoice that a supplier sent."""
