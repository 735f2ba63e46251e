"""What she tries, and how much room is left."""
