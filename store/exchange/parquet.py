"""Answers as Parquet: typed columns, for pandas, polars, DuckDB and the like. Needs pyarrow."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from store.exchange.cells import Cell
from store.exchange.export import Holds, Table
from store.exchange.record import Record

_AT_ONCE = 5_000
"""Rows in a group: what is in memory at once."""

_TYPES: Mapping[Holds, Any] = {
    Holds.TEXT: pa.string(),
    Holds.NUMBER: pa.int64(),
    Holds.FLAG: pa.bool_(),
    Holds.IDS: pa.list_(pa.string()),
    Holds.DAY: pa.date32(),
    Holds.MOMENT: pa.timestamp("ms", "UTC"),
}
_MADE: Mapping[Holds, Callable[[Any], object]] = {
    Holds.DAY: date.fromisoformat,
    Holds.MOMENT: datetime.fromisoformat,
}


def write_parquet(table: Table, responses: Iterable[Record], out: BinaryIO) -> None:
    """Writes Parquet, a group of rows at a time; moments are in UTC, days and hours the shop's own."""
    schema = pa.schema(
        [(name, _TYPES[holds]) for name, holds in zip(table.columns, table.holds, strict=True)]
    )
    rows = (row for record in responses for row in table.rows(record))
    # A closed writer has written the end of the file, without which none of it can be read.
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        while group := list(islice(rows, _AT_ONCE)):
            columns = zip(*group, strict=True)
            made = [
                pa.array(_values(column, holds), field.type)
                for column, holds, field in zip(columns, table.holds, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(made, schema))


def _values(column: tuple[Cell, ...], holds: Holds) -> Iterable[object]:
    make = _MADE.get(holds)
    return column if make is None else [None if cell is None else make(cell) for cell in column]
