"""Every role times every registered use case: where a rule does not reach, nothing happens.

Made from the registry and the table of rules, so that a new service is tested before anybody
thinks of it: one that checks nothing, or whose action has no rule, fails here.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from types import CellType
from typing import Any, NoReturn
from uuid import UUID, uuid4

import pytest

import planner.services
from db.tables import Jurisdiction
from planner.domain.permissions import (
    ANONYMOUS,
    OPEN,
    RULES,
    SYSTEM,
    WITHOUT_A_ROLE,
    Action,
    Actor,
    Grant,
    Reach,
)
from planner.services.work import USE_CASES, UseCase, Work, anywhere, use_case
from schemas.errors import RefusedError
from schemas.vocabulary import ActorKind, Role
from tests import factories as make

MODULES = [
    importlib.import_module(module.name)
    for module in pkgutil.walk_packages(planner.services.__path__, "planner.services.")
]
CASES = sorted(USE_CASES)
HERE, ELSEWHERE = uuid4(), uuid4()


class Untouched:
    """Stands in for whatever a call needs, and fails the test as soon as it is looked at."""

    def __getattr__(self, name: str) -> NoReturn:
        pytest.fail(f"looked at {name} before the permission was checked")

    def __iter__(self) -> NoReturn:
        pytest.fail("looked through before the permission was checked")

    def __len__(self) -> int:
        pytest.fail("asked for before the permission was checked")
        return 0


def member(role: Role, district_id: UUID | None = HERE, ends_on: date | None = None) -> Actor:
    command = Grant(Role.COMMANDER, district_id, date(2025, 1, 1))
    grant = Grant(role, district_id, date(2025, 1, 1), ends_on, (command,))
    return Actor(ActorKind.MEMBER, uuid4(), grants=(grant,))


def work_of(actor: Actor) -> Work:
    """Return a request that can't read or write a thing."""
    city = Jurisdiction(id=uuid4())
    return Work(Untouched(), actor, city, make.NOW, make.TODAY, "test")  # type: ignore[arg-type]


def parts(case: UseCase) -> dict[str, CellType]:
    """Return what the registration of a use case works with: its check's scope and function."""
    registered = case.function
    cells = registered.__closure__ or ()
    return dict(zip(registered.__code__.co_freevars, cells, strict=True))


def arguments(case: UseCase) -> dict[str, Any]:
    """Return a stand-in for every argument that a use case can't do without."""
    signature = inspect.signature(case.function)
    return {
        name: Untouched()
        for name, parameter in list(signature.parameters.items())[1:]
        if parameter.default is inspect.Parameter.empty
    }


@contextmanager
def replaced(cell: CellType, value: object) -> Iterator[None]:
    held = cell.cell_contents
    cell.cell_contents = value
    try:
        yield
    finally:
        cell.cell_contents = held


@contextmanager
def touching(case: UseCase, district_id: UUID) -> Iterator[None]:
    """Let a use case that looks up its district find this one; one without any stays so."""
    scope = parts(case)["scope"]
    if scope.cell_contents is anywhere:
        yield
        return
    with replaced(scope, lambda *_, **__: district_id):
        yield


@dataclass
class Recorder:
    """Stands in for what a use case does: notes that it was reached."""

    calls: list[Work] = field(default_factory=list)

    def __call__(self, work: Work, **_arguments: object) -> None:
        self.calls.append(work)


def call(case: UseCase, actor: Actor, district_id: UUID = ELSEWHERE) -> None:
    """Call the registered function itself, touching a district."""
    with touching(case, district_id):
        case.function(work_of(actor), **arguments(case))


def gets_through(case: UseCase, actor: Actor, district_id: UUID) -> bool:
    """Say whether a call comes as far as what the use case does, without doing it."""
    recorder = Recorder()
    with replaced(parts(case)["function"], recorder):
        try:
            call(case, actor, district_id)
        except RefusedError:
            assert recorder.calls == []
            return False
    return len(recorder.calls) == 1


def refusal(case: UseCase, actor: Actor, district_id: UUID = ELSEWHERE) -> str:
    """Return the action that a call of the real function was refused for."""
    with pytest.raises(RefusedError) as refused:
        call(case, actor, district_id)
    return str(refused.value.params["action"])


def has_scope(case: UseCase) -> bool:
    return parts(case)["scope"].cell_contents is not anywhere


def test_what_a_module_offers_is_the_registered_function() -> None:
    offered = {
        id(value)
        for module in MODULES
        for value in vars(module).values()
        if inspect.isfunction(value)
    }
    assert [name for name in CASES if id(USE_CASES[name].function) not in offered] == []


def test_no_two_use_cases_have_one_name() -> None:
    wrapped = {
        f"{value.__module__}.{value.__qualname__}": value
        for module in MODULES
        for value in vars(module).values()
        if inspect.isfunction(value) and {"scope", "function"} <= set(value.__code__.co_freevars)
    }
    registered = {id(case.function) for case in USE_CASES.values()}
    assert [name for name, value in wrapped.items() if id(value) not in registered] == []


