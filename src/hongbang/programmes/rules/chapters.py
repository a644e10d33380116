"""Do the chapters of an edition agree with their shapes, with each other and with the sheets?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date

from hongbang.programmes.rules.catalogue import AMONG, CHAPTERS, NUMERIC
from hongbang.programmes.rules.checking import Fault, day_of, decimal_of, shape_faults
from hongbang.programmes.rules.shapes import Part, Plain, named_rows, rows_of

Chapters = Mapping[str, Plain]
ORDER = ("application", "recommendation", "review", "approval", "publicity", "award")


def file_of(chapter: str) -> str:
    """Name the file of a chapter.

    >>> file_of("timetable")
    'chapters/timetable.toml'
    """
    return f"chapters/{chapter}.toml"


def faults(chapters: Chapters, sheets: Collection[str]) -> tuple[Fault, ...]:
    """Name everything wrong with an edition's chapters; `sheets` are the codes that can be used.

    What is only missing before the edition can open is no fault: see `opening.missing`.

    >>> [fault.code for fault in faults({"colours": {}}, ())][0]
    'programmes.unknown_chapter'
    """
    found = [
        Fault(file_of(name), "", "programmes.unknown_chapter", {"chapter": name})
        for name in chapters
        if name not in CHAPTERS
    ]
    for name, chapter in CHAPTERS.items():
        content = chapters.get(name)
        if content:
            found += chapter_faults(name, content)
        elif chapter.required:
            found.append(Fault(file_of(name), "", "programmes.chapter_missing", {"chapter": name}))
    if not found:  # what does not hold its shape cannot be compared
        found += between(chapters, sheets)
    return tuple(found)


def chapter_faults(name: str, content: Plain) -> tuple[Fault, ...]:
    """Name what is wrong within one chapter, whatever the others say.

    >>> [fault.place for fault in chapter_faults("industries", {"industries": [{"key": "x"}]})]
    ['industries.x.name']
    """
    shape = shape_faults(CHAPTERS[name], content, file_of(name))
    return shape or tuple(_told(name, WITHIN.get(name, _nothing)(content)))


def is_unfinished(fault: Fault) -> bool:
    """Say whether a fault only says that a chapter is not finished; drafts are kept with it.

    A chapter is written table by table and row by row: what is written must be sound, what is
    not written yet stands on the checklist.

    >>> [is_unfinished(fault) for fault in chapter_faults("tracks", {})]
    [True]
    """
    why = fault.code.removeprefix("programmes.")
    return why == "weights" or (why == "key_missing" and "." not in fault.place)


def between(chapters: Chapters, sheets: Collection[str]) -> list[Fault]:
    """Name where chapters of sound shape disagree with each other or with the sheets.

    >>> [fault.place for fault in between({"general": {"survey_sheet": "survey"}}, ())]
    ['survey_sheet']
    """
    found: list[Fault] = []
    for name in CHAPTERS:
        content = chapters.get(name, {})
        found += _told(name, _references(name, content, chapters, sheets))
        found += _told(name, BETWEEN.get(name, _nothing_between)(content, chapters))
    return found


Told = Iterator[tuple[str, str, dict[str, object]]]


def _told(name: str, found: Told) -> Iterator[Fault]:
    for place, why, params in found:
        yield Fault(file_of(name), place, f"programmes.{why}", params)


def _nothing(_content: Plain) -> Told:
    yield from ()


def _nothing_between(_content: Plain, _chapters: Chapters) -> Told:
    yield from ()


def names_in(chapters: Chapters, target: str) -> list[str]:
    """List the names of the rows that a reference may point to.

    >>> names_in({"tracks": {"tracks": [{"key": "city"}]}}, "tracks.tracks")
    ['city']
    """
    chapter, table = target.split(".")
    part = CHAPTERS[chapter].part(table)
    return [name for name, _ in named_rows(part, chapters.get(chapter, {}))] if part else []


def _references(name: str, content: Plain, chapters: Chapters, sheets: Collection[str]) -> Told:
    chapter = CHAPTERS[name]
    yield from _referring(chapter.fields, content, "", chapters, sheets)
    for table in chapter.tables:
        for row_name, row in named_rows(table, content):
            place = f"{table.key}.{row_name}."
            yield from _referring(table.parts, row, place, chapters, sheets)


def _referring(
    parts: tuple[Part, ...], row: Plain, at: str, chapters: Chapters, sheets: Collection[str]
) -> Told:
    for part in parts:
        value = row.get(part.key)
        if value is None:
            continue
        if part.kind == "sheet" and value not in sheets:
            yield at + part.key, "unknown_sheet", {"sheet": value}
        elif part.to:
            known = names_in(chapters, part.to)
            for one in value if isinstance(value, list) else [value]:
                if one not in known:
                    told: dict[str, object] = {"value": one, "chapter": part.to.split(".")[0]}
                    yield at + part.key, "unknown_reference", told


def _general(content: Plain) -> Told:
    first, last = day_of(content.get("starts_on")), day_of(content.get("ends_on"))
    if first and last and last < first:
        yield "ends_on", "days_reversed", {}
    elif first and first.year != content["year"]:
        yield "starts_on", "year_differs", {"year": content["year"]}


def _hosts(content: Plain) -> Told:
    seen: set[object] = set()
    for row in rows_of(content, "hosts"):
        channel = row.get("channel")
        if channel in seen:
            yield f"hosts.{row['key']}.channel", "channel_twice", {"channel": channel}
        seen |= {channel} if channel else set()


def _timetable(content: Plain) -> Told:
    for row in rows_of(content, "milestones"):
        if row["ends_on"] < row["starts_on"]:
            yield f"milestones.{row['key']}.ends_on", "days_reversed", {}
    yield from _stages(content)


def _stages(content: Plain) -> Told:
    """Name a stage that begins before the one before it has begun (domain.md section 10)."""
    before: tuple[str, str] | None = None
    first: dict[str, tuple[str, str]] = {}
    for row in rows_of(content, "milestones"):
        here = (row["starts_on"], row["key"])
        first[row["stage"]] = min(first.get(row["stage"], here), here)
    for stage in ORDER:
        if stage not in first:
            continue
        if before and first[stage][0] < before[0]:
            place = f"milestones.{first[stage][1]}.starts_on"
            yield place, "stage_order", {"stage": stage, "before": before[1]}
        before = first[stage]


def _conditions(content: Plain) -> Told:
    for row in rows_of(content, "conditions"):
        at, operator = f"conditions.{row['id']}", row["operator"]
        for key, wanted in (("value", operator in NUMERIC), ("among", operator in AMONG)):
            if wanted and key not in row:
                yield f"{at}.{key}", "value_missing", {"operator": operator}
            elif not wanted and key in row:
                yield f"{at}.{key}", "value_superfluous", {"operator": operator}


def _quotas(content: Plain) -> Told:
    share = decimal_of(content.get("nominate_share"))
    if share is not None and share < 1:
        yield "nominate_share", "nominate_share", {}
    for row in rows_of(content, "quotas"):
        at = f"quotas.{row['key']}.of"
        if row["scope"] == "edition" and "of" in row:
            yield at, "of_superfluous", {}
        elif row["scope"] != "edition" and "of" not in row:
            yield at, "of_missing", {"scope": row["scope"]}


def _balance(content: Plain) -> Told:
    for row in rows_of(content, "rules"):
        at = f"rules.{row['key']}"
        if ("share" in row) == ("seats" in row):
            yield f"{at}.share", "share_or_seats", {}
        price = decimal_of(row.get("price"))
        if row["severity"] != "price" and price is not None:
            yield f"{at}.price", "price_superfluous", {}
        elif row["severity"] == "price" and (price is None or price <= 0):
            yield f"{at}.price", "price_missing", {}


def _review(content: Plain) -> Told:
    criteria = rows_of(content, "criteria")
    total = sum(row["weight"] for row in criteria)
    if criteria and total != 100:
        yield "criteria", "weights", {"total": total}
    if 2 * content.get("trim", 0) >= content["readings"]:
        yield "trim", "trim", {"readings": content["readings"]}


def _publicity(content: Plain) -> Told:
    if content["minimum_days"] > content["notice_days"]:
        yield "minimum_days", "minimum_days", {"days": content["notice_days"]}
    longest = content.get("longest_inquiry_days")
    if longest is not None and longest < content.get("inquiry_days", 0):
        yield "longest_inquiry_days", "longest_inquiry", {}


def _validity(content: Plain) -> Told:
    grades = Counter(row["grade"] for row in rows_of(content, "sanctions"))
    for row in rows_of(content, "sanctions"):
        if grades[row["grade"]] > 1:
            yield f"sanctions.{row['key']}.grade", "grade_twice", {"grade": row["grade"]}


def _material(content: Plain) -> Told:
    for row in rows_of(content, "rules"):
        if row.get("least_characters", 0) > row.get("most_characters", 10**6):
            yield f"rules.{row['key']}.most_characters", "least_above_most", {}


def _contacts(content: Plain) -> Told:
    for row in rows_of(content, "contacts"):
        if "email" in row and row["email"].count("@") != 1:
            yield f"contacts.{row['host']}.email", "not_email", {}


def _annexes(content: Plain) -> Told:
    for row in rows_of(content, "annexes"):
        at = f"annexes.{row['number']}"
        if ("sheet" in row) == ("chapter" in row):
            yield f"{at}.sheet", "annex_source", {}
        elif "chapter" in row and row["chapter"] not in CHAPTERS:
            yield f"{at}.chapter", "unknown_chapter", {"chapter": row["chapter"]}


WITHIN: dict[str, Callable[[Plain], Told]] = {
    "general": _general,
    "hosts": _hosts,
    "timetable": _timetable,
    "conditions": _conditions,
    "quotas": _quotas,
    "balance": _balance,
    "review": _review,
    "publicity": _publicity,
    "validity": _validity,
    "material": _material,
    "contacts": _contacts,
    "annexes": _annexes,
}


def _timetable_between(content: Plain, chapters: Chapters) -> Told:
    general = chapters.get("general", {})
    first, last = day_of(general.get("starts_on")), day_of(general.get("ends_on"))
    if not first or not last:
        return
    for row in rows_of(content, "milestones"):
        for key in ("starts_on", "ends_on"):
            if not _lies(row.get(key), first, last):
                place = f"milestones.{row.get('key')}.{key}"
                yield place, "outside_edition", {"first": str(first), "last": str(last)}


def _lies(value: object, first: date, last: date) -> bool:
    day = day_of(value)
    return day is not None and first <= day <= last


def _quotas_between(content: Plain, chapters: Chapters) -> Told:
    quota = {
        row["key"]: row["quota"] for row in rows_of(chapters.get("categories", {}), "categories")
    }
    seats: dict[tuple[str, str], int] = defaultdict(int)
    taken: set[tuple[str, str, str]] = set()
    for row in rows_of(content, "quotas"):
        place, whose = f"quotas.{row['key']}", (row["scope"], row.get("of", ""), row["subject"])
        if whose in taken:
            yield f"{place}.of", "quota_twice", {}
        taken.add(whose)
        if not _is_known_of(row, chapters):
            yield f"{place}.of", "unknown_of", {"value": row.get("of"), "scope": row["scope"]}
        seats[row["scope"], row["subject"]] += row["seats"]
        total, most = seats[row["scope"], row["subject"]], quota.get(row["subject"])
        if most is not None and total > most:
            yield f"{place}.seats", "seats_above_quota", {"total": total, "quota": most}


def _is_known_of(row: Plain, chapters: Chapters) -> bool:
    """Say whether a quota's holder is known; areas and organs are known to the bodies' room."""
    if row["scope"] == "channel":
        hosts = rows_of(chapters.get("hosts", {}), "hosts")
        return row.get("of") in {host.get("channel") for host in hosts}
    if row["scope"] == "industry":
        return row.get("of") in names_in(chapters, "industries.industries")
    return True


BETWEEN: dict[str, Callable[[Plain, Chapters], Told]] = {
    "timetable": _timetable_between,
    "quotas": _quotas_between,
}
