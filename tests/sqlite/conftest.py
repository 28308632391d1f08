"""A store on both journals: as on an engine with the WAL-reset bug mended, and as on one without."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from shutil import copy

import pytest
from sqlite.counter import FIXED, UNFIXED, Clock, Store

from store.model.rules import Rules
from store.sqlite.engine import VERSION, Version, wal_is_safe


@pytest.fixture(params=[FIXED, UNFIXED], ids=["wal", "truncate"])
def engine(request: pytest.FixtureRequest) -> Version:
    version: Version = request.param
    if wal_is_safe(version) and not wal_is_safe(VERSION):
        pytest.skip("this engine has the WAL-reset bug: no WAL with it, not even in a test")
    return version


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Version], Path]:
    """A new store of an engine, made once: most tests are about what comes after."""

    @cache
    def made(engine: Version) -> Path:
        path = tmp_path_factory.mktemp("blank") / "kiosk.db"
        Store(path, Clock(), engine, rules=Rules()).close()
        return path

    return made


@pytest.fixture
def opened(
    tmp_path: Path, clock: Clock, engine: Version, blank: Callable[[Version], Path]
) -> Iterator[Callable[..., Store]]:
    """Opens stores that are closed afterwards: `opened(rules=Rules(), demo=False)`."""
    stores: list[Store] = []

    def open_store(*, rules: Rules | None = None, demo: bool = False) -> Store:
        if not demo:
            copy(blank(engine), tmp_path / "kiosk.db")
        stores.append(Store(tmp_path / "kiosk.db", clock, engine, rules=rules or Rules(), demo=demo))
        return stores[-1]

    yield open_store
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[..., Store]) -> Store:
    return opened()
