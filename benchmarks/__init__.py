"""What the planner costs: one line of JSON a figure, with `python -m benchmarks`."""
