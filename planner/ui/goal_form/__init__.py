"""The form that a goal is written in: six fields first, then the rest, with a check beside it."""
