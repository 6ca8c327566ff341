"""Every verb without a window: one module a subject, each adding its commands to the parser."""

from laomo_desktop.cli.main import main

__all__ = ["main"]
