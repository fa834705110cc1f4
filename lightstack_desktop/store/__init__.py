"""SQLite by SQLAlchemy: one transaction per batch of changes. The only room that knows SQL."""
