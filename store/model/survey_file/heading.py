"""Reads what stands above the questions of a survey file: names, languages, reward."""

from store.model.reward import LEAST, LONGEST, is_code, possible
from store.model.saying import Saying
from store.model.survey import Reward
from store.model.survey_file.keys import REWARD
from store.model.survey_file.part import Found, Part, listed, write
from store.model.survey_file.room import NAME
from store.model.survey_file.texts import good


def read_names(whole: Part) -> tuple[str, str, tuple[str, ...]]:
    """The survey's name, touchpoint and languages; '' and () where they are missing or wrong."""
    if "name" not in whole.data:
        mend = Saying("Add {name}: its scores belong to it.", name='name = "…"')
        whole.wrong("name", Saying("The survey has no name."), mend)
    name = whole.id("name") or ""
    touchpoint = whole.string("touchpoint")
    if touchpoint is not None:
        good(("touchpoint",), touchpoint, whole.found, NAME)
    return name, touchpoint or name, _languages(whole)


def _languages(whole: Part) -> tuple[str, ...]:
    """The languages; () where one is wrong, so that no text is then measured against the wrong ones."""
    array = whole.array("languages")
    if whole.data.get("languages", []) == []:
        mend = Saying("Write {languages}; the first is the default.", languages='languages = ["en"]')
        whole.wrong("languages", Saying("The survey has no language."), mend)
    languages: list[str] = []
    for index, language in enumerate(array or ()):
        if not isinstance(language, str) or not is_language(language):
            dashed = str(language).replace("_", "-")
            like = Saying("Write it like {example}.", example=listed(('"en"', '"fr-CA"', '"zh-Hans"')))
            mend = write(f'"{dashed}"') if is_language(dashed) else like
            sentence = Saying("This is not a language's code.")
            whole.found.append(Found(("languages", index), language, sentence, mend))
        elif language in languages:
            sentence, mend = Saying("It stands there twice."), Saying("Take one out.")
            whole.found.append(Found(("languages", index), language, sentence, mend))
        else:
            languages.append(language)
    return tuple(languages) if len(languages) == len(array or ()) else ()


def is_language(code: str) -> bool:
    """Whether `code` is written as a language is: "en", "fr-CA", "zh-Hans", "zh-Hant-TW"."""
    language, *rest = code.split("-")
    if not (code.isascii() and language.isalpha() and language.islower() and len(language) in (2, 3)):
        return False
    if rest and len(rest[0]) == 4 and rest[0].isalpha() and rest[0].istitle():
        del rest[0]
    return not rest or (len(rest) == 1 and len(rest[0]) == 2 and rest[0].isalpha() and rest[0].isupper())


def read_reward(whole: Part) -> Reward | None:
    """The reward for finishing, if there is one."""
    reward = whole.part("reward")
    if reward is None:
        return None
    reward.known(REWARD)
    codes = reward.string("codes")
    if codes is not None and not (codes.strip(". ") and codes.isprintable() and not {"/", "\\"} & {*codes}):
        mend = Saying("Write its name only, as {name}.", name='"codes.txt"')
        reward.wrong("codes", Saying("This is not a file beside the survey."), mend)
    hourly = reward.whole("hourly")
    if hourly is not None and hourly < 1:
        mend = Saying("Write 1 or more, or take {heading} out.", heading="[reward]")
        reward.wrong("hourly", Saying("So few codes an hour are none."), mend)
    return Reward(codes, hourly, _pattern(reward))


def _pattern(reward: Part) -> str | None:
    pattern = reward.string("generate")
    if pattern is None:
        return None
    if "codes" in reward.data:
        sentence = Saying('There is "{key}" too.', key="codes")
        reward.wrong("generate", sentence, Saying("Keep one of the two."))
    elif not is_code(pattern):
        mend = Saying("Write at most {n} characters.", n=LONGEST)
        reward.wrong("generate", Saying("These are no codes that can be shown."), mend)
    elif possible(pattern) < LEAST:
        sentence = Saying.plural(
            "It makes {n} code only, which is guessed and soon used up.",
            "It makes {n} codes only, which are guessed and soon used up.",
            possible(pattern),
        )
        mend = Saying("Write four signs or more, as {code}: # is a digit, ? a capital.", code='"####"')
        reward.wrong("generate", sentence, mend)
    return pattern
