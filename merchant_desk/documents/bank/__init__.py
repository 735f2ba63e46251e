"""What banks send of their accounts, read from their files."""
