"""New versions of the desk: announced, fetched, checked, kept with the way back."""
