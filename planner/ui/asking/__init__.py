"""Asking somebody without an account: the form, and what became of what was asked."""
