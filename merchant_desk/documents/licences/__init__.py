"""The licences of what the desk is made of: decided, read, and held to."""
