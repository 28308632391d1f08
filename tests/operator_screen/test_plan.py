"""Where the panels stand: inside the width, none over another, the important ones on the first screen."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from screens.operator.plan import Place, plan

ALL = (
    "sentence",
    "hours",
    "newest",
    "trend",
    "touchpoints",
    "mattered",
    "comments",
    "funnel",
    "left-out",
    "devices",
)


def wants(name: str, _width: int) -> int:
    return {"sentence": 1, "newest": 1, "hours": 9, "trend": 8, "comments": 22}.get(name, 10)


def shown(cards: int) -> list[str]:
    return [*ALL, *(f"card-{i}" for i in range(cards))]


def planned(width: int, height: int, cards: int) -> dict[str, Place]:
    return {place.name: place for place in plan(width, height, shown(cards), wants)}


@given(st.integers(20, 300), st.integers(8, 100), st.integers(1, 8))
@settings(max_examples=150)
def test_no_panel_lies_over_another_or_beside_the_screen(width, height, cards) -> None:
    places = list(planned(width, height, cards).values())
    for place in places:
        assert place.x >= 0
        assert place.x + place.width <= width
        assert place.height >= 1
    for i, a in enumerate(places):
        for b in places[i + 1 :]:
            apart = (
                a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
            )
            assert apart, (a, b)


@given(st.integers(20, 300), st.integers(8, 100), st.integers(1, 8))
def test_every_panel_has_a_place_except_the_second_copy_of_the_newest_comment(width, height, cards) -> None:
    missing = set(shown(cards)) - set(planned(width, height, cards))
    assert missing <= {"newest"}


@pytest.mark.parametrize("cards", [1, 2, 3])
def test_at_80_by_24_the_cards_the_hours_and_the_newest_comment_are_seen_without_scrolling(cards) -> None:
    places = planned(80, 22, cards)
    for name in ("sentence", "hours", "newest", *(f"card-{i}" for i in range(cards))):
        assert places[name].y + places[name].height <= 22, name


def test_on_a_large_screen_nothing_is_left_empty_that_a_list_or_a_chart_could_use() -> None:
    places = planned(200, 80, 3)
    assert places["comments"].height == 22
    assert places["trend"].height == 22
    assert max(place.y + place.height for place in places.values()) <= 80


def test_a_narrow_screen_is_one_column() -> None:
    assert {place.x for place in planned(40, 13, 3).values()} == {0}
