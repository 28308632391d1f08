"""Summaries made by hand: an empty shop, three taps, a rich day."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from random import Random

from screens.operator.shop import ShopFacts
from screens.operator.view import Live, View
from store.model.breakdown import side_by_side
from store.model.heat import HeatMap
from store.model.line import Line, Point, begin, pieces, step_of
from store.model.marks import Mark, MarkKind
from store.model.period import Period, Span, day_number, period_of
from store.model.reader import AskedQuestion, Comment, Excluded, Filters, Funnel, KioskState
from store.model.scale import Metric, Scale
from store.model.score import Interval, score
from store.model.summary import (
    Card,
    HourBar,
    Reason,
    Reasons,
    Row,
    Sentence,
    Summary,
    Target,
    TargetState,
    Tone,
    Usual,
)
from store.model.survey import Kind

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 21, 14, 32, tzinfo=ZONE)
TODAY = date(2026, 11, 21)

CSAT = AskedQuestion(
    1,
    "counter",
    "satisfaction",
    Kind.SCALE,
    Scale(Metric.CSAT, 5),
    {"en": "How satisfied?", "fr": "Content ?"},
)
NPS = AskedQuestion(2, "counter", "recommend", Kind.SCALE, Scale(Metric.NPS, 10), {"en": "Recommend us?"})
CES = AskedQuestion(3, "support", "ease", Kind.SCALE, Scale(Metric.CES, 7), {"en": "How easy?"})
WHY = AskedQuestion(4, "counter", "why", Kind.REASONS, None, {"en": "What mattered?"}, parent="satisfaction")

REMARK = AskedQuestion(5, "counter", "remark", Kind.COMMENT, None, {"en": "Anything else?"})


def ms(hour: int, minute: int, day: date = TODAY) -> int:
    """A moment of the shop's wall clock as epoch milliseconds."""
    return round(datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE).timestamp() * 1000)


def card(question: AskedQuestion, counts: tuple[int, ...], recent: tuple[int, ...], **more: object) -> Card:
    """A card with nothing around it but what `more` says."""
    assert question.scale is not None
    made = score(question.scale, counts)
    return replace(
        Card(
            question=question,
            score=made,
            skipped=3,
            timed_out=1,
            shown=made.n + 4,
            excluded=0,
            with_excluded=made,
            usual=Usual(None, 4, 14),
            change=None,
            before=None,
            recent=score(question.scale, recent),
            target=None,
            hours=(),
            line=Line(),
        ),
        **more,
    )


def line(question: AskedQuestion, seed: int, low: float, high: float) -> Line:
    """28 days of plausible answers, Sundays closed, one day out of the usual."""
    assert question.scale is not None
    random = Random(seed)
    weights = {1: (2, 4, 7, 33, 54), 2: (1, 1, 1, 2, 2, 4, 5, 12, 14, 26, 32), 3: (4, 7, 8, 11, 20, 26, 24)}
    points = []
    for back in range(27, -1, -1):
        day = TODAY - timedelta(days=back)
        n = 0 if day.weekday() == 6 else random.randint(70, 150)
        spread = weights[question.number]
        bad = back == 9
        if bad:
            spread = (12, 12, 11, 30, 35) if question.number == 1 else spread
        values = random.choices(list(question.scale.values), spread, k=n)
        points.append(
            Point(
                day_number(day),
                day_number(day),
                score(question.scale, question.scale.count(values)),
                Interval(low + random.uniform(-1, 0) * (high - low) / 12, high),
                signal=bad and question.number == 1,
            )
        )
    return Line(Span.DAY, tuple(points), {1: 85.4, 2: 38, 3: 5.4}[question.number])


