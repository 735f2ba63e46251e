"""Bringing a catalogue file in, with a look at it first."""
