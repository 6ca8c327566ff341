"""The city and two districts as in tests/services/exchange."""

from tests.services.exchange.conftest import made_once, world

__all__ = ["made_once", "world"]
