"""Rows as files that leave the planner."""
