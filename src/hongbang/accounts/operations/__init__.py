"""What can be done with people, seats, keys and ways in? The only writer of this room."""

from hongbang.accounts.operations.erasing import (
    ask_erasure,
    erase,
    take_back_erasure,
)
from hongbang.accounts.operations.factors import (
    prove_factor,
    renew_codes,
    reset_factor,
)
from hongbang.accounts.operations.guarding import (
    block,
    end_sessions,
    forget,
    lift,
    note_export,
    unblock,
)
from hongbang.accounts.operations.invitations import (
    accept_invitation,
    invite,
    resend,
    withdraw,
)
from hongbang.accounts.operations.passwords import (
    ask_contact,
    ask_reset,
    change_contact,
    change_password,
    count_try,
    reset_password,
)
from hongbang.accounts.operations.people import (
    AddPerson,
    GrantSeat,
    add_person,
    grant_seat,
    rename,
)
from hongbang.accounts.operations.registrations import (
    accept_registration,
    correct_registration,
    prove_registration,
    refuse_registration,
    return_registration,
    send_proof,
    write_registration,
)
from hongbang.accounts.operations.seats import hand_over, lend, reinstate, suspend, unlend
from hongbang.accounts.operations.signing import (
    Entered,
    end_other_visits,
    end_visit,
    note_failed_sign_in,
    note_seen,
    prove_again,
    sign_in,
    sign_out,
    take_seat,
)

__all__ = [
    "AddPerson",
    "Entered",
    "GrantSeat",
    "accept_invitation",
    "accept_registration",
    "add_person",
    "ask_contact",
    "ask_erasure",
    "ask_reset",
    "block",
    "change_contact",
    "change_password",
    "correct_registration",
    "count_try",
    "end_other_visits",
    "end_sessions",
    "end_visit",
    "erase",
    "forget",
    "grant_seat",
    "hand_over",
    "invite",
    "lend",
    "lift",
    "note_export",
    "note_failed_sign_in",
    "note_seen",
    "prove_again",
    "prove_factor",
    "prove_registration",
    "refuse_registration",
    "reinstate",
    "rename",
    "renew_codes",
    "resend",
    "reset_factor",
    "reset_password",
    "return_registration",
    "send_proof",
    "sign_in",
    "sign_out",
    "suspend",
    "take_back_erasure",
    "take_seat",
    "unblock",
    "unlend",
    "withdraw",
    "write_registration",
]
