"""What the program does by itself once a day, after the login: a copy, and then what the copy makes safe to do."""

from pathlib import Path

from laomo_desktop.services import desk as desks
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.exchange import idle_images


def daily(desk: Desk) -> Path | None:
    """Once a day; returns the copy if one was made. Images that nothing needs go only right after it."""
    copy = desks.daily_backup(desk)
    if copy is not None:
        idle_images.collect(desk)
    return copy
