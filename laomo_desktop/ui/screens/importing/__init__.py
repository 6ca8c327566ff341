"""导入: a workbook in three steps (choose, look over, done), nothing asked on the way."""

from laomo_desktop.ui.screens.importing.screen import ImportScreen

__all__ = ["ImportScreen"]
