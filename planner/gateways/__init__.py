"""Ways out of the planner: mail and the files kept as evidence."""
