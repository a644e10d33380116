"""Through which states does a recommendation go, from the organ's list to the office?"""

from __future__ import annotations

from hongbang.kernel.lifecycle import Lifecycle

LISTED, TAKEN_BACK, FORWARDED = "listed", "taken_back", "forwarded"
ACCEPTED, INELIGIBLE = "accepted", "ineligible"

RECOMMENDATION = Lifecycle(
    "recommendations",
    LISTED,
    {
        (LISTED, "decide"): LISTED,
        (LISTED, "take_back"): TAKEN_BACK,
        (TAKEN_BACK, "decide"): LISTED,
        (LISTED, "forward"): FORWARDED,
        (FORWARDED, "accept"): ACCEPTED,
        (FORWARDED, "rule_out"): INELIGIBLE,
    },
)

AT_ORGAN = (LISTED, TAKEN_BACK)
AT_OFFICE = (FORWARDED, ACCEPTED, INELIGIBLE)

RECOMMENDED, RESERVE, DECLINED = "recommended", "reserve", "declined"
VERDICTS = (RECOMMENDED, RESERVE, DECLINED)
PUT_FORWARD = (RECOMMENDED, RESERVE)
