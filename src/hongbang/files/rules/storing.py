"""Where do kept files lie? Read from one setting."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

RIGHT = (
    "Write file:///folder, or s3://bucket?endpoint=https://host with the keys in "
    "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
)
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
ASKED = {"endpoint", "region"}


@dataclass(frozen=True, slots=True)
class Place:
    """A folder on this machine, or a bucket that speaks S3, perhaps with a prefix."""

    kind: str
    folder: str = ""
    bucket: str = ""
    prefix: str = ""
    endpoint: str = ""
    region: str = ""

    @classmethod
    def read(cls, text: str) -> Place:
        """Read the setting, nothing for the house's own folder; raises `ValueError`.

        >>> Place.read("file:///srv/files").folder
        '/srv/files'
        >>> found = Place.read("s3://red/附件?endpoint=http://127.0.0.1:9000")
        >>> found.bucket, found.prefix, found.endpoint
        ('red', '附件/', 'http://127.0.0.1:9000')
        """
        if not text:
            return cls("file")
        parts = urlsplit(text)
        if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
            return cls("file", folder=unquote(parts.path))
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        endpoint = query.get("endpoint", "")
        is_bucket = parts.scheme == "s3" and _BUCKET.fullmatch(parts.netloc) is not None
        is_reached = not endpoint or re.fullmatch(r"https?://[^/?#@]+/?", endpoint)
        if not is_bucket or set(query) - ASKED or not is_reached:
            raise ValueError(RIGHT)
        prefix = unquote(parts.path).strip("/")
        return cls(
            "s3",
            bucket=parts.netloc,
            prefix=f"{prefix}/" if prefix else "",
            endpoint=endpoint,
            region=query.get("region", ""),
        )


def key_of(digest: str) -> str:
    """Return under which key bytes of this digest lie.

    >>> key_of("ab" + "0" * 62)[:6]
    'ab/ab0'
    """
    return f"{digest[:2]}/{digest}"
