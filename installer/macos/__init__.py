"""The macOS application: what a maintainer's Mac builds, and what is read of it here."""
