"""What may an operation refuse, and with which code?"""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """An anticipated no. It carries a code and parameters, never prose."""

    def __init__(self, code: str, params: Mapping[str, object] | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.params: dict[str, object] = dict(params or {})


class NotAllowed(Refusal):
    """The seat may not do this: answered 403, with the reason."""


class IllegalMove(Refusal):
    """The thing stands where this move does not exist: answered in the form."""


class RuleBroken(Refusal):
    """What was asked breaks a rule: answered in the form, which keeps what was typed."""


class Stale(Refusal):
    """Somebody was here first: answered 409 with both versions."""


class NotFound(Refusal):
    """There is no such thing for this seat: missing and foreign answer alike, 404."""
