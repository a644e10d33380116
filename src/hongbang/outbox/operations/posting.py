"""How is a message posted and a letter asked for? Instruments: the sixth beat of other deeds."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from hongbang.audit.models import new_code
from hongbang.kernel.refusal import RuleBroken
from hongbang.kernel.search import search_text
from hongbang.outbox import queries
from hongbang.outbox.models import Delivery, DigestLine, Message
from hongbang.outbox.rules import recipients
from hongbang.outbox.rules.recipients import Recipient
from hongbang.outbox.rules.wishes import AT_ONCE, DAILY, next_digest, way_of
from hongbang.outbox.texts import is_urgent, sentence_in


def post(
    code: str,
    *,
    to: Iterable[str | Recipient],
    params: Mapping[str, str],
    link: str,
    at: datetime,
) -> list[Message]:
    """Tell each person once: a message in the inbox, and a mail where one is wished for.

    `to` holds public ids of people, or recipients with an address. Writes in the deed's own
    transaction, so that message and mail exist exactly when the deed does.
    """
    told = recipients.gathered(to)
    search = search_text(sentence_in("zh-hans", code, params), *params.values())
    messages = Message.objects.bulk_create(
        Message(
            to=one.person,
            code=code,
            params=dict(params),
            link=link,
            search_text=search,
            posted_at=at,
        )
        for one in told
        if one.person
    )
    _mail(_Said(code, params, link, at), told, {message.to: message for message in messages})
    return messages


def send(
    code: str,
    *,
    to: Recipient,
    way: str,
    params: Mapping[str, str],
    secret: Mapping[str, str],
    at: datetime,
    link: str = "",
) -> Delivery:
    """Send one direct message past the inbox: a code, an invitation, a proof of address.

    The words of `secret` fill gaps like `params`; they are kept sealed and emptied once the
    delivery has ended. Writes in the deed's own transaction.

    Refuses: `outbox.bad_address`.
    """
    if not connection.in_atomic_block:
        message = f"{code} must be sent in the transaction of its deed"
        raise TransactionManagementError(message)
    if not recipients.is_address(way, to.address(way)):
        raise RuleBroken("outbox.bad_address")
    asked = _delivery(_Said(code, params, link, at), to, way)
    if secret:
        asked.secret, asked.had_secret = json.dumps(dict(secret), ensure_ascii=False), True
    asked.save(force_insert=True)
    return asked


@dataclass(frozen=True, slots=True)
class _Said:
    """What is told: the message, the words for its gaps, the way in, and when."""

    code: str
    params: Mapping[str, str]
    link: str
    at: datetime


def _mail(said: _Said, told: list[Recipient], messages: Mapping[str, Message]) -> None:
    """Ask for a mail at once, or in the daily one, to whoever wishes for one."""
    reached = [one for one in told if recipients.is_address("email", one.address("email"))]
    choices = queries.choices_of(one.person for one in reached if one.person)
    urgent = is_urgent(said.code)
    now, daily = [], []
    for one in reached:
        way = way_of(said.code, choices.get(one.person, {}), is_urgent=urgent)
        message = messages.get(one.person)
        if way == AT_ONCE or message is None:
            key = f"{message.public_id}-email" if message else ""
            now.append(_delivery(said, one, "email", key))
        elif way == DAILY:
            daily.append(
                DigestLine(
                    message=message,
                    to=one.person,
                    address=one.address("email"),
                    language=one.language,
                    due_at=next_digest(said.at),
                )
            )
    Delivery.objects.bulk_create(now)
    DigestLine.objects.bulk_create(daily)


def _delivery(said: _Said, to: Recipient, way: str, key: str = "") -> Delivery:
    public_id = new_code()
    return Delivery(
        public_id=public_id,
        effect_key=key or f"{public_id}-{way}",
        code=said.code,
        way=way,
        to=to.person,
        address=to.address(way),
        language=to.language,
        params=dict(said.params),
        link=said.link,
        asked_at=said.at,
        due_at=said.at,
    )
