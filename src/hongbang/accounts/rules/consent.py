"""Which version of the privacy text is in force?

Its words stand in `templates/accounts/_privacy_text.html` (PIPL article 17: who handles what, for
what, how long it is kept, which rights there are). Change the words, and the version changes.
"""

PRIVACY_TEXT = "2026-11-24"
