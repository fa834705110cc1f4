"""Decks: what is plugged in, one Session for each, real or on screen."""
