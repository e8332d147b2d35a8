"""Lines of a file, plain or gzip, streamed, with their numbers; what is wrong with the bytes is told by its line."""

from __future__ import annotations

import gzip
import io
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cases.actions.incoming import Progress, Rejected, SourceUnreadable

#: Longest line that is read into memory, in bytes; the rest of a longer one is skipped.
LINE_LIMIT = 8 * 1024 * 1024

#: How many lines are looked at, before the first is handed out, to tell another encoding from a damaged line.
SAMPLE = 200
SAMPLE_BYTES = 1024 * 1024

#: After how many lines progress is told.
TELL_EVERY = 64

_GZIP_MAGIC = b"\x1f\x8b"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = b"\xef\xbb\xbf"

NumberedLine = tuple[int, bytes | Rejected]


class Lines:
    """Iterates the lines of a file as text; `number` is the line handed out last, from 1.

    Bytes that are no UTF-8 become U+FFFD: the row is kept and its reader flags it. Lines that cannot be handed out
    at all are left in `rejected`, for the reader to pass on; `with_nul` is the last line that held a NUL character.
    """

    def __init__(self, path: Path, raw: io.BufferedReader, progress: Progress) -> None:
        self.path = path
        self.number = 0
        self.with_nul = 0
        self.rejected: list[Rejected] = []
        self._raw = raw
        self._progress = progress
        self._next = 0
        packed = path.suffix.lower() == ".gz"
        # No buffer around GzipFile: filling it would lose the lines before a truncation.
        self._bytes = gzip.GzipFile(fileobj=raw) if packed else raw
        lines = self._read()
        sample = _sample(lines)
        self._check(sample)
        self._ahead = deque(sample)
        self._lines = lines

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        self.number, line = self._ahead.popleft() if self._ahead else next(self._lines)
        while isinstance(line, Rejected):
            self.rejected.append(line)
            self.number, line = self._ahead.popleft() if self._ahead else next(self._lines)
        if self.number % TELL_EVERY == 0:
            self._progress.bytes_read = self._raw.tell()
        if b"\0" in line:
            self.with_nul = self.number
        return line.decode("utf-8", "replace")

    def _read(self) -> Iterator[NumberedLine]:
        number = 0
        try:
            while line := self._bytes.readline(LINE_LIMIT):
                number += 1
                if len(line) < LINE_LIMIT or line.endswith(b"\n"):
                    yield number, line.removeprefix(_BOM) if number == 1 else line
                    continue
                yield number, _rejected(number, f"the line is longer than {LINE_LIMIT:,} bytes", line)
                while len(line) == LINE_LIMIT and not line.endswith(b"\n"):
                    line = self._bytes.readline(LINE_LIMIT)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            reason = "gzip file is truncated" if isinstance(error, EOFError) else f"gzip file is damaged: {error}"
            if number == 0:
                raise self._unreadable(reason) from error
            yield number + 1, _rejected(number + 1, reason, b"")

    def _check(self, sample: list[NumberedLine]) -> None:
        """Refuse a file that is empty, packed or in another encoding."""
        if not sample:
            raise self._unreadable("the file is empty")
        lines = [(number, line) for number, line in sample if not isinstance(line, Rejected)]
        first = lines[0][1] if lines else b""
        if first.startswith(_GZIP_MAGIC):
            raise self._unreadable("the file is packed with gzip: its name must end in .gz")
        if first.startswith(_UTF16) or first.count(b"\0") * 3 > len(first):
            raise self._unreadable("the file is UTF-16, it must be UTF-8")
        invalid = [number for number, line in lines if not _is_utf8(line)]
        if len(invalid) > 1 and len(invalid) * 2 > len(lines) - 1:
            reason = f"{len(invalid)} of the first {len(lines)} lines are not UTF-8: the file has another encoding"
            raise self._unreadable(reason, invalid[0])

    def _unreadable(self, reason: str, line: int = 1) -> SourceUnreadable:
        return SourceUnreadable(file=self.path, line=line, field="", reason=reason)


def _sample(lines: Iterator[NumberedLine]) -> list[NumberedLine]:
    taken: list[NumberedLine] = []
    size = 0
    for number, line in lines:
        taken.append((number, line))
        size += 0 if isinstance(line, Rejected) else len(line)
        if len(taken) == SAMPLE or size > SAMPLE_BYTES:
            break
    return taken


def _rejected(number: int, reason: str, line: bytes) -> Rejected:
    return Rejected(line=number, field="", reason=reason, raw=raw_of(line[:1000].decode("utf-8", "replace")))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@contextmanager
def open_lines(path: Path, progress: Progress) -> Iterator[Lines]:
    """Open a file, tell its size and, at the end, that all of it was read."""
    try:
        raw = path.open("rb")
    except OSError as error:
        reason = f"cannot be opened: {error.strerror}"
        raise SourceUnreadable(file=path, line=1, field="", reason=reason) from error
    with raw:
        progress.bytes_total = path.stat().st_size
        progress.bytes_read = 0
        yield Lines(path, raw, progress)
        progress.bytes_read = progress.bytes_total


def raw_of(text: str, *, length: int = 500) -> str:
    """How a rejected row looked: its beginning, without NUL characters."""
    return text[:length].rstrip("\r\n").replace("\0", "\ufffd")
