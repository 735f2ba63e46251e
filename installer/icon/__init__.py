"""The application's icon: drawn by us, rendered for Windows, macOS and the window."""
