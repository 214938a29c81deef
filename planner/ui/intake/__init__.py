"""Starting a plan from what exists: where from, what it would make, and who is credited."""
