"""Events: canonical bytes, the chain of hashes over them, and salted digests of texts that events may not hold."""

import hashlib
import hmac
import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime

from cases.rules.instants import written

GENESIS = "0" * 64
_HASH = re.compile(r"[0-9a-f]{64}")


def canonical(payload: Mapping[str, object]) -> bytes:
    """Return the one way to write a payload down: JSON, keys sorted, no spaces, UTF-8, text in NFC.

    Instants become UTC with microseconds, dates ISO; so what was read back from the database gives the same bytes as
    what was written. TypeError for what has no single way to be written, floats above all; ValueError for naive
    instants, lone surrogates and keys that become equal in NFC.
    """
    if _is_simple(payload):
        text = _encode_simple(payload)
        if text.isascii():  # and so in NFC
            return text.encode("ascii")
    plain = _plain(payload)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


# Nearly every event is flat and plain: the encoder in C writes it at once, a tenth of the work of walking it. Of what
# `_is_simple` lets through it knows all but instants.
_SIMPLE = frozenset({str, int, bool, type(None), datetime})
_encode_simple = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=written).encode


def _is_simple(payload: Mapping[str, object]) -> bool:
    """Tell whether it holds only plain values with text for keys, at most one mapping deep."""
    if not _has_plain_keys(payload):
        return False
    kinds = set(map(type, payload.values())) - _SIMPLE
    nested = (value for value in payload.values() if type(value) is dict)
    return not kinds or (kinds == {dict} and all(map(_is_flat, nested)))


def _has_plain_keys(payload: Mapping[str, object]) -> bool:
    return type(payload) is dict and {str}.issuperset(map(type, payload))


def _is_flat(payload: Mapping[str, object]) -> bool:
    return _has_plain_keys(payload) and _SIMPLE.issuperset(map(type, payload.values()))


def chain_hash(previous: str, payload: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of an event: over the hash of the one before (GENESIS for the first) and its bytes."""
    if not _HASH.fullmatch(previous):
        raise ValueError("The hash before is 64 hexadecimal digits, in lower case.")
    return hashlib.sha256(previous.encode("ascii") + b"\n" + canonical(payload)).hexdigest()


def text_digest(salt: str, text: str) -> str:
    """Return a digest (hex) that proves a text without telling it; without its secret salt it could be guessed."""
    if not salt:
        raise ValueError("A digest without salt could be guessed.")
    return hmac.new(salt.encode("utf-8"), _nfc(text).encode("utf-8"), hashlib.sha256).hexdigest()


def _plain(value: object) -> object:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _nfc(value)
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, date):
        return value.isoformat()
    return _plain_collection(value)


def _plain_collection(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        plain = {_key(key): _plain(item) for key, item in value.items()}
        if len(plain) != len(value):
            raise ValueError("Two keys of an event are the same text.")
        return plain
    raise TypeError(f"{type(value).__name__} has no place in an event: {value!r}")


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"Keys of an event are texts, not {key!r}.")
    return _nfc(key)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
