"""The page of the forecast, over a real shop."""
