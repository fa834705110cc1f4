"""Lightstack Desktop: alerts on a Stream Deck, in the tray and on the wire."""

__version__ = "0.1.0"
