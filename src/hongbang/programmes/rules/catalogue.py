"""Which chapters has an edition, and what may each hold?

The parts follow the notice of 2016 and the sister programmes (domain.md sections 1 to 5); what
the law asks of a programme stands in `general` (domain.md section 4.6).
"""

from __future__ import annotations

from hongbang.programmes.rules.shapes import Chapter, Part

CHANNELS = ("union", "league", "women", "quality")
KINDS = ("team", "individual", "unit", "manager")
CONCERNED = ("everybody", "units", "organs", "office", "experts", "hosts")
STAGES = (
    *("notice", "application", "recommendation", "statistics", "review", "approval"),
    *("publicity", "award", "oversight", "other"),
)
MUST_HAVE_STAGES = ("application", "recommendation", "review", "publicity")
NUMERIC = (">", ">=", "<", "<=", "=", "!=")
AMONG = ("in", "not_in")
WITHOUT_VALUE = ("is_true", "present", "declared", "described")
OPERATORS = (*NUMERIC, *AMONG, *WITHOUT_VALUE)
CONDITION_KINDS = ("hard", "soft", "veto", "scored")
SCOPES = ("edition", "channel", "district", "industry", "organ")
OPINIONS_FROM = ("every_organ", "owner")  # whose opinions are waited for
SEVERITIES = ("hard", "soft", "price")
FORMATS = ("pdf", "docx", "xlsx", "jpg", "png")
APPOINTED = ("leading_group", "office", "panel", "inspection", "supervision", "other")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def key(name: str = "key") -> Part:
    """Return the part that names a row."""
    return Part(name, "key", required=True, is_key=True)


