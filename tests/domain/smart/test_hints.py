# ruff: noqa: RUF001  (Chinese has punctuation of its own)
"""Hints from free text: what they find in four languages, and what they leave alone."""

import time
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.smart.hints import Texts, find_hints, says_whom
from schemas.vocabulary import HintKind, Language

EN, ES, PL, ZH = Language.EN, Language.ES, Language.PL, Language.ZH_HANS
DUE = date(2026, 12, 31)


def kinds(language: Language, title: str, *targets: str, due_on: date | None = DUE) -> set[str]:
    """Return the kinds of hints on a title alone."""
    texts = Texts(
        language=language, title=title, targets=frozenset(map(Decimal, targets)), due_on=due_on
    )
    return {hint.kind.value for hint in find_hints(texts)}


def on_action(language: Language, action: str) -> set[str]:
    texts = Texts(language=language, action=action)
    return {hint.kind.value for hint in find_hints(texts)}


CLEAR = [
    (EN, "Walk beats 0712 and 0713 on foot from 6 to 10 pm"),
    (EN, "Walk with the block clubs each month to improve trust"),
    (EN, "Call back every caller who leaves a number, and write down what they said"),
    (EN, "Support staff calls each shop owner"),
    (EN, "Reduce and prevent thefts from cars near the stadium"),
    (EN, "Close and board up the vacant buildings on Justine and tell the neighbors when"),
    (EN, "Raise attendance at beat meetings and roll calls"),
    (EN, "Addressing 311 calls about alley lights within two weeks"),
    (EN, "Improve the share of calls answered in ten minutes from 55% to 70%"),
    (EN, "Strengthen foot patrols by twenty hours a week"),
    (EN, "Train and send two officers to the youth court, and report on it"),
    (EN, "Fewer people hurt in crashes at Western and 79th"),
    (EN, "Jobs for young people from 16 to 19 years old"),
    (EN, "Community-improvement walks with the alderman's office"),
    (EN, "Address lookup for officers who take reports by phone"),
    (ES, "Patrullar a pie la calle 26 y hablar con los dueños de los negocios"),
    (ES, "Rondas de jueves a sábado, de 5 a 9 de la noche"),
    (ES, "Hablar con los dueños para mejorar la confianza"),
    (ES, "Mejorar de 55% a 70% las llamadas atendidas en diez minutos"),
    (ES, "Reducir y prevenir los robos de autos cerca del estadio"),
    (ES, "Aumentar la asistencia a las juntas y talleres"),
    (ES, "Apoyo escolar los martes en la biblioteca"),
    (PL, "Patrolować pieszo Milwaukee Ave i rozmawiać ze sklepikarzami"),
    (PL, "Spotkania z sąsiadami, żeby poprawić zaufanie"),
    (PL, "Poprawić odsetek zgłoszeń obsłużonych w 10 minut z 55% do 70%"),
    (PL, "Zmniejszyć i zapobiegać kradzieżom aut przy stadionie"),
    (PL, "Oddzwonić do każdej osoby, która zostawi numer"),
    (ZH, "增加夜间巡逻，减少商铺盗窃"),
    (ZH, "每周走访沿街商铺，听店主意见"),
    (ZH, "将十分钟内到达的报警比例从55%提高到70%"),
    (ZH, "为改善治安，在路口安装三盏路灯"),
    (ZH, "回访每一位留下电话的报案人"),
]
VAGUE = [
    (EN, "Enhance community engagement", "Enhance"),
    (EN, "To strengthen our partnership with local schools", "strengthen"),
    (EN, "We will work on building up youth programs", "work on"),
    (EN, "Continue to address quality-of-life concerns", "address"),
    (EN, "promote safety on the CTA.", "promote"),
    (EN, "Officers will focus on problem areas", "focus on"),
    (EN, "Build trust with the Spanish-speaking community", "Build trust"),
    (EN, "Better serve victims of crime", "Better serve"),
    (ES, "Fomentar la convivencia en el barrio", "Fomentar"),
    (ES, "Vamos a trabajar en la seguridad de los parques", "trabajar en"),
    (ES, "Seguir fortaleciendo la relación con las escuelas", "fortaleciendo"),
    (ES, "Impulsar la participación de los jóvenes", "Impulsar"),
    (PL, "Wzmocnienie współpracy ze szkołami", "Wzmocnienie"),
    (PL, "Będziemy wspierać ofiary przemocy", "wspierać"),
    (PL, "Budowanie zaufania wśród mieszkańców", "Budowanie zaufania"),
    (PL, "dbać o porządek przy stacji", "dbać o"),
    (PL, "Promowanie bezpiecznych zachowań na drodze", "Promowanie"),
    (ZH, "进一步加强校园周边巡防", "加强"),
    (ZH, "我们将继续推动警民合作", "推动"),
    (ZH, "支持受害者", "支持"),
    (ZH, "提升居民安全感", "提升"),
    (ZH, "提高居民防范意识", "提高"),
]
TWO = [
    (EN, "Reduce shootings on the 7th beat and increase trips to the youth center"),
    (EN, "Cut response times while raising clearance rates"),
    (EN, "Lower the number of thefts, and also improve lighting at the bus stops"),
    (EN, "Increase foot patrols as well as reduce overtime"),
    (ES, "Disminuir los asaltos en el parque y mejorar la iluminación"),
    (ES, "Reducir las quejas, así como aumentar los patrullajes"),
    (PL, "Zmniejszenie liczby kradzieży i zwiększenie liczby patroli"),
    (PL, "Skrócić czas dojazdu, a także ograniczyć nadgodziny"),
    (ZH, "减少抢劫案，同时提高破案率"),
    (ZH, "缩短出警时间并降低加班费"),
]


