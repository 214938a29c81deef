"""A change of command, on a page of its own: what is handed over, to whom, and that it is done."""
