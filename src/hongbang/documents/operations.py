"""How are papers asked for, made and handed over? The only writer of this room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hongbang.audit import operations as audit
from hongbang.documents import access, queries
from hongbang.documents.models import Batch
from hongbang.documents.rules.content import Content
from hongbang.documents.rules.storing import to_plain
from hongbang.files import operations as files
from hongbang.files.rules.incoming import Held
from hongbang.kernel.actor import Actor
from hongbang.kernel.refusal import IllegalMove, RuleBroken
from hongbang.work import operations as work

MOST = 400  # one PDF of them stays below what an upload may weigh


def ask(title: str, contents: Sequence[Content], *, by: Actor, at: datetime) -> Batch:
    """Ask for papers to be made into one PDF; an instrument used inside a deed.

    The owning room has decided that these words may go to `by`, and records the deed.

    Refuses: `documents.nothing`, `documents.too_many`.
    """
    if not contents:
        raise RuleBroken("documents.nothing")
    if len(contents) > MOST:
        raise RuleBroken("documents.too_many", {"most": MOST, "count": len(contents)})
    return Batch.objects.create(
        title=title,
        contents=[to_plain(content) for content in contents],
        total=len(contents),
        requested_by=by.person,
        requested_at=at,
    )


@audit.deed
def deliver(batch: Batch, held: Held, *, by: Actor, at: datetime) -> Batch:
    """Keep the file that was made, and end the work.

    Refuses: `Stale("work.lost")`: it was stopped meanwhile, or another worker has it.
    """
    access.require("deliver", by, batch)
    file = files.store(held, by=by, at=at)
    work.finish(batch, at, file=file)
    audit.record(
        "documents.batch.made",
        by=by,
        at=at,
        subjects=[batch.subject, file.subject],
        said={"title": batch.title, "count": str(batch.total)},
    )
    return batch


@audit.deed
def stop(batch: Batch, *, by: Actor, at: datetime) -> Batch:
    """Stop the making; what was made so far is thrown away.

    Refuses: `documents.not_yours`, `work.no_such_move`.
    """
    current = queries.get(by, batch.public_id)
    access.require("stop", by, current)
    if not work.cancel(current, at):
        raise IllegalMove("work.no_such_move", {"state": current.state, "move": "cancel"})
    audit.record(
        "documents.batch.stopped",
        by=by,
        at=at,
        subjects=[current.subject],
        said={"title": current.title},
    )
    return current
