"""Times are kept in UTC and shown local."""

from datetime import datetime


def local(at: str) -> str:
    """2026-03-06 09:05 in this computer's zone, from an ISO time in UTC."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
