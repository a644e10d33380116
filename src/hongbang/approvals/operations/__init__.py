"""What can be done with approvals? The only writer of this room."""

from hongbang.approvals.operations.checking import answer_check, ask_department
from hongbang.approvals.operations.resolving import decide, strike, submit

__all__ = ["answer_check", "ask_department", "decide", "strike", "submit"]
