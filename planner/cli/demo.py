"""Everything that a first look takes, in one process, because each start loads all libraries."""

from . import data, database, run


def demo() -> None:
    """Migrate, load the sample data into an empty database, and start the planner."""
    database.migrate()
    data.seed(if_empty=True)
    run.serve()
