"""The scrolling middle of the today screen: puts its areas where the plan says."""

from textual.geometry import Size

from screens.operator.area import BARE, BOX, MARGIN, RULE, Area
from screens.operator.board import Board
from screens.operator.plan import WIDE, Place, plan

_WITHOUT_FRAME = ("sentence", "due", "newest")


class Body(Board):
    """Holds an area for each name of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._chosen = ""

    def panel(self, name: str) -> Area:
        """The area of that name, in the frame for the terminal's width."""
        known = name in self.areas
        area = super().panel(name)
        if not known:
            self._dress(area)
        return area

    def choose(self, name: str) -> None:
        """Marks one of the cards; '' none of them."""
        if name != self._chosen:
            self._chosen = name
            self._dress_all()

    def on_mount(self) -> None:
        """Frames from the first picture on as they will be."""
        self._dress_all()

    def on_resize(self) -> None:
        """Where there is little room, frames are lines."""
        self._dress_all()

    def places(self, size: Size) -> list[Place]:
        """Where everything stands in a body of this size."""
        return plan(size.width, size.height, self._shown, lambda name, width: self.areas[name].wants(width))

    def _dress_all(self) -> None:
        for area in self.areas.values():
            self._dress(area)

    def _dress(self, area: Area) -> None:
        wide = (self.size.width or self.app.size.width) >= WIDE
        if area.id in _WITHOUT_FRAME:
            area.dress(MARGIN if wide else BARE)
            return
        look = "faint"
        if area.id == self._chosen:
            look = "quiet" if wide else ""
        area.dress(BOX if wide else RULE, look, "strong" if area.id.startswith("card-") else "")
