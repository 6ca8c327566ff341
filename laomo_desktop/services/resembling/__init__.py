"""What resembles each other: people, enterprises, teams, visits and needs that may have been entered twice, and why."""
