"""The scrolling middle of the today screen: puts its panels where the plan says."""

from textual.containers import VerticalScroll
from textual.geometry import NULL_SPACING, Offset, Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.widget import Widget

from screens.operator.panel import Panel
from screens.operator.plan import WIDE, Place, plan


class _Planned(Layout):
    """Lays out a `Body` by its plan."""

    name = "planned"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        assert isinstance(parent, Body)
        panels = {child.id: child for child in children}
        return [
            WidgetPlacement(Region(*place[1:]), Offset(), NULL_SPACING, panels[place.name])
            for place in parent.places(size)
            if place.name in panels
        ]


class Body(VerticalScroll, can_focus=False):
    """Holds a panel for each name of the plan."""

    def __init__(self) -> None:
        super().__init__()
        self._planned = _Planned()
        self._panels: dict[str, Panel] = {}
        self._shown: tuple[str, ...] = ()
        self._placed: list[Place] = []

    def panel(self, name: str) -> Panel:
        """The panel of that name; made when it is first asked for, since few days have all of them."""
        if name not in self._panels:
            kind = "card" if name.startswith("card-") else "part"
            self._panels[name] = Panel(name, classes=kind)
            self.mount(self._panels[name])
        return self._panels[name]

    @property
    def layout(self) -> Layout:
        """The plan, whatever a style says."""
        return self._planned

    def on_mount(self) -> None:
        """Frames from the first picture on as they will be."""
        self.set_class(self.app.size.width < WIDE, "-compact")

    def on_resize(self) -> None:
        """Where there is little room, frames are lines."""
        self.set_class(self.size.width < WIDE, "-compact")

    def places(self, size: Size) -> list[Place]:
        """Where everything stands in a body of this size."""
        self._placed = self._plan(size)
        return self._placed

    def fit(self, shown: tuple[str, ...]) -> None:
        """Shows these panels and no others; lays out anew only where something has to move."""
        self._shown = shown
        for name, panel in self._panels.items():
            panel.display = name in shown
        if self.size and self._plan(self.scrollable_content_region.size) != self._placed:
            self.refresh(layout=True)

    def _plan(self, size: Size) -> list[Place]:
        return plan(size.width, size.height, self._shown, lambda name, width: self._panels[name].wants(width))
