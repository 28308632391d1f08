"""The report as text: for a chat, a mail, a cron job, or a receipt printer at closing time."""

from dataclasses import replace
from typing import NamedTuple

from kiosk.report import told
from kiosk.report.heat import heat_days, weekday
from kiosk.report.report import Report
from kiosk.report.roll import Roll
from kiosk.report.sparkline import ASCII, sparkline
from store.model.heat import HeatMap
from store.model.period import Period, Span, day_date
from store.model.score import MIN_N, Score, Status, Verdict
from store.model.summary import Card, Reasons, Row, Summary
from store.words import Words, phrases
from store.words.companions import companions_lines, companions_title
from store.words.figures import axis
from store.words.lines import between, mark_date
from store.words.marks import marked
from store.words.visits import steps

WIDTH = 72
"""Characters a line where nothing else is said: fits a mail that is quoted once."""
NARROWEST = 24
_MOST_TOUCHPOINTS = 12
_MOST_COMMENTS = 5
_UNSURE = "*"


class _Fields(NamedTuple):
    """How a field of the week is written."""

    better: str
    worse: str
    same: str
    few: str


_FIELDS = _Fields("▲", "▼", "░", "·")
_ASCII_FIELDS = _Fields("+", "-", "=", ".")


def report_lines(report: Report, words: Words, *, width: int = WIDTH, ascii: bool = False) -> list[str]:
    """The whole report in lines of at most `width` characters; `ascii` writes nothing else."""
    roll, summary = Roll(width, ascii=ascii), report.summary
    _head(roll, report, words)
    titles = phrases.titles(summary, words)
    for title, card in zip(titles, summary.cards, strict=True):
        _score(roll, title, card, summary, words)
    if any(card.score.n for card in summary.cards):
        _hours(roll, titles[0], summary, words)
        _week(roll, titles[0], report.heat, summary.period, words)
        _touchpoints(roll, titles, summary, words)
    for each in summary.reasons:
        _mattered(roll, each, summary, words)
    for companions in summary.goes_with:
        roll.heading(companions_title(companions, words))
        for line in companions_lines(companions, words):
            roll.text(line)
    if summary.marks:
        roll.heading(words("What happened"))
        for mark in summary.marks:
            when = mark_date(day_date(mark.day), summary.period.last, words)
            roll.text(f"{when}: {marked(mark, words)}")
    _comments(roll, report, words)
    _visits(roll, summary, words)
    roll.heading(phrases.left_out_title(summary, words))
    for line in told.excluded(summary, words):
        roll.text(line)
    if apart := told.kept_apart(summary, words):
        roll.text(apart)
    roll.heading(words("How the numbers are made"))
    for line in told.made(words):
        roll.text(line)
    return [line.replace("\u00a0", " ") for line in roll.lines]


def _head(roll: Roll, report: Report, words: Words) -> None:
    if report.shop:
        roll.text(report.shop)
    roll.text(told.heading(report, words))
    roll.phrases([*told.scope(report, words), *filter(None, [told.as_of(report, words)])])
    roll.gap()
    roll.text(phrases.sentence(report.summary, words))
    for note in told.notes(report.summary, words):
        roll.text(note)


def _score(roll: Roll, title: str, card: Card, summary: Summary, words: Words) -> None:
    score = card.score
    roll.gap()
    roll.row(title.upper(), phrases.figure(score, words))
    first = [phrases.counted(score, words), phrases.probably(score, words), phrases.unsure(score, words)]
    roll.phrases([each for each in first if each])
    roll.phrases([*filter(None, [told.out_of_usual(card, words)]), *told.measured(card, summary, words)])
    _line(roll, card, words)


def _line(roll: Roll, card: Card, words: Words) -> None:
    """A character a point, a mark under those out of the usual, and what the height stands for."""
    line = replace(card.line, points=card.line.points[-roll.width :])
    if not line.is_drawn:
        return
    values = sorted(float(point.score.value or 0) for point in line.shown)
    low, high = (axis(card.score.scale, value, words) for value in (values[0], values[-1]))
    points = line.points
    drawn = sparkline(points, glyphs=ASCII, none=" ") if roll.ascii else sparkline(points)
    roll.lines.append(drawn.rstrip())
    signals = "".join("!" if point.signal else " " for point in points).rstrip()
    if signals:
        roll.lines.append(signals)
    roll.text(between(line, low, high, words))
    if signals:
        roll.text("! " + words("out of the usual"))


def _hours(roll: Roll, title: str, summary: Summary, words: Words) -> None:
    card = summary.cards[0]
    if summary.period.span is not Span.DAY or not card.hours:
        return
    roll.heading(words("By hour: {title}", title=title))
    good, rest = ("#", "-") if roll.ascii else ("█", "░")
    rows = []
    for bar in card.hours:
        favourable, n = bar.score.favourable, bar.score.n
        counted = words("{k} of {n}", k=words.count(favourable), n=words.count(n)) if n else "–"
        rows.append((f"{bar.hour:>2}", [(favourable, good), (n - favourable, rest)], counted))
    roll.bars(rows, max(bar.score.n for bar in card.hours))


