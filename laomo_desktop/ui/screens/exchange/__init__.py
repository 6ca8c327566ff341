"""数据交换: packages out and in, the ledger, the keys."""

from laomo_desktop.ui.screens.exchange.screen import ExchangeScreen

__all__ = ["ExchangeScreen"]
