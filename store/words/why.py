"""Why this number: the formula, what went into it, and what did not. Here methods go by their names."""

from store.model.period import Span
from store.model.rounding import percentage
from store.model.scale import Metric, Standing
from store.model.score import MIN_N, Score, Status
from store.model.summary import Card, Summary
from store.words import Words
from store.words.figures import changed, ends, text, value
from store.words.phrases import channel, target, usual
from store.words.rules import left_out
from store.words.spans import before


def why(card: Card, summary: Summary, words: Words) -> list[str]:
    """How the card's score came about, a line each, the question and the formula first."""
    return [
        text(card.question.text, words),
        *_formula(card.score, words),
        *_answers(card, words),
        *_interval(card.score, words),
        *_usual(card, words),
        *_change(card, summary, words),
        *_target(card, words),
        *_channel(summary, words),
        *_left_out(card, summary, words),
        words("What those who did not answer think is not known: the interval covers chance only."),
    ]


def why_score(score: Score, words: Words) -> list[str]:
    """The same of a score that has no card: the formula, the answers at each point, the interval."""
    return [*_formula(score, words), _points(score, words), *_interval(score, words)]


def _formula(score: Score, words: Words) -> list[str]:
    low, high = score.scale.values[0], score.scale.values[-1]
    good = ", ".join(str(point) for point in score.scale.values_standing(Standing.HIGH))
    n, k = words.count(score.n), words.count(score.favourable)
    match score.scale.metric:
        case Metric.CSAT:
            lines = [
                words("Satisfied: who answers {points} on {low} to {high}.", points=good, low=low, high=high)
            ]
            if score.n:
                share = words.percent(score.display)
                lines.append(
                    words("Score = satisfied ÷ answers = {k} ÷ {n} = {score}", k=k, n=n, score=share)
                )
            return lines
        case Metric.NPS:
            lines = [words("Promoters answer 9 or 10, passives 7 or 8, detractors 0 to 6.")]
            if score.n:
                formula = words(
                    "Score = 100 × (promoters − detractors) ÷ answers"
                    " = 100 × ({k} − {against}) ÷ {n} = {score}",
                    k=k,
                    against=words.count(score.standing(Standing.LOW)),
                    n=n,
                    score=words.number(score.display),
                )
                lines.append(formula)
            return lines
    if score.scale.low_is_good:
        lines = [words("From {low}, little effort, to {high}, much: low is good.", low=low, high=high)]
    else:
        lines = [words("From {low}, very hard, to {high}, very easy.", low=low, high=high)]
    if score.n:
        total = sum(point * count for point, count in zip(score.scale.values, score.counts, strict=True))
        mean = words.number(score.display)
        share = words.percent(percentage(score.favourable, score.n))
        lines += [
            words("Score = the mean = {total} ÷ {n} = {score}", total=words.count(total), n=n, score=mean),
            words("Easy: who answers {points}, {k} of {n} = {share}", points=good, k=k, n=n, share=share),
        ]
    return lines


def _answers(card: Card, words: Words) -> list[str]:
    score = card.score
    return [
        _points(score, words),
        words(
            "Asked {shown} times: {n} answered, {skipped} skipped, {timed_out} ran out of time. "
            "Only answers count.",
            shown=words.count(card.shown),
            n=words.count(score.n),
            skipped=words.count(card.skipped),
            timed_out=words.count(card.timed_out),
        ),
    ]


def _points(score: Score, words: Words) -> str:
    each = " · ".join(
        f"{point}: {words.count(count)}"
        for point, count in zip(score.scale.values, score.counts, strict=True)
    )
    return words("Answers at each point: {points}", points=each)


def _interval(score: Score, words: Words) -> list[str]:
    if score.status is Status.NO_DATA or score.interval is None:
        return []
    if score.n < MIN_N:
        return [words("Under {needed} answers there is no score, only the counts.", needed=MIN_N)]
    low, high = ends(score.scale, score.interval, words)
    if score.scale.metric is Metric.CSAT:
        lines = [words("Probably {low} to {high}: Wilson’s 95% interval of a share.", low=low, high=high)]
    else:
        lines = [
            words(
                "Probably {low} to {high}: the adjusted Wald interval, 95%, with three answers added "
                "evenly over the scale.",
                low=low,
                high=high,
            )
        ]
    if score.status is Status.FRAGILE:
        lines.append(
            words("Too few to be sure: under 30 answers, or an interval wider than a fifth of the scale.")
        )
    return lines


def _usual(card: Card, words: Words) -> list[str]:
    seen = card.usual
    if seen is None or seen.limits is None or seen.centre is None or card.score.n < MIN_N:
        said = usual(card, words)
        return [said] if said else []
    low, high = ends(card.score.scale, seen.limits, words)
    centre, n = value(card.score.scale, seen.centre, words), words.count(card.score.n)
    match seen.step:
        case Span.MONTH:
            learnt = words("learnt from {months} months", months=seen.seen)
        case Span.WEEK:
            learnt = words("learnt from {weeks} weeks", weeks=seen.seen)
        case _:
            learnt = words("learnt from {days} closed days", days=seen.seen)
    lines = [
        words(
            "Usual for {n} answers: {low} to {high} around {centre}, the control limits at three standard "
            "deviations (after Laney), {learnt}.",
            n=n,
            low=low,
            high=high,
            centre=centre,
            learnt=learnt,
        )
    ]
    if seen.signal:
        lines.append(words("The score lies outside, where chance alone hardly ever brings it."))
    return lines


def _change(card: Card, summary: Summary, words: Words) -> list[str]:
    if card.change is None:
        return []
    if card.score.scale.metric is Metric.CSAT:
        method = words("Newcombe’s interval of a difference")
    else:
        method = words("the interval of the difference of the adjusted means")
    return [
        words(
            "Against {before}: {change} ({method})",
            before=before(summary.period, words),
            change=changed(card.score.scale, card.change, words),
            method=method,
        )
    ]


def _target(card: Card, words: Words) -> list[str]:
    if card.target is None:
        return []
    said = target(card, words)
    return [
        words(
            "{target}: met when the whole interval lies above it, below when it lies below, else uncertain.",
            target=said[:1].upper() + said[1:],
        )
    ]


def _channel(summary: Summary, words: Words) -> list[str]:
    others = ", ".join(
        f"{words.count(n)} {channel(name, words)}" for name, n in summary.other_channels.items()
    )
    lines = [words("Only {channel} answers are scored here.", channel=channel(summary.channel, words))]
    if others:
        lines.append(words("Not added to them: {others}.", others=others))
    return lines


def _left_out(card: Card, summary: Summary, words: Words) -> list[str]:
    lines = []
    if card.excluded and card.with_excluded.value is not None:
        shown = card.with_excluded
        share = shown.scale.metric is Metric.CSAT
        lines.append(
            words.plural(
                "{count} answer is left out; with it the score would be {score}.",
                "{count} answers are left out; with them the score would be {score}.",
                card.excluded,
                score=words.percent(shown.display) if share else words.number(shown.display),
            )
        )
    return lines + left_out(summary.excluded, words)