GENERAL = Chapter(
    "general",
    (
        Part("name", "words", required=True, most=80),
        Part("year", "whole", required=True, least=FIRST_YEAR, most=LAST_YEAR),
        Part("starts_on", "day", required=True),
        Part("ends_on", "day", required=True),
        Part("theme", "words", most=80),
        Part("purpose", "words", is_long=True),
        Part("scope", "words", is_long=True),
        Part("approval_reference", "text", most=80),
        Part("approval_body", "text", most=120),
        Part("approved_on", "day"),
        Part("funding", "words"),
        Part("reward", "words"),
        Part("survey_sheet", "sheet"),
        Part("return_sheet", "sheet"),
        Part("inspection_sheet", "sheet"),
        Part(
            "basis",
            "rows",
            parts=(
                Part("title", "words", required=True),
                Part("number", "text"),
                Part("issuer", "text"),
            ),
        ),
    ),
    required=True,
)
HOSTS = Chapter(
    "hosts",
    (
        Part("leading_group", "words", required=True),
        Part("office", "words", required=True),
        Part("office_at", "refer", to="hosts.hosts"),
        Part("office_department", "words"),
        Part("sign_again", "flag"),
        Part(
            "hosts",
            "rows",
            required=True,
            parts=(
                key(),
                Part("name", "words", required=True),
                Part("channel", "choice", options=CHANNELS),
            ),
        ),
    ),
    required=True,
)
TRACKS = Chapter(
    "tracks",
    (
        Part(
            "tracks",
            "rows",
            required=True,
            parts=(key(), Part("name", "words", required=True), Part("note", "words")),
        ),
    ),
    required=True,
)
CATEGORIES = Chapter(
    "categories",
    (
        Part(
            "categories",
            "rows",
            required=True,
            parts=(
                key(),
                Part("track", "refer", required=True, to="tracks.tracks"),
                Part("name", "words", required=True),
                Part("kind", "choice", required=True, options=KINDS),
                Part("quota", "whole", required=True, least=1),
                Part("may_award_fewer", "flag"),
                Part("form", "sheet"),
                Part("certificate", "words"),
            ),
        ),
    ),
    required=True,
)
TIMETABLE = Chapter(
    "timetable",
    (
        Part(
            "milestones",
            "rows",
            required=True,
            parts=(
                key(),
                Part("name", "words", required=True),
                Part("note", "words"),
                Part("stage", "choice", required=True, options=STAGES),
                Part("starts_on", "day", required=True),
                Part("ends_on", "day", required=True),
                Part("concerns", "choices", options=CONCERNED),
                Part("is_public", "flag"),
            ),
        ),
    ),
    is_amendable=True,
    required=True,
)
INDUSTRIES = Chapter(
    "industries",
    (
        Part("is_open", "flag"),
        Part(
            "industries",
            "rows",
            required=True,
            parts=(key(), Part("name", "words", required=True), Part("gb4754", "lines")),
        ),
    ),
)
CONDITIONS = Chapter(
    "conditions",
    (
        Part(
            "conditions",
            "rows",
            required=True,
            parts=(
                key("id"),
                Part("words", "words", required=True, is_long=True),
                Part("applies", "refers", required=True, to="categories.categories"),
                Part("indicator", "key", required=True),
                Part("operator", "choice", required=True, options=OPERATORS),
                Part("value", "decimal"),
                Part("among", "lines"),
                Part("unit", "text", most=20),
                Part("window_months", "whole", least=1, most=600),
                Part("kind", "choice", required=True, options=CONDITION_KINDS),
                Part("evidence", "words"),
                Part("interpretation", "words", is_long=True),
                Part("origin", "text", required=True),
            ),
        ),
    ),
)
QUOTAS = Chapter(
    "quotas",
    (
        Part("nominate_share", "decimal"),
        Part("opinions_from", "choice", options=OPINIONS_FROM),
        Part("most_against", "share"),
        Part(
            "quotas",
            "rows",
            parts=(
                key(),
                Part("scope", "choice", required=True, options=SCOPES),
                Part("of", "text"),
                Part("subject", "refer", required=True, to="categories.categories"),
                Part("seats", "whole", required=True, least=1),
            ),
        ),
    ),
)
BALANCE = Chapter(
    "balance",
    (
        Part(
            "rules",
            "rows",
            parts=(
                key(),
                Part("words", "words"),
                Part("scope", "choice", required=True, options=SCOPES),
                Part("subject", "refer", to="categories.categories"),
                Part("attribute", "key", required=True),
                Part("bound", "choice", required=True, options=("least", "most")),
                Part("share", "share"),
                Part("seats", "whole", least=0),
                Part("severity", "choice", required=True, options=SEVERITIES),
                Part("price", "decimal"),
                Part("origin", "text", required=True),
            ),
        ),
    ),
)
REVIEW = Chapter(
    "review",
    (
        Part("readings", "whole", required=True, least=1, most=30),
        Part("trim", "whole", least=0, most=10),
        Part("is_blind", "flag"),
        Part("pass_mark", "decimal"),
        Part("ties", "lines"),
        Part("requirements", "words", is_long=True),
        Part(
            "rounds",
            "rows",
            parts=(
                key(),
                Part("name", "words", required=True),
                Part("readings", "whole", required=True, least=1, most=30),
                Part("sheet", "sheet"),
                Part("goes_on", "whole", least=1),
            ),
        ),
        Part(
            "score_sheets",
            "rows",
            parts=(
                Part("category", "refer", required=True, to="categories.categories", is_key=True),
                Part("sheet", "sheet", required=True),
            ),
        ),
        Part(
            "criteria",
            "rows",
            parts=(
                key(),
                Part("name", "words", required=True),
                Part("weight", "whole", required=True, least=1, most=100),
            ),
        ),
    ),
)
PUBLICITY = Chapter(
    "publicity",
    (
        Part("notice_days", "whole", required=True, least=1, most=60),
        Part("minimum_days", "whole", required=True, least=1, most=60),
        Part("inhouse_days", "whole", least=1, most=60),
        Part("answer_days", "whole", least=1, most=60),
        Part("inquiry_days", "whole", least=1, most=60),
        Part("longest_inquiry_days", "whole", least=1, most=120),
        Part("is_signed", "flag"),
        Part("objections", "words", required=True, is_long=True),
    ),
    required=True,
)
VALIDITY = Chapter(
    "validity",
    (
        Part("years", "whole", required=True, least=1, most=20),
        Part("inspections_a_year", "whole", least=0, most=52),
        Part("inspections", "words", is_long=True),
        Part("reevaluation", "words", is_long=True),
        Part(
            "sanctions",
            "rows",
            parts=(
                key(),
                Part("grade", "whole", required=True, least=1, most=9),
                Part("name", "words", required=True),
                Part("is_public", "flag"),
                Part("ends_the_award", "flag"),
            ),
        ),
    ),
    required=True,
)
SURVEY = Chapter(
    "survey",
    (
        Part("satisfied_by", "key", required=True),
        Part("satisfied_from", "whole", least=0, most=10),
        Part("recommend_by", "key"),
        Part("pressed_by", "key"),
        Part("least_answered", "share", required=True),
        Part("origin", "text", required=True),
        Part(
            "questions",
            "rows",
            required=True,
            parts=(key(), Part("weight", "whole", required=True, least=1, most=100)),
        ),
        Part(
            "answers",
            "rows",
            parts=(
                key(),
                Part("points", "whole", required=True, least=0, most=100),
                Part("is_satisfied", "flag"),
            ),
        ),
    ),
)
MATERIAL = Chapter(
    "material",
    (
        Part("copies", "whole", least=0, most=20),
        Part(
            "rules",
            "rows",
            parts=(
                key(),
                Part("words", "words", required=True, is_long=True),
                Part("least_characters", "whole", least=1),
                Part("most_characters", "whole", least=1),
                Part("formats", "choices", options=FORMATS),
                Part("most_files", "whole", least=1, most=100),
                Part("most_mb", "whole", least=1, most=100),
            ),
        ),
    ),
)
TEXTS = Chapter(
    "texts",
    (
        Part(
            "texts",
            "rows",
            parts=(
                key(),
                Part("title", "words", required=True),
                Part("body", "words", required=True, is_long=True),
            ),
        ),
    ),
)
CONTACTS = Chapter(
    "contacts",
    (
        Part(
            "contacts",
            "rows",
            parts=(
                Part("host", "refer", required=True, to="hosts.hosts", is_key=True),
                Part("note", "words"),
                Part("address", "words"),
                Part("postcode", "text", most=10),
                Part("telephone", "text", most=40),
                Part("fax", "text", most=40),
                Part("email", "text", most=120),
            ),
        ),
    ),
    is_amendable=True,
)
ANNEXES = Chapter(
    "annexes",
    (
        Part(
            "annexes",
            "rows",
            parts=(
                Part("number", "whole", required=True, least=1, most=99, is_key=True),
                Part("title", "words", required=True),
                Part("sheet", "sheet"),
                Part("chapter", "text"),
            ),
        ),
    ),
)
APPOINTMENTS = Chapter(
    "appointments",
    (
        Part(
            "bodies",
            "rows",
            parts=(
                key(),
                Part("name", "words", required=True),
                Part("role", "choice", required=True, options=APPOINTED),
                Part("host", "refer", to="hosts.hosts"),
                Part("members", "whole", least=1, most=999),
                Part("composition", "words", is_long=True),
                Part("appointed_on", "day"),
            ),
        ),
    ),
)

CHAPTERS: dict[str, Chapter] = {
    chapter.name: chapter
    for chapter in (
        *(GENERAL, HOSTS, TRACKS, CATEGORIES, TIMETABLE, INDUSTRIES, CONDITIONS, QUOTAS),
        *(BALANCE, REVIEW, PUBLICITY, VALIDITY, SURVEY, MATERIAL, TEXTS, CONTACTS, ANNEXES),
        APPOINTMENTS,
    )
}
AMENDABLE = tuple(name for name, chapter in CHAPTERS.items() if chapter.is_amendable)
