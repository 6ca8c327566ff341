"""Colours, fonts, icons, the one style sheet."""
