"""A survey file is read into what is asked; its version follows what it says, not how it is written."""

import json
import tomllib

import pytest
from model.survey_slips import GOOD, broken

from store.model.scale import Metric, Scale
from store.model.survey import Kind, Style
from store.model.survey_file import SurveyError, check_survey, read_survey
from store.model.survey_file.version import canonical, version_of


def test_the_shortest_survey() -> None:
    survey = read_survey(
        'name = "mini"\nlanguages = ["en"]\n'
        '[[question]]\nid = "s"\nmetric = "csat"\nscale = 5\ntext = "How satisfied are you?"\n'
    )
    assert survey.touchpoint == "mini"
    assert survey.back
    assert survey.reward is None
    (question,) = survey.questions
    assert question.text == {"en": "How satisfied are you?"}
    assert (question.kind, question.scale, question.style) == (Kind.SCALE, Scale(Metric.CSAT, 5), Style.FACES)
    assert not question.required
    assert question.labels is None


def test_everything_that_a_survey_can_say() -> None:
    survey = read_survey(
        """
name = "all"
touchpoint = "Caisse n° 2"
languages = ["en", "fr-CA", "zh-Hans"]
back = false

[[question]]
id = "ease"
metric = "ces"
scale = 5
style = "numbers"
required = true
text = { en = "How easy?", fr-CA = "Facile ?", zh-Hans = "容易吗?" }
labels.en = ["Hard", "Easy"]
labels.fr-CA = ["Difficile", "Facile"]
labels.zh-Hans = ["难", "易"]
script = { en = "Say how easy.", fr-CA = "Dites.", zh-Hans = "说。" }
ask = { between = ["22:00", "02:30"] }

[[question.follow_up]]
scores = [1, 3]
kind = "comment"
text = { en = "Why?", fr-CA = "Pourquoi ?", zh-Hans = "为什么?" }
consent = { en = "Publish?", fr-CA = "Publier ?", zh-Hans = "公开?" }

[[question]]
id = "found"
metric = "none"
text = { en = "Found it?", fr-CA = "Trouvé ?", zh-Hans = "找到了吗?" }
options = [
    { id = "yes", en = "Yes", fr-CA = "Oui", zh-Hans = "是" },
    { id = "no", en = "No", fr-CA = "Non", zh-Hans = "否" },
]

[[question.follow_up]]
id = "call"
choices = ["no"]
kind = "contact"
text = { en = "Your number?", fr-CA = "Votre numéro ?", zh-Hans = "电话?" }
consent = { en = "Call me.", fr-CA = "Appelez-moi.", zh-Hans = "请打电话。" }

[reward]
codes = "codes.txt"
hourly = 20
"""
    )
    assert (survey.touchpoint, survey.back) == ("Caisse n° 2", False)
    assert survey.languages == ("en", "fr-CA", "zh-Hans")
    ease, why, found, call = survey.every_question()
    assert (ease.style, ease.required, ease.ask.between) == (Style.NUMBERS, True, (1320, 150))
    assert ease.labels is not None
    assert ease.labels["fr-CA"] == ("Difficile", "Facile")
    assert (why.id, why.parent, why.when, why.kind) == (
        "ease-comment",
        "ease",
        frozenset({1, 3}),
        Kind.COMMENT,
    )
    assert why.consent is not None
    assert (found.kind, [option.id for option in found.options]) == (Kind.CHOICE, ["yes", "no"])
    assert (call.id, call.when, call.when_choices) == ("call", None, frozenset({"no"}))
    assert survey.reward is not None
    assert (survey.reward.codes, survey.reward.hourly) == ("codes.txt", 20)


@pytest.mark.parametrize(
    ("metric", "scale", "style"),
    [
        ("csat", 5, Style.FACES),
        ("csat", 10, Style.NUMBERS),
        ("ces", 5, Style.WORDS),
        ("ces", 7, Style.WORDS),
        ("ces", 10, Style.NUMBERS),
    ],
)
def test_a_scale_is_drawn_as_suits_it(metric: str, scale: int, style: Style) -> None:
    text = broken([('metric = "ces"\nscale = 7', f'metric = "{metric}"\nscale = {scale}')])
    assert read_survey(text).questions[1].style is style


def test_an_ease_scale_with_words_at_both_ends_only_is_drawn_as_numbers() -> None:
    ends = 'scale = 7\nlabels = { en = ["Hard", "Easy"], fr = ["Difficile", "Facile"] }'
    assert read_survey(broken([("scale = 7", ends)])).questions[1].style is Style.NUMBERS


@pytest.mark.parametrize(
    ("labels", "turned"),
    [
        (["Very difficult", "Very easy"], False),
        (["Not difficult at all", "Very difficult"], True),
        (["Not at all easy", "Extremely easy"], False),
        (["Strongly agree", "Strongly disagree"], True),
        (["No", "Yes"], False),
        (["Oui, tout à fait", "Non"], True),
        (["Pas du tout facile", "Tout à fait facile"], False),
        (["Aucun effort", "Beaucoup d’effort"], True),
        (["Beaucoup d’effort", "Aucun effort"], False),
        (["Completely", "Not at all"], True),
        (["Sehr leicht", "Sehr schwer"], True),
        (["Helemaal niet tevreden", "Heel tevreden"], False),
        (["Mycket lätt", "Mycket svårt"], False),  # a language it cannot judge passes
    ],
)
def test_a_scale_that_runs_downwards_is_known_by_its_words(labels: list[str], turned: bool) -> None:
    written = ", ".join(f'"{label}"' for label in labels)
    text = broken([("scale = 7", f'scale = 7\nlabels = {{ en = [{written}], fr = ["1", "7"] }}')])
    assert (check_survey(text).survey is None) == turned


