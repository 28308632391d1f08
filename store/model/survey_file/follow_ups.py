"""Reads the follow-ups of a question, and after which answers they are asked."""

from collections.abc import Sequence

from store.model.saying import Saying
from store.model.scale import Standing
from store.model.survey import Kind, Question
from store.model.survey_file import room
from store.model.survey_file.keys import FOLLOW_UP, FOLLOW_UP_KINDS, WHENS
from store.model.survey_file.options import CHOSEN, read_consent, read_options
from store.model.survey_file.part import Part, add, listed, write
from store.model.survey_file.texts import read_text


def read_follow_up(part: Part, parent: Question, languages: Sequence[str]) -> Question:
    """A follow-up of `parent`. What is wrong is noted; the question is then as good as can be."""
    for key in ("metric", "scale"):
        if key in part.data:
            mend = Saying("Make it a {heading} of its own.", heading="[[question]]")
            part.wrong(key, Saying("A follow-up has no score."), mend)
    if "follow_up" in part.data:
        mend = Saying("Put it under the question itself.")
        part.wrong("follow_up", Saying("A follow-up has no follow-ups."), mend)
    part.known(FOLLOW_UP, but=("metric", "scale", "follow_up"))
    word = part.one_of("kind", FOLLOW_UP_KINDS)
    if "kind" not in part.data:
        mend = Saying("Add {kind}, or another.", kind='kind = "reasons"')
        part.wrong("kind", Saying("What it asks for is missing."), mend)
    if "text" not in part.data:
        part.wrong("text", Saying("There are no words to ask it with."), add('text = { en = "…", … }'))
    kind = Kind(word) if word else Kind.COMMENT
    scores, choices = _when(part, parent)
    return Question(
        id=_id(part, parent, kind),
        kind=kind,
        text=read_text(part, "text", languages, room.QUESTION) or {},
        required=part.flag("required", False),
        script=read_text(part, "script", languages, room.SCRIPT),
        options=read_options(part, kind, languages) if word else (),
        consent=read_consent(part, kind, languages) if word else None,
        when=scores,
        parent=parent.id,
        when_choices=choices,
    )


def _id(part: Part, parent: Question, kind: Kind) -> str:
    """Its own id, or one made of the question's and the kind; '' where that is wrong."""
    if "id" in part.data:
        return part.id("id") or ""
    return f"{parent.id}-{kind}" if parent.id else ""


def _when(part: Part, parent: Question) -> tuple[frozenset[int] | None, frozenset[str] | None]:
    """The scores and the options of `parent` after which it is asked; None for any."""
    given = [key for key in ("when", "scores", "choices") if key in part.data]
    if len(given) > 1:
        part.wrong(given[1], Saying('There is "{key}" too.', key=given[0]), Saying("Keep one of the two."))
    elif given == ["when"]:
        return _after_standing(part, parent), None
    elif given == ["scores"]:
        return _after_scores(part, parent), None
    elif given == ["choices"]:
        return None, _after_choices(part, parent)
    return None, None


def _after_standing(part: Part, parent: Question) -> frozenset[int] | None:
    word = part.one_of("when", WHENS)
    if word is None or word == "any":
        return None
    if parent.scale is None:
        _no_score(part, "when", parent)
        return None
    scores = parent.scale.values_standing(Standing(word))
    if not scores:
        sentence = Saying('This can never show: no point of the scale is "{word}".', word=word)
        part.wrong("when", sentence, write("scores = [ … ]"))
    return frozenset(scores)


def _after_scores(part: Part, parent: Question) -> frozenset[int] | None:
    scores = part.array("scores")
    if scores is None:
        return None
    if parent.scale is None:
        _no_score(part, "scores", parent)
        return None
    values = parent.scale.values
    whole = [score for score in scores if type(score) is int and score in values]
    if not scores or len(whole) < len(scores):
        sentence = (
            Saying("Not all of these are on the scale.")
            if whole
            else Saying("This can never show: none of these is on the scale.")
            if scores
            else Saying("This can never show: there is no score in it.")
        )
        mend = Saying("Write some of {least} to {most}.", least=values[0], most=values[-1])
        part.wrong("scores", sentence, mend)
    return frozenset(whole)


def _no_score(part: Part, key: str, parent: Question) -> None:
    """Notes that `parent` has no score; not where its scale was wrong, which is noted already."""
    if parent.kind is not Kind.SCALE:
        sentence = Saying("This can never show: the question above has no score.")
        part.wrong(key, sentence, write(listed(('when = "any"', "choices = [ … ]"))))


def _after_choices(part: Part, parent: Question) -> frozenset[str] | None:
    choices = part.array("choices")
    if choices is None:
        return None
    options = [option.id for option in parent.options]
    if parent.kind not in CHOSEN:
        sentence = Saying("This can never show: the question above has no options.")
        part.wrong("choices", sentence, write(listed(("when", "scores"))))
        return None
    known = [choice for choice in choices if isinstance(choice, str) and choice in options]
    if options and (not choices or len(known) < len(choices)):
        sentence = (
            Saying("Not all of these are options of the question above.")
            if known
            else Saying("This can never show: none of these is an option of the question above.")
            if choices
            else Saying("This can never show: there is no option in it.")
        )
        part.wrong("choices", sentence, Saying("Write some of {options}.", options=listed(options)))
    return frozenset(known)
