"""From foreseen amounts to evenings: three lines, their lows and why, the first red day."""