@pytest.mark.parametrize("name", CASES)
def test_every_use_case_needs_an_action_that_has_a_rule(name: str) -> None:
    case = USE_CASES[name]
    assert case.action in RULES
    assert RULES[case.action] or case.action in OPEN
    assert parts(case)["action"].cell_contents is case.action


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("role", Role)
def test_a_role_whose_rule_does_not_reach_is_refused_before_anything_happens(
    name: str, role: Role
) -> None:
    case = USE_CASES[name]
    reach = RULES[case.action].get(role)
    if reach is not Reach.ANYWHERE:
        assert refusal(case, member(role)) == case.action
    assert gets_through(case, member(role), ELSEWHERE) is (reach is Reach.ANYWHERE)
    near = reach is Reach.ANYWHERE or (reach is Reach.OWN and has_scope(case))
    assert gets_through(case, member(role), HERE) is near


@pytest.mark.parametrize("name", CASES)
def test_a_role_that_has_ended_opens_nothing(name: str) -> None:
    for role in Role:
        left = member(role, ends_on=date(2026, 11, 19))
        if USE_CASES[name].action not in WITHOUT_A_ROLE:
            assert refusal(USE_CASES[name], left, HERE) == USE_CASES[name].action


@pytest.mark.parametrize("name", CASES)
def test_a_role_without_a_district_reaches_none(name: str) -> None:
    case = USE_CASES[name]
    for role in Role:
        reached = RULES[case.action].get(role) is Reach.ANYWHERE
        assert gets_through(case, member(role, None), HERE) is reached


@pytest.mark.parametrize("name", CASES)
def test_a_member_without_a_role_keeps_their_account_and_does_nothing_else(name: str) -> None:
    case, nobody = USE_CASES[name], Actor(ActorKind.MEMBER, uuid4())
    assert gets_through(case, nobody, HERE) is (case.action in WITHOUT_A_ROLE)
    if case.action not in WITHOUT_A_ROLE:
        assert refusal(case, nobody, HERE) == case.action


@pytest.mark.parametrize("name", CASES)
def test_who_is_not_signed_in_can_sign_in_or_answer_and_nothing_else(name: str) -> None:
    case = USE_CASES[name]
    assert gets_through(case, ANONYMOUS, HERE) is (case.action in OPEN)
    if case.action not in OPEN:
        assert refusal(case, ANONYMOUS, HERE) == case.action


@pytest.mark.parametrize("name", CASES)
def test_who_may_only_keep_drafts_does_nothing_else_whatever_their_roles(name: str) -> None:
    case = USE_CASES[name]
    grants = tuple(Grant(role, HERE, date(2025, 1, 1)) for role in Role)
    only = frozenset({Action.DRAFT_KEEP})
    actor = Actor(ActorKind.MEMBER, uuid4(), grants=grants, only=only)
    assert gets_through(case, actor, HERE) is (case.action is Action.DRAFT_KEEP)


@pytest.mark.parametrize("name", CASES)
def test_the_planner_itself_gets_through(name: str) -> None:
    assert gets_through(USE_CASES[name], SYSTEM, HERE)


@pytest.mark.parametrize("name", [name for name in CASES if has_scope(USE_CASES[name])])
def test_a_scope_is_asked_with_the_very_arguments_of_the_call(name: str) -> None:
    case = USE_CASES[name]
    asked: list[dict[str, Any]] = []

    def note(_work: Work, **named: Any) -> UUID:
        asked.append(named)
        return ELSEWHERE

    given = arguments(case)
    with replaced(parts(case)["scope"], note), pytest.raises(RefusedError):
        case.function(work_of(Actor(ActorKind.MEMBER, uuid4())), **given)
    assert [one.keys() for one in asked] == [given.keys()]
    assert all(asked[0][key] is value for key, value in given.items())


@pytest.mark.parametrize("name", [name for name in CASES if has_scope(USE_CASES[name])])
def test_a_real_scope_takes_the_arguments_of_its_use_case(name: str) -> None:
    scope: Callable[..., object] = parts(USE_CASES[name])["scope"].cell_contents
    inspect.signature(scope).bind(work_of(SYSTEM), *arguments(USE_CASES[name]).values())


@pytest.fixture
def unchecked() -> UseCase:
    """A use case as a careless hand would register it: without the check."""

    def careless(work: Work) -> str:
        return work.request_id

    return UseCase("test.careless", Action.PEOPLE_KEEP, careless)


def test_a_service_that_checks_nothing_would_be_found(unchecked: UseCase) -> None:
    with pytest.raises(KeyError):
        refusal(unchecked, member(Role.PARTNER))


def test_a_service_that_acts_before_its_check_would_be_found() -> None:
    def scope(work: Work) -> UUID | None:
        work.session.flush()
        return None

    @use_case(Action.PEOPLE_KEEP, scope=scope)
    def hasty(work: Work) -> None:
        """Do nothing."""

    case = USE_CASES.pop("test_permissions_everywhere.hasty")
    with pytest.raises(pytest.fail.Exception):
        case.function(work_of(member(Role.PARTNER)))
