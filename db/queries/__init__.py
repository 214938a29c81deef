"""One SELECT a question: small functions that take a session and return rows."""