def hours(question: AskedQuestion, seed: int = 5) -> tuple[HourBar, ...]:
    """8 to 14 o'clock."""
    assert question.scale is not None
    plan = {8: (6, 6), 9: (14, 12), 10: (22, 21), 11: (19, 17), 12: (21, 18), 13: (17, 13), 14: (11, 10)}
    bars = []
    for hour, (n, good) in plan.items():
        counts = [0] * len(question.scale.values)
        counts[-1] = good
        counts[0], counts[len(counts) // 2] = (n - good + 1) // 2, (n - good) // 2
        bars.append(HourBar(hour, score(question.scale, tuple(counts))))
    return tuple(bars)


def rich_day() -> Summary:
    """A usual Saturday with three questions, as a manager would see it at half past two."""
    cards = (
        card(
            CSAT,
            (3, 5, 8, 41, 66),
            (40, 90, 170, 870, 1300),
            usual=Usual(Interval(77, 94), 26, 14, centre=85.4),
            target=Target(80, TargetState.MET, False),
            hours=hours(CSAT),
            line=line(CSAT, 2, 76, 94),
            excluded=7,
            with_excluded=score(CSAT.scale, (8, 6, 9, 41, 66)),
        ),
        card(
            NPS,
            (2, 1, 1, 2, 2, 4, 4, 11, 14, 25, 32),
            (60, 20, 20, 30, 40, 90, 90, 250, 320, 520, 720),
            usual=Usual(Interval(18, 58), 26, 14, centre=38),
            hours=hours(NPS),
            line=line(NPS, 3, 14, 62),
        ),
        card(
            CES,
            (3, 5, 6, 8, 15, 21, 18),
            (60, 80, 120, 170, 380, 620, 640),
            usual=Usual(Interval(4.8, 5.9), 26, 14, centre=5.4),
            target=Target(6, TargetState.BELOW, True),
            hours=hours(CES),
            line=line(CES, 4, 4.8, 5.9),
        ),
    )

    def touchpoint(name: str, *counts: tuple[int, ...], **more: bool) -> Row:
        scales = (CSAT.scale, NPS.scale, CES.scale)
        return Row(name, {i + 1: score(scales[i], c) for i, c in enumerate(counts)}, **more)

    options = {
        "wait": ("Waiting time", "Attente", 18),
        "stock": ("Out of stock", "Rupture de stock", 9),
        "staff": ("Staff", "Personnel", 5),
        "price": ("Price", "Prix", 4),
    }
    rows = tuple(Reason(k, {"en": en, "fr": fr}, n, Interval(10, 60)) for k, (en, fr, n) in options.items())

    def comment(at: tuple[int, int], value: int, place: str, text: str) -> Comment:
        return Comment(f"u{at}", 5, text, ms(*at), 60, place, None, 1, value, None)

    return Summary(
        period=period_of(Span.DAY, TODAY),
        filters=Filters(),
        now_ms=ms(14, 32),
        open=True,
        channel="self",
        other_channels={"assisted": 12},
        assisted_higher=False,
        demo=False,
        sentence=Sentence(Tone.USUAL, CSAT, "Returns", rows[0].text),
        cards=cards,
        touchpoints=(
            touchpoint(
                "Checkout",
                (1, 1, 4, 20, 45),
                (1, 0, 0, 1, 0, 2, 2, 5, 8, 17, 22),
                (0, 1, 1, 3, 6, 12, 14),
                best=True,
            ),
            touchpoint(
                "Help desk", (0, 1, 2, 10, 11), (0, 1, 0, 0, 1, 1, 1, 3, 3, 4, 5), (1, 1, 1, 2, 4, 5, 3)
            ),
            touchpoint(
                "Returns",
                (4, 3, 3, 11, 12),
                (1, 0, 1, 1, 1, 1, 1, 3, 3, 4, 5),
                (2, 3, 4, 3, 5, 4, 1),
                worst=True,
            ),
        ),
        reasons=(Reasons(WHY, 28, 61, rows, rows),),
        comments=(
            comment((14, 31), 1, "Returns", "Waited 20 minutes for a refund"),
            comment((14, 12), 5, "Checkout", "So kind, thank you"),
            comment((13, 58), 3, "Checkout", "Only one till open"),
            comment(
                (13, 40), 2, "Help desk", "Sent to three desks before anybody could say where the lamps were"
            ),
        ),
        commented=31,
        funnel=Funnel("self", True, started=141, open=1, complete=104, partial=21, skipped=4, timed_out=11),
        excluded=(
            Excluded("repeat", "", "", 4),
            Excluded("fast", "", "", 2),
            Excluded("void", "Marie", "a child at the kiosk", 1),
        ),
        left_out=7,
        kiosks=(
            KioskState("counter-1", "asking", ms(14, 31), ms(14, 31), None),
            KioskState("returns-1", "asking", ms(14, 31), ms(14, 25), None),
        ),
    )


def huge_day() -> Summary:
    """Forty touchpoints with long names, comments of every kind, four marks, four thousand answers."""
    day = rich_day()
    random = Random(6)
    places = [
        f"{name} of the {side} wing, ground floor, opposite the main stairs"
        for name in ("Checkout", "Returns", "Help desk", "Garden", "Collection")
        for side in ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    ]
    rows = []
    for place in places:
        counts = tuple(random.randint(0, 40) * (1 + i // 3) for i in range(5))
        rows.append(Row(place, {1: score(CSAT.scale, counts)}, verdicts={}))
    texts = (
        "👍👨‍👩‍👧‍👦🇫🇷 très bien",
        "الانتظار طويل جدا عند الصندوق",
        "W" * 280,
        "[b]bold[/b] \x1b[31m",
        "ok",
    )
    comments = tuple(
        Comment(f"h{i}", 5, text, ms(14, 50 - i), 60, places[i], None, 1, i % 5 + 1, None)
        for i, text in enumerate(texts)
    )
    marks = tuple(
        Mark(day_number(TODAY) - back, MarkKind.NOTE, {"": text}, by="Marie")
        for back, text in ((20, "second till opened"), (12, "road closed"), (9, "strike"), (2, "sale"))
    )
    thousands = score(CSAT.scale, (103, 205, 308, 1410, 2660))
    first = replace(day.cards[0], score=thousands, with_excluded=thousands, excluded=0)
    return replace(
        day, cards=(first, *day.cards[1:]), touchpoints=tuple(rows), comments=comments, marks=marks
    )


def ailing_day() -> Summary:
    """The rich day, while one of the kiosks cannot read its survey."""
    day = rich_day()
    what = "counter.toml has a mistake in line 12; kiosk check explains it. The kiosk asks as before."
    return replace(day, kiosks=(day.kiosks[0]._replace(problem=what), *day.kiosks[1:]))


def a_quarter(span: Span = Span.QUARTER) -> Summary:
    """The rich day as a quarter or a year that is not over: lines of weeks or months, and what happened."""
    day, period = rich_day(), period_of(span, TODAY)
    step = step_of(period)
    cards = []
    for each in day.cards:
        known = [point for point in each.line.points if point.score.n]
        those = pieces(step, day_number(begin(step, period, TODAY)), day_number(TODAY))
        points = tuple(
            known[i % len(known)]._replace(first=first, last=last) for i, (first, last) in enumerate(those)
        )
        since = day_number(period.first)
        cards.append(replace(each, line=replace(each.line, step=step, points=points, since=since)))
    marks = (
        Mark(day_number(date(2026, 8, 12)), MarkKind.NOTE, {"": "Second till opened"}, by="Ana"),
        Mark(day_number(date(2026, 8, 14)), MarkKind.NO_REWARD, {}, "counter"),
        Mark(day_number(date(2026, 10, 20)), MarkKind.NOTE, {"": "Road closed for three weeks"}, by="Ana"),
    )
    return replace(day, period=period, cards=tuple(cards), marks=marks)


def week(question: AskedQuestion = CSAT) -> HeatMap:
    """Four weeks, closed on Sundays, bad on Friday afternoons."""
    assert question.scale is not None
    random = Random(4)
    hours = tuple(range(8, 19))
    cells = {}
    for day in range(7):
        for hour in hours:
            n = 0 if day == 6 else random.randint(2, 9) if hour in (8, 18) else random.randint(12, 40)
            bad = 0.55 if day == 4 and hour > 14 else 0.12
            low = sum(random.random() < bad for _ in range(n))
            cells[day, hour] = score(question.scale, (low, 0, 0, 0, n - low))
    together = score(question.scale, tuple(map(sum, zip(*(c.counts for c in cells.values()), strict=True))))
    period = Period(Span.DATES, TODAY - timedelta(days=27), TODAY)
    verdicts = side_by_side(question.scale, tuple((place, cell.counts) for place, cell in cells.items()))
    return HeatMap(question, "self", period, hours, tuple(range(7)), cells, together, verdicts)


def small_day() -> Summary:
    """Three people tapped the best face this morning."""
    three = card(CSAT, (0, 0, 0, 0, 3), (0, 0, 0, 0, 0), usual=Usual(None, 0, 14))
    bar = HourBar(14, score(CSAT.scale, (0, 0, 0, 0, 3)))
    return replace(
        empty_day(),
        cards=(replace(three, hours=(bar,)),),
        sentence=Sentence(Tone.TOO_FEW),
        touchpoints=(Row("checkout", {1: score(CSAT.scale, (0, 0, 0, 0, 3))}),),
        funnel=Funnel("self", True, started=3, complete=3),
        kiosks=(KioskState("kiosk-1", "asking", ms(14, 31), ms(14, 31), None),),
    )


def empty_day() -> Summary:
    """A store that nobody has answered in."""
    return Summary(
        period=Period(Span.DAY, TODAY, TODAY),
        filters=Filters(),
        now_ms=ms(14, 32),
        open=True,
        channel="self",
        other_channels={},
        assisted_higher=False,
        demo=False,
        sentence=Sentence(Tone.EMPTY),
        cards=(),
        touchpoints=(),
        reasons=(),
        comments=(),
        commented=0,
        funnel=Funnel("self", True),
        excluded=(),
        kiosks=(),
    )


FACTS = ShopFacts(4_100_000, 12_300_000_000, ms(3, 0))


def live(summary: Summary | None, trouble: str = "") -> Live:
    """A reading at half past two."""
    asked = (*(card.question for card in summary.cards), REMARK) if summary and summary.cards else ()
    return Live(View(), summary, FACTS, NOW, NOW.date(), trouble, questions=asked)
