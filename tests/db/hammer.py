"""A process that writes, started by the tests of faults: `python -m tests.db.hammer append URL`.

`append` adds numbered districts for ever and prints each number once its commit returned.
`count URL TIMES` adds one to a number that it reads in the same transaction, so many times.
"""

import sys

from sqlalchemy import Engine, func, select

from db import tables as t
from db.engine import make_engine, transaction
from tests import factories as make


def append(engine: Engine) -> None:
    with transaction(engine) as session:
        city = session.scalars(select(t.Jurisdiction)).one()
        number = session.scalar(select(func.max(t.District.number))) or 0
    while True:
        number += 1
        with transaction(engine, write=True) as session:
            make.make_district(session, city, number=number)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def count(engine: Engine, times: int) -> None:
    for _ in range(times):
        with transaction(engine, write=True) as session:
            city = session.scalars(select(t.Jurisdiction)).one()
            city.due_days += 1


if __name__ == "__main__":
    _, work, url, *rest = sys.argv
    if work == "append":
        append(make_engine(url))
    else:
        count(make_engine(url), int(rest[0]))
