"""The embedded engine: the portal's own database finds, SQLite by FTS5, PostgreSQL by tsvector."""
