"""From a printed page to the terms of EN 16931 and of the French rules: every decision, no XML."""
