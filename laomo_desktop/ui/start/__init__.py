"""First start and login."""
