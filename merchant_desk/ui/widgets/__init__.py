"""The parts that screens are built from; each takes the theme first."""
