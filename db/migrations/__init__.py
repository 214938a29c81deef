"""Migrations: one intention each, importing neither the shapes nor the tables."""
