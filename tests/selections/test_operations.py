"""Does each operation do what it says, refuse what it should, and leave its entry?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.applications import stories as application_stories
from tests.selections import stories
from tests.selections.stories import AT, LATER, SEED, SOURCE, Review, Scene

from hongbang.applications import operations as applications
from hongbang.applications.rules.commands import Act
from hongbang.audit.models import Disclosure, Entry
from hongbang.kernel.refusal import NotFound, Refusal, Stale
from hongbang.outbox.models import Message
from hongbang.selections import operations as selections
from hongbang.selections import queries
from hongbang.selections.models import Run, Seat, Slate, Terms
from hongbang.selections.rules.asking import Choice
from hongbang.selections.rules.commands import Adopt, EnterSeed, Make, Promote, SetTerms

HARD = Choice("hard")


def verbs() -> list[str]:
    found = Entry.objects.filter(verb__startswith="selections.").order_by("sequence")
    return [one.removeprefix("selections.") for one in found.values_list("verb", flat=True)]


def refused(call: Callable[[], object]) -> Refusal:
    before = verbs()
    with pytest.raises(Refusal) as caught:
        call()
    assert verbs() == before
    assert Entry.objects.order_by("-sequence")[0].verb == "audit.deed.refused"
    return caught.value


def letters(code: str = "") -> list[tuple[str, str]]:
    found = Message.objects.filter(code__startswith=f"selections.{code}").order_by("pk")
    return [(one.code, one.to) for one in found]


# --- terms and seed


def test_terms_are_kept_with_their_version_and_recorded(told: Scene) -> None:
    kept = stories.set_terms(told, 4, women=HARD, front=Choice("soft", 250))

    assert (kept.version, kept.reserves) == (2, 4)
    assert kept.chosen == {"women": HARD, "front": Choice("soft", 250)}
    assert verbs() == ["terms.set"]
    said = Disclosure.objects.filter(name="prices").get()
    assert said.value == "front=250;women=hard"


def test_terms_are_refused(told: Scene) -> None:
    stories.set_terms(told)
    wrong = {
        "selections.rule_unknown": SetTerms({"nothing": HARD}, 2, 1),
        "selections.price_wrong": SetTerms({"women": Choice("soft", -1)}, 2, 1),
        "selections.reserves_wrong": SetTerms({}, 501, 1),
        "audit.stale": SetTerms({}, 2, 7),
    }

    for code, command in wrong.items():
        found = refused(
            lambda command=command: selections.set_terms(  # type: ignore[misc]  # bound in the loop
                told.category, command, by=told.clerk, at=AT
            )
        )
        assert found.code == code


def test_a_draw_is_entered_until_the_first_run_and_never_after(told: Scene) -> None:
    stories.seeded(told, "写错的号")
    kept = stories.seeded(told)
    run = stories.made(told)

    found = refused(lambda: stories.seeded(told, "更好的号"))

    assert (kept.seed, kept.seed_source, kept.seeded_by) == (SEED, SOURCE, told.head.person)
    assert (run.seed, run.brief["seed"]) == (SEED, SEED)
    assert found.code == "selections.seed_fixed"


def test_a_draw_is_refused(told: Scene) -> None:
    wrong = {
        "selections.seed_short": EnterSeed("  12 ", SOURCE, 1),
        "selections.seed_lines": EnterSeed("2026\n138", SOURCE, 1),
        "selections.source_missing": EnterSeed(SEED, " ", 1),
    }

    for code, command in wrong.items():
        found = refused(
            lambda command=command: selections.enter_seed(  # type: ignore[misc]  # bound in the loop
                told.category, command, by=told.head, at=AT
            )
        )
        assert found.code == code
    assert not Terms.objects.exists()


# --- runs


def test_a_run_is_kept_whole_and_proposes_a_slate(told: Scene) -> None:
    run = stories.ran(told)
    slate = Slate.objects.get(run=run)

    assert (run.place, run.terms_version, run.clash) == (1, 3, None)
    assert (run.is_best, run.is_unique, run.solver[:5]) == (True, True, "HiGHS")
    assert run.digest == run.claim["brief"]
    assert {kind: stories.seats(told, slate, kind) for kind in ("chosen", "reserve", "below")} == {
        "chosen": "ABD",
        "reserve": "CE",
        "below": "FG",
    }
    reasons = {
        told.of([one.application.public_id]): (one.code.partition(".")[2], one.rules)
        for one in Seat.objects.select_related("application")
    }
    assert reasons["A"] == ("in_by_merit", [])
    assert reasons["D"] == ("in_by_rule", ["women"])
    assert reasons["C"] == ("out_by_rule", ["women"])
    assert reasons["F"] == ("below_pass_mark", [])
    assert reasons["G"] == ("unscored", [])
    assert verbs() == ["terms.set", "seed.entered", "run.made"]
    assert letters() == [("selections.proposed", told.head.person)]


def test_a_hard_rule_holds_whatever_it_costs(told: Scene) -> None:
    run = stories.ran(told, women=HARD)

    assert stories.seats(told, Slate.objects.get(run=run), "chosen") == "ADE"
    assert run.points == 1060


def test_rules_that_clash_are_kept_and_nothing_is_proposed(told: Scene) -> None:
    run = stories.ran(told, front=HARD)

    assert run.claim is None
    assert run.clash["rules"] == ["front"]
    assert run.clash["repairs"] == [{"rule": "front", "side": "least", "seats": 1}]
    assert not Slate.objects.exists()
    assert letters() == [("selections.clashed", told.head.person)]
    adopt = Adopt(1)
    found = refused(lambda: selections.adopt(run, adopt, by=told.head, at=LATER))
    taken = refused(lambda: selections.note_certificate(run, by=told.clerk, at=LATER))
    assert (found.code, taken.code) == ("selections.no_list", "selections.no_list")


def test_a_run_is_refused_until_all_is_there(told: Scene, review: Review) -> None:
    answer = queries.worked_out(told.category, AT)
    make = Make(answer, 1)

    unseeded = refused(lambda: selections.make_run(told.category, make, by=told.clerk, at=AT))
    stories.seeded(told)
    moved = refused(lambda: selections.make_run(told.category, make, by=told.clerk, at=AT))
    other = refused(
        lambda: selections.make_run(told.category, Make(answer, 2), by=told.clerk, at=AT)
    )
    right = queries.worked_out(told.category, AT)
    claim = dict(right.claim or {}) | {"merit": 1}
    wrong = Make(replace(right, claim=claim), 2)
    unsound = refused(lambda: selections.make_run(told.category, wrong, by=told.clerk, at=AT))
    review.places.clear()
    early = refused(lambda: selections.make_run(told.category, make, by=told.clerk, at=AT))

    assert unseeded.code == "selections.no_seed"
    assert isinstance(moved, Stale)
    assert isinstance(other, Stale)
    assert (moved.code, other.code) == ("selections.brief_moved", "selections.brief_moved")
    assert unsound.code == "selections.unsound"
    assert early.code == "selections.brief_moved"
    early = refused(
        lambda: selections.make_run(told.category, Make(right, 2), by=told.clerk, at=AT)
    )
    assert early.code == "selections.no_standing"
    assert not Run.objects.exists()


def test_who_withdrew_since_is_no_candidate(told: Scene) -> None:
    gone = application_stories.fresh(told.files["A"])
    act = Act(gone.version, "班组撤并了")
    applications.withdraw(gone, act, by=told.house.clerk.actor, at=AT)

    run = stories.ran(told)

    slate = Slate.objects.get(run=run)
    assert stories.seats(told, slate, "chosen") == "BCD"
    assert Seat.objects.get(application=gone).code == "selections.withdrawn"


# --- adopting


def test_adopt_fixes_a_slate_and_supersedes_the_one_before(told: Scene) -> None:
    first = stories.adopted(told)
    second = stories.adopted(told, stories.ran(told, women=HARD))

    first.refresh_from_db()
    assert (first.state, second.state) == ("superseded", "adopted")
    assert (second.adopted_at, second.adopted_by) == (LATER, told.head.person)
    assert verbs()[-1] == "slate.adopted"
    assert queries.adopted(told.category) == second
    assert [code for code, _to in letters("adopted")] == ["selections.adopted"] * 2


def test_adopt_refuses_what_is_old_done_or_unproven(told: Scene) -> None:
    first = stories.ran(told)
    second = stories.made(told)
    adopt = Adopt(1)

    old = refused(lambda: selections.adopt(first, adopt, by=told.head, at=LATER))
    Run.objects.filter(pk=second.pk).update(is_unique=False)
    unproven = refused(lambda: selections.adopt(second, adopt, by=told.head, at=LATER))
    Run.objects.filter(pk=second.pk).update(is_unique=True)
    stale = refused(lambda: selections.adopt(second, Adopt(9), by=told.head, at=LATER))
    selections.adopt(second, adopt, by=told.head, at=LATER)
    twice = refused(lambda: selections.adopt(second, Adopt(2), by=told.head, at=LATER))

    assert (old.code, unproven.code) == ("selections.not_latest", "selections.unproven")
    assert isinstance(stale, Stale)
    assert twice.code == "selections.no_such_move"


def test_places_stay_empty_only_where_the_edition_lets_them(told: Scene) -> None:
    edition = told.house.edition
    edition.chapters["categories"]["categories"][0]["may_award_fewer"] = False
    edition.save()
    type(told.category).objects.filter(pk=told.category.pk).update(quota=6)
    told.category.refresh_from_db()
    run = stories.ran(told)

    found = refused(lambda: selections.adopt(run, Adopt(1), by=told.head, at=LATER))

    assert run.unfilled == 1
    assert (found.code, found.params) == ("selections.must_fill", {"count": 1})


# --- striking


def struck(told: Scene, letter: str, reason: str = "异议成立") -> Seat | None:
    slate = queries.slate_of(told.category)
    assert slate is not None
    command = Promote(told.files[letter].public_id, reason, slate.version)
    return selections.promote_reserve(slate, command, by=told.head, at=LATER)


def test_the_first_who_stands_by_moves_up(told: Scene) -> None:
    slate = stories.adopted(told)

    moved = struck(told, "B")

    assert moved is not None
    assert (moved.application, moved.code) == (told.files["C"], "selections.in_promoted")
    assert stories.seats(told, slate, "chosen") == "ADC"
    assert stories.seats(told, slate, "struck") == "B"
    assert verbs()[-1] == "reserve.promoted"
    assert struck(told, "E") is None
    assert stories.seats(told, slate, "reserve") == ""
    assert struck(told, "A") is None  # nobody stands by any more
    assert stories.seats(told, slate, "chosen") == "DC"
    assert "A" not in told.of(
        one.id
        for one in queries.gathered(
            told.category, queries.terms(told.category, AT)
        ).brief.candidates
    )


def test_who_moves_up_keeps_the_hard_rules(told: Scene) -> None:
    slate = stories.adopted(told, stories.ran(told, women=HARD))
    assert stories.seats(told, slate, "reserve") == "BC"

    assert struck(told, "D") is None  # neither has a woman, so that the place stays empty
    assert stories.seats(told, slate, "chosen") == "AE"


def test_striking_is_refused(told: Scene) -> None:
    slate = stories.adopted(told)
    code = told.files["A"].public_id

    def strike(**changed: object) -> Refusal:
        command = replace(Promote(code, "异议成立", 2), **changed)  # type: ignore[arg-type]  # by name
        return refused(lambda: selections.promote_reserve(slate, command, by=told.head, at=LATER))

    assert strike(reason=" ").code == "selections.no_reason"
    assert strike(struck="nobody").code == "selections.not_on_slate"
    assert strike(version=1).code == "audit.stale"
    struck(told, "A")
    assert strike(version=3).code == "selections.struck_already"
    later = stories.adopted(told, stories.ran(told))
    assert strike(version=3).code == "selections.no_such_move"
    assert later.state == "adopted"
    missing = replace(queries.slate_of(told.category), public_id="none")  # type: ignore[type-var]  # there is one
    with pytest.raises(NotFound, match="no_run"):
        selections.promote_reserve(missing, Promote(code, "异议", 1), by=told.head, at=LATER)


def test_a_certificate_that_leaves_is_recorded(told: Scene) -> None:
    run = stories.ran(told)

    selections.note_certificate(run, by=told.clerk, at=LATER)

    assert verbs()[-1] == "certificate.taken"
