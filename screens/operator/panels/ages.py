"""How long ago, and how large, in a manager's words."""

from store.words import Words

_MINUTE, _HOUR, _DAY = 60_000, 3_600_000, 86_400_000


def ago(ms: int, words: Words) -> str:
    """'just now', '3 min ago', '2 h ago', '5 days ago'; a moment in the future is just now."""
    if ms < _MINUTE:
        return words("just now")
    if ms < _HOUR:
        return words("{n} min ago", n=ms // _MINUTE)
    if ms < 2 * _DAY:
        return words("{n} h ago", n=ms // _HOUR)
    return words.plural("{n} day ago", "{n} days ago", ms // _DAY)


def size(amount: int, words: Words) -> str:
    """'640 kB', '4.1 MB', '12 GB': thousands, as disks are sold."""
    if amount < 1_000_000:
        return words("{n} kB", n=max(1, round(amount / 1000)))
    if amount < 1_000_000_000:
        return words("{n} MB", n=words.number(_short(amount / 1_000_000)))
    return words("{n} GB", n=words.number(_short(amount / 1_000_000_000)))


def _short(value: float) -> str:
    return f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
