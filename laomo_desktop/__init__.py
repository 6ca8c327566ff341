"""laomo_desktop: 劳模工匠助企行 on a clerk's own PC, without a network."""

__version__ = "0.1.0"
