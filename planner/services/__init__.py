"""Use cases: each registered with the action it needs; none of them commits."""
