"""A kiosk of one field, run as `kiosk run` runs the real one; started by the tests in a pseudo-terminal."""

import sys
from pathlib import Path

from kiosk.terminal import environment
from kiosk.terminal.hold import Hold
from kiosk.terminal.signals import Signals


def main(log: Path, locked: bool) -> int:
    with Signals() as signals, Hold(signals=not locked) as hold:
        environment.prepare()
        from textual import events
        from textual.app import ComposeResult
        from textual.widgets import Input, Static

        from kiosk.terminal.locked import LockedApp
        from kiosk.terminal.runner import run_locked

        class Tiny(LockedApp):
            CSS = "Screen { overflow: hidden; }"

            def compose(self) -> ComposeResult:
                yield Static("How was it?", markup=False)
                yield Input()
                yield Static("", id="seen", markup=False)

            async def keep_visit(self) -> None:
                log.with_name("kept").write_text("kept")

            def on_mount(self) -> None:
                self.query_one(Input).focus()

            def on_input_changed(self, event: Input.Changed) -> None:
                self.query_one("#seen", Static).update(f"seen {len(event.value)} {event.value[-20:]}")
                if event.value.endswith("crash"):
                    secret = "the last one's words"
                    raise RuntimeError(f"broken {len(secret)}")
                if event.value.endswith("close"):
                    self.leave(0, "Closed.")

            def on_key(self, event: events.Key) -> None:
                self.sub_title = event.key

        app = run_locked(
            lambda: Tiny(locked=locked), signals=signals, hold=hold, log=log, one_moment="One moment"
        )
    if app.farewell:
        print(app.farewell, file=sys.stderr)
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), "unlocked" not in sys.argv))
