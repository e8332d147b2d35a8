"""Rows of a CSV file with a header: a broken one is told by line and column, and the good ones after it are found.

A stray quote makes a CSV reader swallow whatever follows. Where that happens the lines that were swallowed are read
again from the second one, if one of them is a whole row by itself. No field may be longer than the csv module's own
limit, which is left as it is.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from cases.actions.incoming import Rejected, SourceUnreadable
from cases.sources.lines import Lines, raw_of


class _Feed:
    """Hands lines to a CSV reader and remembers those of the present row."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._again: deque[tuple[int, str]] = deque()
        self.taken: list[tuple[int, str]] = []

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        if self._again:
            number, text = self._again.popleft()
        else:
            text = next(self._lines)
            number = self._lines.number
        self.taken.append((number, text))
        return text

    def begin_row(self) -> None:
        """Forget the lines of the row before."""
        self.taken.clear()

    def back(self) -> None:
        """Put all lines of the row but the first back."""
        self._again.extendleft(reversed(self.taken[1:]))


class Rows:
    """Iterates `(line, fields)`, every row as wide as `header`, and `Rejected` ones in between."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._feed = _Feed(lines)
        self._csv = csv.reader(self._feed, strict=True)
        self.header = self._read_header()

    def __iter__(self) -> Iterator[tuple[int, list[str]] | Rejected]:
        feed, reader, lines, width = self._feed, self._csv, self._lines, len(self.header)
        while True:
            feed.begin_row()
            try:
                row = next(reader)
            except StopIteration:
                break
            except csv.Error as error:
                yield from self._passed_on()
                yield self._broken(error)
                continue
            if lines.rejected:
                yield from self._passed_on()
            line = feed.taken[0][0]
            if len(row) != width:
                if len(row) > 1 or (row and row[0].strip()):
                    yield self._misfit(row)
            elif lines.with_nul >= line and "\0" in "".join(row):
                yield self._with_nul(line, row)
            else:
                yield line, row
        yield from self._passed_on()

    def raw(self) -> str:
        """How the present row looks in the file."""
        return raw_of("".join(text for _, text in self._feed.taken))

    def _read_header(self) -> list[str]:
        reason = "the file has no header"
        try:
            header = [name.strip() for name in next((row for row in self._csv if row), [])]
        except csv.Error as error:
            header, reason = [], f"the header is no CSV: {error}"
        twice = next((name for name in header if name and header.count(name) > 1), "")
        if twice:
            reason = "the column is named twice"
        if twice or not any(header):
            raise SourceUnreadable(file=self._lines.path, line=max(1, self._lines.number), field=twice, reason=reason)
        return header

    def _passed_on(self) -> Iterator[Rejected]:
        yield from self._lines.rejected
        self._lines.rejected.clear()

    def _broken(self, error: csv.Error) -> Rejected:
        line, text = self._feed.taken[0]
        field, reason = "", f"the row is no CSV: {error}"
        if "end of data" in str(error) or ("field limit" in str(error) and len(self._feed.taken) > 1):
            field, reason = self._last_field(text), "a quote is opened here and not closed"
        elif "field limit" in str(error):
            field, reason = self._last_field(text), f"is longer than {csv.field_size_limit():,} characters"
        rejected = Rejected(line=line, field=field, reason=reason, raw=self.raw())
        self._resume()
        return rejected

    def _misfit(self, row: Sequence[str]) -> Rejected:
        width = len(self.header)
        field = self.header[min(len(row), width - 1)]
        reason = f"fields in the row: {len(row)}, in the header: {width}"
        rejected = Rejected(line=self._feed.taken[0][0], field=field, reason=reason, raw=self.raw())
        self._resume()
        return rejected

    def _with_nul(self, line: int, row: Sequence[str]) -> Rejected:
        field = next(name for name, value in zip(self.header, row, strict=True) if "\0" in value)
        return Rejected(line=line, field=field, reason="holds a NUL character", raw=self.raw())

    def _resume(self) -> None:
        """Read the lines after a broken row's first again, if a whole row is among them."""
        if any(len(self._alone(text)) == len(self.header) for _, text in self._feed.taken[1:]):
            self._feed.back()

    def _last_field(self, text: str) -> str:
        """The column in which a line breaks off."""
        begun = len(self._alone(text[: csv.field_size_limit()], strict=False))
        return self.header[min(begun, len(self.header)) - 1]

    @staticmethod
    def _alone(text: str, *, strict: bool = True) -> list[str]:
        """The fields of one line by itself; none where they go on in the next."""
        try:
            return next(csv.reader([text], strict=strict))
        except csv.Error:
            return []