@pytest.mark.parametrize(("language", "text"), CLEAR)
def test_clear_words_are_left_alone(language: Language, text: str) -> None:
    assert kinds(language, text, "70") == set()
    assert on_action(language, text) == set()


@pytest.mark.parametrize(("language", "text", "word"), VAGUE)
def test_a_vague_verb_that_begins_a_sentence_is_named(
    language: Language, text: str, word: str
) -> None:
    hints = find_hints(Texts(language=language, action=text))
    assert [(hint.kind, hint.message.params["word"]) for hint in hints] == [
        (HintKind.VAGUE_VERB, word)
    ]


@pytest.mark.parametrize(("language", "text", "word"), VAGUE)
def test_a_number_makes_a_vague_verb_clear(language: Language, text: str, word: str) -> None:
    assert "vague_verb" not in on_action(language, f"{text.rstrip('.')}, 30%")


def test_a_number_in_another_sentence_does_not() -> None:
    assert on_action(EN, "Send two cars. Improve trust.") == {"vague_verb"}


@pytest.mark.parametrize(("language", "text"), TWO)
def test_two_outcomes_joined_are_two_goals(language: Language, text: str) -> None:
    assert "two_goals" in kinds(language, text, "1")
    assert "two_goals" in on_action(language, text)


def test_an_action_that_a_rule_found_joined_gets_no_hint_beside() -> None:
    text = "Reduce thefts on Pulaski and increase walks; talk to shops"
    assert find_hints(Texts(language=EN, action=text, joined=True)) == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "Answer urgent calls faster"),
        (ES, "Que los vecinos caminen tranquilos de noche"),
        (PL, "Szybciej odbierać pilne zgłoszenia"),
        (ZH, "让老人更快得到回复"),
    ],
)
def test_a_sentence_without_number_and_target_is_hinted_at(language: Language, text: str) -> None:
    assert kinds(language, text) == {"no_number"}
    assert kinds(language, text, "8") == set()


@pytest.mark.parametrize(
    ("language", "text"), [(EN, "Patrols"), (ES, "Patrullas"), (PL, "Patrole"), (ZH, "巡逻")]
)
def test_a_name_in_the_making_is_no_sentence_yet(language: Language, text: str) -> None:
    assert kinds(language, text) == set()


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (EN, "Attend ten block club meetings", True),
        (EN, "We will host quarterly town hall events", True),
        (EN, "Run license checks at the two worst crossings", False),
        (EN, "Hold response times at eight minutes", False),
        (ES, "Realizar cuatro talleres de prevención", True),
        (ES, "Hacer rondas nocturnas en el parque dos veces por semana", False),
        (PL, "Zorganizować 4 warsztaty dla seniorów", True),
        (PL, "Organizować dojazd na rozprawy dla ofiar, dwa razy w tygodniu", False),
        (ZH, "每季度召开2次座谈会", True),
        (ZH, "开通2条热线", False),
    ],
)
def test_counting_meetings_is_told_from_what_comes_of_them(
    language: Language, text: str, *, found: bool
) -> None:
    assert ("counts_activity" in kinds(language, text, "4")) is found


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (EN, "Cut thefts by 20% by the end of 2025", True),
        (EN, "Cut thefts by 20% before December 31, 2025", True),
        (EN, "Cut thefts by 20% by December 31, 2026", False),
        (EN, "20% fewer thefts than in 2025", False),
        (EN, "Fewer thefts by 12/2026 than the 310 in 2025", False),
        (ES, "Bajar los robos 20% antes del 31 de diciembre de 2025", True),
        (ES, "Bajar los robos 20% a finales de 2025", True),
        (ES, "Bajar los robos 20% respecto a 2025", False),
        (PL, "Zmniejszyć kradzieże o 20% do 31 grudnia 2025 r.", True),
        (PL, "O 20% mniej kradzieży niż w 2025", False),
        (ZH, "到2025年底盗窃减少20%", True),
        (ZH, "2025年12月31日前盗窃减少20%", True),
        (ZH, "盗窃比2025年减少20%", False),
    ],
)
def test_a_year_other_than_that_of_the_due_date_is_named(
    language: Language, text: str, *, found: bool
) -> None:
    assert ("other_year" in kinds(language, text, "20")) is found
    assert "other_year" not in kinds(language, text, "20", due_on=None)


