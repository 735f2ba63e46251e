"""The Windows installer, built on Linux and proved under Wine."""
