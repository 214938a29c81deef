"""The `planner` command: run the planner and look after its records."""

import typer

from . import admin, audit, data, database, demo, doctor, run
from .door import Door

main = typer.Typer(
    cls=Door,
    help="Plan a district's strategy, and follow it in numbers and voices.",
    no_args_is_help=True,
    add_completion=False,
    # A traceback with local values would show people's names and words.
    pretty_exceptions_enable=False,
)
main.command()(demo.demo)
main.command()(run.serve)
main.command()(run.worker)
main.command()(database.migrate)
main.command()(database.upgrade)
main.command()(database.backup)
main.command()(database.restore)
main.command("import")(data.import_files)
main.command()(data.seed)
main.command()(doctor.doctor)
main.add_typer(admin.admin, name="admin")
main.add_typer(audit.audit, name="audit")
