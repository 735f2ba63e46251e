"""What comes back in the bank: found in its history, and the days it will come back."""
