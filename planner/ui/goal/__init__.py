"""How a goal is read: what it says, where it stands, who does what, and its fields' names."""
