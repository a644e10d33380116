"""What stands in my inbox, what do letters say, and what is on its way out of the house?"""

from hongbang.outbox.models import Delivery, Template  # others name rows, they hold no tables
from hongbang.outbox.queries.deliveries import (
    Filters,
    counts,
    deliveries,
    delivery,
    ended_on,
    has_ended,
    is_counted,
    needs_a_look,
)
from hongbang.outbox.queries.inbox import (
    Asked,
    choices_of,
    inbox,
    mine,
    narrowed,
    unread_count,
    wishes,
)
from hongbang.outbox.queries.letters import (
    Field,
    LetterFilters,
    Row,
    fields_of,
    rows,
    template,
    wordings,
    words_in_force,
    written,
    written_sample,
)

__all__ = [
    "Asked",
    "Delivery",
    "Field",
    "Filters",
    "LetterFilters",
    "Row",
    "Template",
    "choices_of",
    "counts",
    "deliveries",
    "delivery",
    "ended_on",
    "fields_of",
    "has_ended",
    "inbox",
    "is_counted",
    "mine",
    "narrowed",
    "needs_a_look",
    "rows",
    "template",
    "unread_count",
    "wishes",
    "wordings",
    "words_in_force",
    "written",
    "written_sample",
]
