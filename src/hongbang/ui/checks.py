"""Does every address have a door? A system check that stops the start."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.urls import URLPattern, URLResolver, get_resolver

from hongbang.ui.doors import policy_of


def routes(
    resolver: URLResolver | None = None, prefix: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Walk every route of the house with its whole pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, whole)
        else:
            yield whole, entry


def every_route_has_a_door(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """Name each route whose view wears neither `@public` nor `@seated`."""
    return [
        Error(
            f"The address /{whole} leads to a view without a door.",
            hint="Put @public or @seated(…) from hongbang.ui.doors on the view.",
            id="hongbang.E001",
        )
        for whole, entry in routes()
        if policy_of(entry.callback) is None
    ]
