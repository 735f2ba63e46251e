"""What sets the desk up on a machine: its two commands, its locked components."""
