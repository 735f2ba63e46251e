"""Small frozen values with no dependency on the rest of the desk."""
