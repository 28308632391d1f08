"""One score in words: its figure, its counts, how far chance reaches."""

from fractions import Fraction

from store.model.reader import AskedQuestion
from store.model.rounding import percentage, rounded
from store.model.scale import Metric, Scale, Standing
from store.model.score import MIN_N, Change, Interval, Score, Status, Verdict, decimals
from store.model.survey import Text
from store.words import Words


def title(question: AskedQuestion, words: Words) -> str:
    """What the question is about, in a word or two: "Satisfaction"; its id where it has no metric."""
    match question.scale.metric if question.scale else None:
        case Metric.CSAT:
            return words("Satisfaction")
        case Metric.NPS:
            return words("Recommendation")
        case Metric.CES:
            return words("Ease")
    return question.id


def headline(score: Score, words: Words) -> str:
    """The large figure: "87", "+42", "5.17"; under 10 answers "7 of 9 satisfied"; without any, a dash."""
    return counted(score, words) if score.status is Status.TOO_FEW else words.number(score.display)


def unit(score: Score, words: Words) -> str:
    """What stands beside the large figure: "%", "of 7"; '' for NPS and where no score is shown."""
    if score.n < MIN_N:
        return ""
    match score.scale.metric:
        case Metric.CSAT:
            return "%"
        case Metric.CES if score.scale.low_is_good:
            return words("of {top}, low is good", top=score.scale.points)
        case Metric.CES:
            return words("of {top}", top=score.scale.points)
    return ""


def figure(score: Score, words: Words) -> str:
    """The score in a line or a table: "87%", "+42", "5.17"; under 10 "7 of 9"; without answers, a dash."""
    if score.status is Status.TOO_FEW:
        return words("{k} of {n}", k=words.count(score.favourable), n=words.count(score.n))
    if score.scale.metric is Metric.CSAT and score.n:
        return words.percent(score.display)
    return words.number(score.display)


def counted(score: Score, words: Words) -> str:
    """The counts, true at any n: "107 of 123 satisfied", "57 would, 16 would not, of 98"."""
    if not score.n:
        return words("no answers yet")
    k, some, total = score.favourable, words.count(score.favourable), words.count(score.n)
    match score.scale.metric:
        case Metric.CSAT:
            return words.plural(
                "{some} of {all} satisfied", "{some} of {all} satisfied", k, some=some, all=total
            )
        case Metric.NPS:
            against = words.count(score.standing(Standing.LOW))
            return words.plural(
                "{some} would, {against} would not, of {all}",
                "{some} would, {against} would not, of {all}",
                k,
                some=some,
                against=against,
                all=total,
            )
        case Metric.CES:
            return words.plural(
                "{some} of {all} found it easy", "{some} of {all} found it easy", k, some=some, all=total
            )
    return answers(score.n, words)


def answers(n: int, words: Words) -> str:
    """How many there are: "123 answers"."""
    return words.plural("{count} answer", "{count} answers", n)


def probably(score: Score, words: Words) -> str:
    """How far chance reaches: "probably 80 to 92"; '' under 10 answers."""
    if score.n < MIN_N or score.interval is None:
        return ""
    low, high = ends(score.scale, score.interval, words)
    return words("probably {low} to {high}", low=low, high=high)


def unsure(score: Score, words: Words) -> str:
    """Where the score is to be shown greyed: "too few to be sure"; else ''."""
    return words("too few to be sure") if score.status in (Status.TOO_FEW, Status.FRAGILE) else ""


def readings(score: Score, words: Words) -> str:
    """CES's three readings: "71% easy, 29% neutral or harder, 4% very hard"; '' for others and under 10."""
    if score.scale.metric is not Metric.CES or score.n < MIN_N:
        return ""
    hardest = score.counts[-1 if score.scale.low_is_good else 0]
    return words(
        "{easy} easy, {harder} neutral or harder, {hardest} very hard",
        easy=words.percent(percentage(score.favourable, score.n)),
        harder=words.percent(percentage(score.n - score.favourable, score.n)),
        hardest=words.percent(percentage(hardest, score.n)),
    )


def value(scale: Scale, number: float | Fraction, words: Words) -> str:
    """Any value in the score's own unit, with its decimals: "80", "+38", "6.00"."""
    return words.number(rounded(number, decimals(scale), signed=scale.metric is Metric.NPS))


def aim(scale: Scale, number: float, words: Words) -> str:
    """A target as it was set: with up to two decimals more than the score has ("85.5")."""
    usual = decimals(scale)
    places = next((more for more in (usual, usual + 1) if round(number, more) == number), usual + 2)
    return words.number(rounded(number, places, signed=scale.metric is Metric.NPS))


def rated(given: int, scale: Scale, words: Words) -> str:
    """One answer with its scale: "1 of 5"."""
    return words("{score} of {top}", score=given, top=scale.values[-1])


def axis(scale: Scale, number: float, words: Words) -> str:
    """A value beside a chart: "85%", "+40", "5.2"."""
    text = rounded(number, min(1, decimals(scale)), signed=scale.metric is Metric.NPS)
    return words.percent(text) if scale.metric is Metric.CSAT else words.number(text)


def ends(scale: Scale, interval: Interval, words: Words) -> tuple[str, str]:
    """Both ends of an interval, as a score of this scale is written."""
    return value(scale, interval.low, words), value(scale, interval.high, words)


def text(texts: Text, words: Words) -> str:
    """A survey's own words in the reader's language, else in the first that the survey has."""
    return texts.get(words.language) or next(iter(texts.values()), "")


def verdict(change: Change, words: Words) -> str:
    """What a change comes to: "better", "worse", "no clear change", "not enough answers to compare"."""
    match change.verdict:
        case Verdict.BETTER:
            return words("better")
        case Verdict.WORSE:
            return words("worse")
        case Verdict.NO_CLEAR_CHANGE:
            return words("no clear change")
    return words("not enough answers to compare")


def changed(scale: Scale, change: Change, words: Words) -> str:
    """By how much: "+4.2, probably +1.0 to +7.4: better"; only the verdict with too few answers."""
    said = verdict(change, words)
    if change.value is None or change.interval is None or change.verdict is Verdict.INSUFFICIENT:
        return said
    value, low, high = (
        words.number(rounded(each, decimals(scale) or 1, signed=True))
        for each in (change.value, change.interval.low, change.interval.high)
    )
    return words(
        "{value}, probably {low} to {high}: {verdict}", value=value, low=low, high=high, verdict=said
    )
