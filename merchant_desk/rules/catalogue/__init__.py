"""How a catalogue file is understood: from bytes to articles, without a database."""
