"""People as administrators look after them, and what each says about themselves."""
