"""The page of what was foreseen and what happened, over a real shop."""