def test_the_version_is_the_hash_of_the_canonical_content() -> None:
    data = tomllib.loads(GOOD)
    same = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(data) == same
    assert read_survey(GOOD).version == version_of(data)
    assert len(read_survey(GOOD).version) == 16


def test_quotes_and_backslashes_in_a_text_are_canonical_too() -> None:
    data = {"a": ['He said "hm" \\ so', True, 3]}
    assert canonical(data) == json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@pytest.mark.parametrize(
    "edit",
    [
        ('name = "shop"\n', '# The shop.\n\n\nname    =   "shop"   # here\n'),
        ('name = "shop"\ntouchpoint = "checkout"', 'touchpoint = "checkout"\nname = "shop"'),
        (
            '{ en = "How easy was it?", fr = "Était-ce facile ?" }',
            '{fr="Était-ce facile ?",en="How easy was it?"}',
        ),
        ('id = "ease"\nmetric = "ces"\nscale = 7', 'scale = 7\nmetric = \'ces\'\nid = """ease"""'),
        ("Était-ce", r"\u00c9tait-ce"),
    ],
    ids=[
        "a comment and white space",
        "the order of keys",
        "the order in brackets",
        "quotation marks",
        "escapes",
    ],
)
def test_how_it_is_written_makes_no_new_version(edit: tuple[str, str]) -> None:
    assert read_survey(broken([edit])).version == read_survey(GOOD).version


def test_line_ends_and_a_byte_order_mark_make_no_new_version() -> None:
    assert read_survey("\ufeff" + GOOD.replace("\n", "\r\n")).version == read_survey(GOOD).version


@pytest.mark.parametrize(
    "edit",
    [
        ("How easy was it?", "How easy was it today?"),
        ("scale = 7", "scale = 5"),
        ('"checkout"', '"exit"'),
        ('["en", "fr"]', '["fr", "en"]'),
        ("Under 40", "Below 40"),
    ],
)
def test_what_it_says_makes_a_new_version(edit: tuple[str, str]) -> None:
    assert read_survey(broken([edit])).version != read_survey(GOOD).version


def test_all_problems_come_at_once_in_the_order_of_the_file() -> None:
    text = broken([('"shop"', '"My shop"'), ("scale = 7", "scale = 6"), ('"Under 40"', '""')])
    with pytest.raises(SurveyError) as caught:
        read_survey(text, file="shop.toml")
    assert [problem.key for problem in caught.value.problems] == [
        "name",
        "question.scale",
        "question.options.en",
    ]
    first, more = str(caught.value).rsplit(" (", 1)
    assert first == str(caught.value.problems[0])
    assert more == "and 2 more)"
    assert first == (
        'shop.toml:1: name = "My shop": This is not a good id. '
        "Use lower case letters, digits, - and _, first a letter or digit, at most 40."
    )


def test_a_problem_is_harmless_to_the_terminal_it_is_shown_on() -> None:
    text = broken([('"How easy was it?"', r'"\u001b]0;x\u0007 \u202e"')])
    shown = str(check_survey(text, file="x").problems[0])
    assert shown.isprintable()
    assert r'"\u001b]0;x\u0007 \u202e"' in shown


def test_what_is_no_survey_at_all_is_refused_at_once() -> None:
    for text in ("", "x" * 100_001, "[" * 5000, "a = " + "[" * 5000, "a = 1" + "0" * 5000):
        checked = check_survey(text)
        assert checked.survey is None
        assert checked.problems


def test_warnings_do_not_stop_a_survey() -> None:
    text = broken([("How easy was it?", "How easy was finding and paying?")])
    checked = check_survey(text)
    assert checked.survey == read_survey(text)
    assert [problem.warning for problem in checked.problems] == [True]


def test_the_limits_are_met_exactly() -> None:
    six_lines = " ".join(["w" * 40] * 6)
    read_survey(broken([("How easy was it?", six_lines), ('"Staff"', f'"{"簡" * 15}"')]))
    assert check_survey(broken([("How easy was it?", six_lines + " w")])).survey is None


def test_five_screens_are_counted_as_one_person_meets_them() -> None:
    """Follow-ups that exclude each other, turns and hours that do not overlap are not added up."""
    follow_up = '[[question.follow_up]]\nid = "{}"\nwhen = "{}"\nkind = "comment"\ntext = "Why?"\n'
    question = '[[question]]\nid = "{}"\nmetric = "ces"\nscale = 7\ntext = "How easy?"\n'
    heads = ["a", "b", "c"]
    text = 'name = "x"\nlanguages = ["en"]\n'
    text += "".join(
        question.format(id)
        + 'ask = { turn = "t" }\n'
        + follow_up.format(f"{id}-low", "low")
        + follow_up.format(f"{id}-high", "high")
        + follow_up.format(f"{id}-any", "any")
        for id in heads
    )
    assert check_survey(text).problems == ()
    assert check_survey(text.replace('ask = { turn = "t" }\n', "")).survey is None
