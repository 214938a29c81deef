"""The cellar: engine, tables, queries and migrations for SQLite and PostgreSQL alike."""
