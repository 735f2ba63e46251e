"""One rule of French law a file, and the lists of them (the first come with promotions)."""
