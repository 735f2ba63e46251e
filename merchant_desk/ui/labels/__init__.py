"""Labels of articles: chosen, looked at, printed."""
