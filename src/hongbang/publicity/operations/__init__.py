"""What can be done with postings and objections? The only writer of this room."""

from hongbang.publicity.operations.objecting import accept, object_to, refuse, reveal, rule
from hongbang.publicity.operations.posting import close, post

__all__ = ["accept", "close", "object_to", "post", "refuse", "reveal", "rule"]
