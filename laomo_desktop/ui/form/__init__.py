"""The one form of all registers."""
