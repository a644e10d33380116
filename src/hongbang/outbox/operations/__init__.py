"""How is a message posted, sent and read, and who changes its words? The only writer here.

Every other room writes `from hongbang.outbox import operations as outbox`.
"""

from hongbang.outbox.operations.posting import post, send
from hongbang.outbox.operations.reading import mark_all_read, mark_read

__all__ = ["mark_all_read", "mark_read", "post", "send"]
