"""« Comptabilité »: what is handed to the accountant, and what was checked of it."""