def _week(roll: Roll, title: str, heat: HeatMap | None, shown: Period, words: Words) -> None:
    """The hours of the week: which of them are clearly better or worse than the rest."""
    if heat is None or not heat.hours:
        return
    glyphs = _ASCII_FIELDS if roll.ascii else _FIELDS
    days = [roll.clean(weekday(day, words)) for day in heat.weekdays]
    side = max(map(len, days)) + 1
    cell = max(1, min(3, (roll.width - side) // len(heat.hours)))
    if side + cell * len(heat.hours) > roll.width:
        return
    roll.heading(words("By hour and weekday: {title}", title=title))
    if made_of := heat_days(heat, shown, words):
        roll.text(made_of)
    hours = [str(hour) if cell > 2 or i % 2 == 0 else "" for i, hour in enumerate(heat.hours)]
    if cell == 1:
        hours = [str(hour) if i % 4 == 0 else "" for i, hour in enumerate(heat.hours)]
    line = ""
    for i, hour in enumerate(hours):
        line = line.ljust(i * cell) + hour if hour else line
    roll.lines.append(" " * side + line)
    for number, day in zip(heat.weekdays, days, strict=True):
        drawn = "".join(_field(heat, (number, hour), glyphs).ljust(cell) for hour in heat.hours)
        roll.lines.append((day.ljust(side) + drawn).rstrip())
    roll.text(
        words(
            "{better} clearly better than the rest, {worse} clearly worse, {same} no clear difference, "
            "{few} under {n} answers.",
            better=glyphs.better,
            worse=glyphs.worse,
            same=glyphs.same,
            few=glyphs.few,
            n=MIN_N,
        )
    )


def _field(heat: HeatMap, place: tuple[int, int], glyphs: _Fields) -> str:
    score = heat.cells[place]
    if score.n < MIN_N:
        return glyphs.few if score.n else " "
    match heat.verdicts.get(place):
        case Verdict.BETTER:
            return glyphs.better
        case Verdict.WORSE:
            return glyphs.worse
    return glyphs.same


def _touchpoints(roll: Roll, titles: tuple[str, ...], summary: Summary, words: Words) -> None:
    rows, cards = summary.touchpoints, summary.cards
    if len(rows) < 2:
        return
    shown = _most_telling(rows)
    cells = [[_cell(row, card, words, ranked=card is cards[0]) for card in cards] for row in shown]
    counts = [max(score.n for score in row.scores.values()) for row in shown]
    table = [["", titles[0], words("answers"), *titles[1:]]]
    for row, n, (first, *others) in zip(shown, counts, cells, strict=True):
        table.append([row.name, first, words.count(n), *others])
    roll.heading(words("Touchpoints"))
    begun = len(roll.lines)
    if not roll.table(table, needed=3):
        roll.text(titles[0])
        for row, n, (first, *_) in zip(shown, counts, cells, strict=True):
            roll.row(row.name, first)
            roll.text(phrases.answers(n, words), indent=2)
    if len(shown) < len(rows):
        roll.text(words("and {n} more", n=len(rows) - len(shown)))
    if any(_UNSURE in line for line in roll.lines[begun:]):
        roll.text(f"{_UNSURE} " + words("too few to be sure"))


def _most_telling(rows: tuple[Row, ...]) -> list[Row]:
    """Those that stand out and then those with the most answers, in the order they came in."""
    by_answers = sorted(rows, key=lambda row: -max((s.n for s in row.scores.values()), default=0))
    kept = [row.name for row in sorted(by_answers, key=lambda row: not (row.worst or row.best))]
    names = set(kept[:_MOST_TOUCHPOINTS])
    return [row for row in rows if row.name in names]


def _cell(row: Row, card: Card, words: Words, *, ranked: bool) -> str:
    score: Score = row.scores[card.question.number]
    shown = phrases.figure(score, words)
    if score.status in (Status.TOO_FEW, Status.FRAGILE):
        shown += _UNSURE
    said = told.standing(row, card.question.number, words, ranked=ranked)
    return f"{shown} {said}" if said else shown


def _mattered(roll: Roll, reasons: Reasons, summary: Summary, words: Words) -> None:
    roll.heading(phrases.reasons_title(reasons, words))
    if len(summary.reasons) > 1:
        roll.text(told.asked_after(reasons, summary, words))
    rows, base = reasons.rows, reasons.base
    if not rows:
        roll.text(phrases.reasons_empty(reasons, words))
        rows, base = reasons.all_rows, reasons.everyone
        if rows:
            roll.text(words.plural("Of {n} answer of any kind:", "Of {n} answers of any kind:", base))
    glyph = "#" if roll.ascii else "█"
    named = [(phrases.text(row.text, words) or row.option, row.count) for row in rows]
    figures = [words("{k} of {n}", k=words.count(n), n=words.count(base)) for _, n in named]
    roll.bars([(name, [(n, glyph)], figure) for (name, n), figure in zip(named, figures, strict=True)], base)


def _comments(roll: Roll, report: Report, words: Words) -> None:
    roll.heading(words("Comments"))
    if report.summary.commented:
        roll.text(phrases.commented(report.summary, words))
    roll.phrases(told.common_words(report, words))
    roll.text(told.published_note(report, words))
    for comment in report.published[:_MOST_COMMENTS]:
        said = [told.when(comment, report.summary, words), comment.touchpoint]
        said.append(told.rated(comment, report.summary, words))
        roll.gap()
        roll.phrases([each for each in said if each])
        roll.text(comment.text, indent=2)


def _visits(roll: Roll, summary: Summary, words: Words) -> None:
    roll.heading(words("Visits"))
    found = steps(summary.funnel, words)
    if not found:
        roll.text(words("Nobody has started yet.") if summary.open else words("Nobody started."))
        return
    glyph = "#" if roll.ascii else "█"
    shares = [step.share if step.status else "" for step in found]
    widest, longest = max(map(len, shares)), max(len(words.count(step.n)) for step in found)
    roll.bars(
        [
            (step.name, [(step.n, glyph)], f"{words.count(step.n):>{longest}} {share:>{widest}}")
            for step, share in zip(found, shares, strict=True)
        ],
        summary.funnel.started,
    )
