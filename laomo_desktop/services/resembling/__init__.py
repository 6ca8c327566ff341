"""What resembles each other: people, enterprises and teams that two offices may have entered both, and why."""
