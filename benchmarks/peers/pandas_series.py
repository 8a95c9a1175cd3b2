"""Clauses over the columns of a pandas frame, as Series of nullable types."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.peers.forms import ByEra, Chosen, Era, Form, Looked
from benchmarks.peers.grains import RAW
from benchmarks.peers.pandas_clauses import Expressions, flags

_ANSWER = "@answer"


class SeriesExpressions(Expressions):
    """Works out clauses over the columns of a frame."""

    def __init__(self, frame: pd.DataFrame, eras: Mapping[Era, str]) -> None:
        super().__init__(lambda read: frame[self._named(read)])
        self._frame = frame
        self._eras = eras

    def clause(self, form: Form) -> Any:
        """Return the answers of a clause."""
        if isinstance(form, Chosen):
            column = self._read(form.path)
            return column.isin(form.values).astype("boolean").mask(column.isna())
        return super().clause(form)

    def _named(self, read: str | Era) -> str:
        return self._eras[read] if isinstance(read, Era) else read

    def _looked(self, form: Looked) -> Any:
        keys = [self._named(read) if isinstance(read, Era) else read + RAW for read in form.reads]
        cells = np.array(list(itertools.product(*(range(size) for size in form.sizes))), dtype=np.int64)
        table = pd.DataFrame(cells, columns=keys).assign(**{_ANSWER: flags(form.fill())})
        return self._frame[keys].merge(table, on=keys, how="left")[_ANSWER]

    def _by_era(self, number: ByEra) -> Any:
        by_era = dict(enumerate(number.numbers))
        return self._frame[self._named(number.era)].map(by_era).astype("Float64")
