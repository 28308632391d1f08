"""How the rows of a screen are shared out, so that it has air when it can and is whole when it cannot."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of each part of a screen, and of the gaps between them."""

    top: int
    gap_question: int
    question: int
    gap_answers: int
    answers: int
    gap_below: int
    below: int
    gap_bottom: int
    bottom: int


def share(
    height: int,
    *,
    question: tuple[int, int],
    answers: tuple[int, int],
    below: bool,
    bottom: int,
) -> Rows:
    """Shares `height` rows: `question` and `answers` are what each needs at least and at most, `below` says
    whether there are buttons, `bottom` how many rows the last line would like.

    What is wanted is given in the order in which it is missed most.
    """
    rows = {
        "top": 1,
        "gap_question": 0,
        "question": question[0],
        "gap_answers": 0,
        "answers": answers[0],
        "gap_below": 0,
        "below": 1 if below else 0,
        "gap_bottom": 0,
        "bottom": 1,
    }
    spare = height - sum(rows.values())
    most = answers[1]
    wanted = [
        ("gap_answers", 1),
        ("bottom", bottom),
        ("gap_below", 1 if below else 0),
        ("gap_bottom", 0 if below else 1),
        ("answers", min(most, answers[0] + 2)),
        ("question", question[1]),
        ("gap_question", 1),
        ("answers", min(most, answers[0] + 4)),
        ("top", 2),
        ("bottom", bottom + 1),
        ("gap_bottom", 1),
        ("below", 3 if below else 0),
        ("answers", min(most, answers[0] + 8)),
        ("gap_question", 2),
        ("answers", most),
        ("top", 3),
        ("gap_below", 2 if below else 0),
        ("gap_answers", 2),
    ]
    for part, rows_wanted in wanted:
        more = min(spare, max(0, rows_wanted - rows[part]))
        if part == "below" and more == 1:
            continue  # two rows look like one and a half
        rows[part] += more
        spare -= more
    rows["gap_question"] += spare // 2
    rows["gap_bottom"] += spare - spare // 2
    return Rows(**rows)
