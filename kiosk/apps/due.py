"""What a kiosk does again after a while: its heartbeat, and an answer that could not be kept."""

from store.model.response import Response

BEAT_SECONDS = 30.0
"""How often it notes that it is alive."""
RETRY_SECONDS = 5.0
"""How long an answer that cannot be kept waits for the next try."""


class Heartbeat:
    """When the kiosk is to note that it is alive. Moments are on a clock that never jumps."""

    def __init__(self, now: float) -> None:
        self._at = now + BEAT_SECONDS

    def at_once(self) -> None:
        """Something has changed that the operator is to see."""
        self._at = float("-inf")

    def is_due(self, now: float) -> bool:
        """Whether it is time; if so, the next time is set."""
        if now < self._at:
            return False
        self._at = now + BEAT_SECONDS
        return True


class Unsaved:
    """An answer that could be kept nowhere. Nobody is thanked for it; it is tried until it is kept."""

    def __init__(self) -> None:
        self.response: Response | None = None
        """What waits; None: nothing."""
        self._at = 0.0
        self._sent: tuple[str, int] | None = None  # which visit and state: what was typed must not stay here

    def sends(self, response: Response) -> None:
        """This state of a visit takes its turn: no older one of it must be written after it."""
        self._sent = response.uid, id(response)
        if self.response is not None and self.response.uid == response.uid:
            self.response = None

    def hold(self, response: Response, now: float) -> bool:
        """Keeps `response` for the next try; False where a newer state of its visit was sent meanwhile."""
        if self._sent is not None and self._sent[0] == response.uid and self._sent[1] != id(response):
            return False
        self.response = response
        self._at = now + RETRY_SECONDS
        return True

    def due(self, now: float) -> Response | None:
        """What is to be tried now; its next time is set."""
        if self.response is None or now < self._at:
            return None
        self._at = now + RETRY_SECONDS
        return self.response
