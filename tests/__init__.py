"""The suite; run it with the second README command."""
