"""The one list of all registers."""
