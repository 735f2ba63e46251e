"""« Impôts et charges »: what the forecast asks about taxes and social charges."""
