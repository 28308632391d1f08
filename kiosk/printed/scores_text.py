"""`kiosk scores` for a person: lines that read well on a terminal, in a mail and in a chat."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len

from screens.widgets.wrap import harmless
from store.model.breakdown import withheld
from store.model.cut import Cut
from store.model.period import Period
from store.model.reader import AskedQuestion, Funnel
from store.model.response import Status
from store.model.rounding import percentage
from store.model.score import MIN_N, Score, Verdict
from store.model.score import Status as Sure
from store.model.summary import Card, Summary
from store.words import Words, phrases
from store.words.endings import ended
from store.words.filters import filtered
from store.words.rules import left_out

_GAP = "  "
_UNSURE = "*"
_UP, _DOWN = "▲", "▼"
_ENDS = (Status.REFUSED, Status.NO_TIME, Status.DROPPED)


def summary_lines(summary: Summary, words: Words, questions: Sequence[AskedQuestion]) -> list[str]:
    """The period, the sentence, and a block a score. `questions` word the segments that are filtered by."""
    where = filtered(summary.filters, words, questions)
    lines = [_heading(summary.period, summary.open, summary.channel, where, words)]
    if summary.demo:
        lines.append(words("This is a demonstration: the answers are made up."))
    lines += [phrases.sentence(summary, words), ""]
    titles = phrases.titles(summary, words)
    facts = [_facts(card, summary, words) for card in summary.cards]
    figures = [(title, first) for title, (first, *_) in zip(titles, facts, strict=True)]
    for row, (_, *others) in zip(_aligned(figures), facts, strict=True):
        lines += [row, *(f"{_GAP}{line}" for line in others), ""]
    lines += left_out(summary.excluded, words)
    other = ", ".join(
        f"{words.count(n)} {phrases.channel(name, words)}" for name, n in summary.other_channels.items()
    )
    if other:
        lines.append(words("Not added to them: {others}.", others=other))
    lines.append(phrases.assisted_note(summary, words))
    return _printable(lines)


def cut_lines(
    cut: Cut,
    period: Period,
    words: Words,
    *,
    is_open: bool,
    where: Sequence[str],
    name: Callable[[str], str],
) -> list[str]:
    """A table, a row a key; `where` are the filters in words, `name` says how a key reads."""
    lines = [_heading(period, is_open, cut.channel, where, words), ""]
    if not cut.rows:
        return [*lines, words("No answers yet.") if is_open else words("No answers.")]
    ends = _ENDS if cut.by == "agent" else ()
    table = [
        (
            "",
            words("answers"),
            *(phrases.title(q, words) for q in cut.questions),
            *(ended(end, words) for end in ends),
        ),
    ]
    for row in cut.rows:
        scores = [row.scores[q.number] for q in cut.questions]
        cells = [
            _cell(score, row.verdicts.get(q.number), row.changes.get(q.number), words, by=cut.by)
            for q, score in zip(cut.questions, scores, strict=True)
        ]
        n = words.count(max((s.n for s in scores), default=0))
        shares = [_share(row.visits, end, words) for end in ends]
        table.append((harmless(name(row.name)), n, *cells, *shares))
    lines += _aligned(table)
    if any(_UNSURE in cell for _, _, *cells in table[1:] for cell in cells):
        unsure = words("too few to be sure")
        lines += ["", f"{_UNSURE} {unsure}"]
    if any(mark in cell for _, _, *cells in table[1:] for cell in cells for mark in (_UP, _DOWN)):
        lines += [
            "",
            words(
                "{up} and {down}: against {before}", up=_UP, down=_DOWN, before=phrases.before(period, words)
            ),
        ]
    return _printable(lines)


def _heading(period: Period, is_open: bool, channel: str | None, where: Sequence[str], words: Words) -> str:
    today = is_open and period.first == period.last
    parts = [phrases.period(period, today, words), channel and phrases.channel(channel, words)]
    parts += where
    return " · ".join(part for part in parts if part)


def _facts(card: Card, summary: Summary, words: Words) -> list[str]:
    """The figure with its counts, then what it is measured by, a line each."""
    score = card.score
    if score.n < MIN_N:
        first = phrases.headline(score, words) if score.n else phrases.counted(score, words)
    else:
        said = phrases.figure(score, words), phrases.counted(score, words), phrases.probably(score, words)
        first = _GAP.join(said)
    lines = [
        phrases.unsure(score, words),
        phrases.readings(score, words),
        phrases.usual(card, words),
        phrases.against(card, summary.period, words),
        phrases.recent(card, words),
    ]
    if card.target:
        lines.append(phrases.target(card, words))
    return [first, *(line for line in lines if line)]


def _share(visits: Funnel | None, end: Status, words: Words) -> str:
    """How many ended so: beside an agent's score it shows who picks their callers."""
    if visits is None or not visits.started:
        return "–"
    n: int = getattr(visits, end.value)
    return words.percent(percentage(n, visits.started))


def _cell(score: Score, verdict: Verdict | None, change: Verdict | None, words: Words, *, by: str) -> str:
    if withheld(by, score):
        return words("from {needed} answers on", needed=MIN_N)
    parts = [phrases.figure(score, words)]
    if score.status in (Sure.TOO_FEW, Sure.FRAGILE):
        parts[0] += _UNSURE
    elif probably := phrases.probably(score, words):
        parts.append(f"({probably})")
    match verdict:
        case Verdict.BETTER:
            parts.append(words("better"))
        case Verdict.WORSE:
            parts.append(words("worse"))
    parts += {Verdict.BETTER: [_UP], Verdict.WORSE: [_DOWN]}.get(change or Verdict.INSUFFICIENT, [])
    return " ".join(parts)


def _aligned(table: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows under one another, each column as wide as its widest cell."""
    if not table:
        return []
    widths = [max(cell_len(cell) for cell in column) for column in zip(*table, strict=True)]
    return [
        _GAP.join(
            cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in table
    ]


def _printable(lines: Sequence[str]) -> list[str]:
    """Without an empty end, and without anything that would steer a terminal."""
    kept = [harmless(line) for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return kept
