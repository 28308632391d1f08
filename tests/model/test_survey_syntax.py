"""A survey file that is no TOML is mended with words that a person understands."""

import pytest

from store.model.survey_file import SurveyError, read_survey


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('name = "a"\nname = "b"\n', 2, "This key stands there twice."),
        ('name = "a"\n[reward]\n[reward]\n', 3, "This heading stands there twice."),
        ('name = "a"\n[question]\n[[question]]\n', 3, "stands there twice."),
        ('name = "a"\nlanguages\n', 2, "After a key stands no =."),
        ('name = "a"\n[[question]\nid = "x"\n', 2, "The brackets of this heading are not closed."),
        ('languages = ["en"\nname = "a"\n', 2, "A list is not closed."),
        ('languages = ["en",\nname = "a"\n', 2, "A value was expected here. Put texts in"),
        ('text = { en = "a" fr = "b" }\n', 1, "Add the missing }, or a comma between two pairs."),
        ('text = { en = "a", en = "b" }\n', 1, "twice."),
        ('name = "a\ntouchpoint = "b"\n', 1, "Add the missing quotation mark."),
        ('name = """a\n', 1, "A text is not closed."),
        ("name = 'a\n", 1, "A text is not closed"),
        ('name = "C:\\shop"\n', 1, "A \\ begins a special character."),
        ('name = "a" touchpoint = "b"\n', 1, "After the value stands something more."),
        ('name = counter\n', 1, 'expected here. Put texts in quotation marks'),
        ("name = “counter”\n", 1, "A value was expected here."),
        ("between = [12:00, 14:00]\n", 1, "A list is not closed."),
        ('question 1 = "a"\n', 1, "After a key stands no =."),
        ('name = "a"\n= 3\n', 2, "This is no key and no heading."),
        ("name = 'a'\n\n// a comment\n", 3, "This is no key and no heading."),
        ('name = "a\u0007"\n', 1, "A character here is not allowed."),
    ],
)  # fmt: skip
def test_it_says_what_is_wrong_and_on_which_line(text: str, line: int, said: str) -> None:
    with pytest.raises(SurveyError) as caught:
        read_survey(text, file="shop.toml")
    (problem,) = caught.value.problems
    assert said in f"{problem.sentence} {problem.mend}", problem
    assert problem.line == line, problem
    assert str(problem).isprintable()
    assert text.split("\n")[line - 1][:4] in str(problem)
