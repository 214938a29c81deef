"""How a goal is read, and the form in six parts that it is written in."""
