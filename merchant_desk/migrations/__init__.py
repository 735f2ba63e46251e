"""The steps that bring a data file up to this version."""