@pytest.mark.parametrize(
    ("language", "text", "target", "found"),
    [
        (EN, "Cut the wait from 11.2 minutes to 8.0", "8", False),
        (EN, "Cut the wait from 11.2 minutes to 8.0", "7.5", True),
        (EN, "Patrols from 6 to 10 pm", "10", False),
        (EN, "From 1,200 to 1,000 reports", "1000", False),
        (ES, "Bajar de 62 a 45 los robos", "40", True),
        (ES, "Bajar de 11,2 a 8,5 minutos", "8.5", False),
        (PL, "Skrócić z 11,2 do 8,0 minut", "8", False),
        (PL, "Skrócić z 11,2 do 8,0 minut", "9", True),
        (ZH, "从62起降到45起", "45", False),
        (ZH, "从62起降至45起", "40", True),
    ],
)
def test_a_sentence_that_names_another_value_to_reach_is_found(
    language: Language, text: str, target: str, *, found: bool
) -> None:
    assert ("other_target" in kinds(language, text, target)) is found
    assert "other_target" not in kinds(language, text)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (EN, "We will monitor the situation", True),
        (EN, "Review with the team", True),
        (EN, "Monitor 911 data each month", False),
        (EN, "Fewer robberies than last year, by the crime portal", False),
        (EN, "", False),
        (ES, "Se dará seguimiento al plan", True),
        (ES, "Evaluar con una encuesta en mayo", False),
        (PL, "Będziemy monitorować sytuację", True),
        (PL, "Ocena na podstawie ankiety", False),
        (ZH, "持续跟踪工作进展", True),
        (ZH, "跟踪报警数据", False),
    ],
)
def test_an_assessment_that_only_promises_to_look_is_hinted_at(
    language: Language, text: str, *, found: bool
) -> None:
    hints = find_hints(Texts(language=EN, assessment=text, assessment_language=language))
    assert [hint.field for hint in hints] == (["assessment"] if found else [])


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (EN, "Residents", False),
        (EN, "the whole community", False),
        (EN, "All residents of the district", False),
        (EN, "Residents and businesses", False),
        (EN, "Residents of beat 0712", True),
        (EN, "Young people on probation", True),
        (EN, "Priority-1 calls", True),
        (EN, "", False),
        (EN, "   ", False),
        (ES, "Todos los vecinos", False),
        (ES, "Vecinos de la calle 26", True),
        (ES, "Comunidad en general", False),
        (PL, "Mieszkańcy dzielnicy", False),
        (PL, "Mieszkańcy bloków przy Belmont", True),
        (ZH, "全体居民", False),
        (ZH, "居民和商户", False),
        (ZH, "唐人街沿街商户", True),
    ],
)
def test_a_group_that_anybody_could_belong_to_names_nobody(
    language: Language, text: str, *, found: bool
) -> None:
    assert says_whom(text, language) is found


@given(language=st.sampled_from(Language), text=st.text(max_size=200))
def test_nothing_that_is_typed_stops_the_hints(language: Language, text: str) -> None:
    texts = Texts(
        language=language,
        title=text,
        action=text,
        assessment=text,
        assessment_language=language,
        targets=frozenset({Decimal(1)}),
        due_on=DUE,
    )
    hints = find_hints(texts)
    assert len({(hint.kind, hint.field) for hint in hints}) == len(hints)


@pytest.mark.parametrize("language", Language)
def test_the_longest_text_is_read_at_once(language: Language) -> None:
    longest = ("reduce x and " * 400)[:5000]
    began = time.perf_counter()
    for text in (longest, "from 1 " * 700, "hold a " * 700, "the all " * 600, "并" * 5000):
        find_hints(
            Texts(language=language, title=text, action=text, targets=frozenset({Decimal(1)}))
        )
        says_whom(text, language)
    assert time.perf_counter() - began < 1


def test_a_title_that_follows_the_action_gets_no_hint_of_its_own() -> None:
    found = find_hints(
        Texts(language=Language.EN, title="Improve trust", action="Improve trust. Soon.")
    )
    assert [hint.field for hint in found if hint.kind is HintKind.VAGUE_VERB] == ["action"]
