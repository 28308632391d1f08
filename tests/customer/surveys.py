"""The surveys that people answer in these tests."""

from store.model.survey_file import read_survey
from store.templates import template

COUNTER = read_survey(template("counter"))
WORDS_AFTER = read_survey(
    """
    name = "words"
    touchpoint = "checkout"
    languages = ["en", "fr"]

    [[question]]
    id = "satisfaction"
    metric = "csat"
    scale = 5
    style = "faces"
    text = { en = "How was it?", fr = "Comment était-ce ?" }

    [[question.follow_up]]
    id = "why"
    when = "any"
    kind = "comment"
    text = { en = "Would you like to add something?", fr = "Souhaitez-vous ajouter quelque chose ?" }
    """
)
EVERY_NPS = read_survey(
    """
    name = "recommend"
    touchpoint = "exit"
    languages = ["en"]

    [[question]]
    id = "recommend"
    metric = "nps"
    text = { en = "How likely are you to recommend us?" }
    """
)
QUICK = """
name = "quick"
touchpoint = "checkout"
languages = ["en"]

[[question]]
id = "satisfaction"
metric = "csat"
scale = 5
style = "faces"
text = "How was it?"
"""
"""One face. Lines may be added below it: a follow-up, a reward."""
FROM_THE_RIGHT = read_survey(
    """
    name = "arabic"
    touchpoint = "checkout"
    languages = ["ar", "he", "en"]
    [[question]]
    id = "satisfaction"
    metric = "csat"
    scale = 5
    style = "faces"
    text = { ar = "ما مدى رضاك عن زيارتك اليوم؟", he = "עד כמה היית מרוצה מהביקור היום?", en = "How was it?" }
    [[question.follow_up]]
    id = "mattered"
    kind = "reasons"
    text = { ar = "ما الأهم؟", he = "מה היה הכי חשוב?", en = "What mattered?" }
    options = [
        { id = "wait", ar = "وقت الانتظار (طويل)", he = "זמן ההמתנה", en = "Waiting" },
        { id = "staff", ar = "الموظفون", he = "הצוות", en = "Staff" },
        { id = "card", ar = "الدفع 100%", he = "כרטיס VISA", en = "Card" },
        { id = "other", ar = "شيء آخر", he = "משהו אחר", en = "Other" },
    ]
    [[question.follow_up]]
    id = "words"
    kind = "comment"
    text = { ar = "هل تريد إضافة شيء؟", he = "משהו להוסיף?", en = "More?" }
    """
)
"""In Arabic, Hebrew and English."""
