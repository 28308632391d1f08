"""What many new responses add to the tallies together, summed before it is written."""

from collections import Counter
from collections.abc import Mapping

from store.model.response import Answer, Response
from store.sqlite import tallies
from store.sqlite.questions import Asked

_SHIFT = 20
_MASK = (1 << _SHIFT) - 1


class BatchTallies:
    """Many responses count in the same place, and many answers add the same.

    Each such pair is counted first, as one number, and only the different ones are spread over the
    dimensions. The responses, counted ones, are to be kept alive until `sums`.
    """

    def __init__(self) -> None:
        self._sums: tallies.Sums = {}
        self._places: dict[tuple[object, ...], int] = {}
        self._alike: list[Response] = []
        self._visits: list[int] = []
        self._pieces: list[tuple[tallies.Row, list[int]]] = []
        self._by_object: dict[int, int] = {}
        self._unscored: dict[tuple[str, str], int] = {}
        self._pairs: list[int] = []

    def count(self, response: Response, asked: Mapping[str, Asked], *, chosen: bool) -> None:
        """Takes in one response; `chosen`: there are answers among its own that were chosen from options."""
        if chosen:  # which count by where the score of another answer stands
            tallies.gather(self._sums, tallies.place(response, True), tallies.contributions(response, asked))
            return
        where = (
            response.day,
            response.hour,
            response.touchpoint,
            response.agent,
            response.kiosk,
            response.language,
            response.channel,
            response.status,
        )
        place = self._places.get(where)
        if place is None:
            place = self._places[where] = len(self._alike)
            self._alike.append(response)
        self._visits.append(place)
        at = place << _SHIFT
        by_object, pairs = self._by_object, self._pairs
        for answer in response.answers.values():
            piece = by_object.get(id(answer))
            if piece is None:
                piece = by_object[id(answer)] = self._piece(answer, asked[answer.question])
            pairs.append(at | piece)

    def sums(self) -> tallies.Sums:
        """All of it, for `tallies.write_sums`."""
        visits = Counter(self._visits)
        nothing = [0] * len(tallies.COLUMNS["tally"])
        counts: list[dict[tallies.Row, list[int]]] = [
            {("tally", tallies.VISIT): [n * visits[place] for n in tallies.visited(response)]}
            for place, response in enumerate(self._alike)
        ]
        for pair, times in Counter(self._pairs).items():
            of_place = counts[pair >> _SHIFT]
            row, ones = self._pieces[pair & _MASK]
            numbers = of_place.get(row)
            if numbers is None:
                numbers = of_place[row] = nothing.copy()
            for column in ones:
                numbers[column] += times
        for response, of_place in zip(self._alike, counts, strict=True):
            tallies.gather(self._sums, tallies.place(response, True), of_place)
        return self._sums

    def _piece(self, answer: Answer, asked: Asked) -> int:
        """The number of what an answer adds."""
        alike = (answer.question, answer.outcome.value)
        if answer.score is None and alike in self._unscored:
            return self._unscored[alike]
        ones = [column for column, n in enumerate(tallies.added(answer, asked)) if n]
        self._pieces.append((("tally", asked.number), ones))
        number = len(self._pieces) - 1
        if answer.score is None:
            self._unscored[alike] = number
        return number
