"""The frame: navigation, bars, palette. It only navigates."""
