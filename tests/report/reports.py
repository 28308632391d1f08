"""Reports for the tests: a rich day, a busy week, and what could break a page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from model.memory_reader import MemoryReader
from model.small_shop import DAY_STARTS, NOW, SATURDAY, SURVEY, ZONE, visit
from operator_screen.samples import NOW as RICH_NOW
from operator_screen.samples import rich_day

from kiosk.report.report import Report, gather
from store.model.comment_words import Word
from store.model.marks import Mark, MarkKind
from store.model.period import Span, day_number, period_of
from store.model.reader import Filters
from store.model.response import Response
from store.model.summary import Summary

LONG_NAME = "The large returns desk beside the lifts on the second floor, B"
"""A touchpoint's name of 60 characters."""
HOSTILE = (
    "</p></main><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">",
    "[@click=app.quit()]x[/] &amp; <b>bold</b> \x1b[31mred\x1b]0;title\x07",
    "W" * 280,
    "شكرا جزيلا على الخدمة \u202eevil\u202c",
    "👩‍👩‍👧‍👦 🇫🇷 " * 20,
    "https://example.org/" + "a" * 200,
)
"""Comments that would do harm if they could."""


def report_of(summary: Summary, shop: str = "Corner Shop") -> Report:
    """A report of a summary made by hand; three of its comments may be published."""
    published = tuple(comment._replace(consent=True) for comment in summary.comments[:3])
    return Report(
        shop=shop,
        summary=summary,
        published=published,
        common=(Word("slow", 7), Word("kind", 4)) if summary.commented else (),
        read=summary.commented,
        read_all=True,
        heat=None,
        questions=(),
        at=RICH_NOW,
    )


def rich() -> Report:
    """A usual Saturday, nine days after something that somebody wrote down, and with other words since."""
    day = rich_day()
    bad = day_number(day.period.first) - 9
    note = Mark(bad, MarkKind.NOTE, {"": "Card machines down from noon on"}, by="Ana")
    words = {"en": "How was your visit?", "fr": "Comment était votre visite ?"}
    wording = Mark(bad + 4, MarkKind.WORDING, words, "counter", "satisfaction", {"en": "How satisfied?"})
    return report_of(replace(day, marks=(note, wording)))


def hostile() -> Report:
    """Names and comments of every dangerous kind, and a touchpoint's name of 60 characters."""
    day = rich_day()
    comments = tuple(
        day.comments[0]._replace(text=text, touchpoint=LONG_NAME, consent=True) for text in HOSTILE
    )
    rows = tuple(
        replace(row, name=name)
        for row, name in zip(day.touchpoints, (LONG_NAME, HOSTILE[0], "W" * 60), strict=True)
    )
    summary = replace(day, touchpoints=rows)
    return replace(report_of(summary, shop=f"Shop & Söhne {HOSTILE[0]}"), published=comments)


def many(touchpoints: int = 40) -> Report:
    """So many touchpoints, one of them clearly worse than the others."""
    responses: list[Response] = []
    for number in range(touchpoints):
        scores = [1, 2] * 15 + [5] * 5 if number == 7 else [5, 4, 5, 3] * (number % 9 + 1)
        responses += [visit(score=score, touchpoint=f"till {number + 1}") for score in scores]
    return _gathered(responses, Span.DAY)


def week() -> Report:
    """A week of three questions, over five weeks of history, with comments that may be published or not."""
    return _gathered(busy_weeks(), Span.WEEK)


def busy_weeks(seed: int = 3, count: int = 2600) -> list[Response]:
    """Visits over five weeks; Saturdays after 16 o'clock are bad, and the returns desk is."""
    random = Random(seed)
    found = []
    for number in range(count):
        day = SATURDAY - timedelta(days=random.randrange(36))
        hour, touchpoint = random.randrange(9, 19), random.choice(["checkout", "checkout", "returns"])
        bad = 2 * (day.weekday() == 5 and hour > 16) + (touchpoint == "returns")
        score = max(1, random.choice([5, 5, 5, 4, 4, 3]) - random.randint(0, bad))
        made = visit(
            day=day,
            hour=hour,
            score=score,
            recommend=min(10, 2 * score + random.randint(-1, 1)) if random.random() < 0.25 else None,
            reasons=["wait"] if score < 3 else random.choices(["wait", "stock", "staff"], k=1),
            remark=random.choice(["So slow", "Very kind staff", "Long queue, slow tills"])
            if random.random() < 0.1
            else None,
            touchpoint=touchpoint,
        )
        # The moments of the shop's shared survey go on from test to test; a picture wants its own.
        made = replace(made, uid=f"uid-{seed}-{number}", started_ms=_moment(day, hour, number))
        if "remark" in made.answers:
            remark = replace(made.answers["remark"], consent=random.random() < 0.3)
            made = replace(made, answers={**made.answers, "remark": remark})
        found.append(made)
    return found


def _moment(day: date, hour: int, number: int) -> int:
    at = datetime(day.year, day.month, day.day, hour, number % 60, number // 60, tzinfo=ZONE)
    return int(at.timestamp() * 1000)


def _gathered(responses: Sequence[Response], span: Span) -> Report:
    reader = MemoryReader([SURVEY], list(responses))
    return gather(
        reader, period_of(span, SATURDAY), Filters(), NOW, day_starts=DAY_STARTS, shop="Corner Shop"
    )
