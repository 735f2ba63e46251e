"""What waits for a person, with the way out of each."""
