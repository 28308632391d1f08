"""What the shop may change while the kiosk runs: the survey, and the list of reward codes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.apps.keeper import Keeper
from kiosk.live_survey import LiveSurvey
from store.model.response import Response, Status
from store.model.survey import Survey

if TYPE_CHECKING:
    from kiosk.rewards.giving import Rewards


class ShopFiles:
    """Follows them, keeps answers with the codes they earn, and tells the operator what is wrong."""

    def __init__(
        self,
        survey: Survey,
        live: LiveSurvey | None,
        *,
        keeper: Keeper,
        note: Callable[[BaseException], None],
    ) -> None:
        """`live` is the file of `survey`; None: nothing is followed, and no code given."""
        self._survey = survey
        self._live = live
        self._keeper = keeper
        self._note = note
        self._rewards = self._rewards_of(survey)

    async def save(self, response: Response) -> str | None:
        """Keeps `response`, with the reward code that it earns, which is returned. Raises StoreError."""
        if self._rewards is None or response.status is not Status.COMPLETE:
            await self._keeper.save(response)
            return None
        code = await self._keeper.finish(response, self._rewards)
        self._tell()
        return code

    async def look_at_codes(self) -> None:
        """Sees which codes are left."""
        from store.sqlite.error import StoreError

        if self._rewards is not None:
            try:
                await self._keeper.look_at(self._rewards)
            except StoreError as error:
                self._note(error)
        self._tell()

    @property
    def codes_have_changed(self) -> bool:
        """Whether the list of codes is another than at the last look."""
        return self._rewards is not None and self._rewards.has_changed()

    def look_at_survey(self) -> Survey | None:
        """The survey to `take`; None: the one before. To be called about once a second."""
        survey = self._live.look() if self._live is not None else None
        self._tell()
        return survey

    async def take(self, survey: Survey) -> bool:
        """From now on `survey` is asked; False when the store cannot know it yet, and later it may."""
        from store.sqlite.error import StoreError

        assert self._live is not None, "it comes from there"
        try:
            await self._keeper.ask(survey)
        except StoreError as error:
            self._note(error)
            self._live.look_again(self._survey)
            return False
        self._survey = survey
        self._rewards = self._rewards_of(survey)
        await self.look_at_codes()
        return True

    def _rewards_of(self, survey: Survey) -> "Rewards | None":
        if survey.reward is None or self._live is None:
            return None
        from kiosk.rewards.giving import Rewards

        return Rewards(survey.reward, self._live.folder)

    def _tell(self) -> None:
        told = [each.problem for each in (self._live, self._rewards) if each is not None]
        self._keeper.tell_operator(" ".join(filter(None, told)))
