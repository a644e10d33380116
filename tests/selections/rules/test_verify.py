"""Does the checker refuse every kind of falsified list, and say what it does not know?"""

from __future__ import annotations

import ast
import json
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from tests.selections.cases import dice, drawn, found, of, people, searched

from hongbang.selections.rules import verify as checker
from hongbang.selections.rules.brief import Brief, Candidate, Rule, digest, plain
from hongbang.selections.rules.verify import main, verify

Plain = dict[str, Any]

EVERYBODY = (*of("north", a=90, b=80, c=70), *of("south", d=65, e=60, f=50), *of("west", g=40))
RULES = (
    Rule("south", "side", ("south",), least=1),
    Rule("north", "side", ("north",), most=2),
    Rule("west", "side", ("west",), least=2, price=3),
)
BRIEF = Brief(EVERYBODY, 4, RULES, "2016", stay=("e",), reserves=2)


@pytest.fixture
def brief() -> Plain:
    return plain(BRIEF)


@pytest.fixture
def claim() -> Plain:
    return deepcopy(found(BRIEF).plain())


def codes(brief: Plain, claim: Plain) -> set[str]:
    return {one.code.removeprefix("selections.") for one in verify(brief, claim).faults}


def sum_up(claim: Plain, chosen: str) -> None:
    """Falsify thoroughly: another list with sums that fit it."""
    merits = {one.id: one.merit for one in EVERYBODY}
    claim["chosen"] = sorted(chosen, key=lambda name: -merits[name])
    claim["merit"] = sum(merits[name] for name in chosen)
    missing = 2 - ("g" in chosen)
    claim["shortfalls"] = [{"rule": "west", "missing": missing, "over": 0, "cost": 3 * missing}]
    claim["objective"] = claim["merit"] - 3 * missing


def test_the_true_list_is_sound_best_and_unique(brief: Plain, claim: Plain) -> None:
    verdict = verify(brief, claim)

    assert (verdict.is_sound, verdict.is_best, verdict.is_unique) == (True, True, True)
    assert claim["chosen"] == ["a", "b", "d", "e"]
    assert claim["brief"] == digest(BRIEF) == checker.digest(brief)


def test_it_stays_sound_through_a_file(brief: Plain, claim: Plain) -> None:
    verdict = verify(json.loads(json.dumps(brief)), json.loads(json.dumps(claim)))

    assert (verdict.is_sound, verdict.is_unique) == (True, True)


def listed_twice(claim: Plain) -> None:
    sum_up(claim, "abdd")


def stranger(claim: Plain) -> None:
    claim["chosen"][0] = "z"


def one_too_few(claim: Plain) -> None:
    sum_up(claim, "abe")


def one_too_many(claim: Plain) -> None:
    sum_up(claim, "abdef")


def hard_maximum(claim: Plain) -> None:
    sum_up(claim, "abce")


def hard_minimum(claim: Plain) -> None:
    sum_up(claim, "abcg")


def somebody_leaves(claim: Plain) -> None:
    sum_up(claim, "abdf")


def other_digest(claim: Plain) -> None:
    claim["brief"] = "0" * 64


def more_seats(claim: Plain) -> None:
    claim["seats"] = 5


def places_left(claim: Plain) -> None:
    claim["unfilled"] = 1


def more_merit(claim: Plain) -> None:
    claim["merit"] += 1


def higher_worth(claim: Plain) -> None:
    claim["objective"] += 1


def hidden_shortfall(claim: Plain) -> None:
    claim["shortfalls"] = []


def smaller_shortfall(claim: Plain) -> None:
    claim["shortfalls"][0]["cost"] = 0


def worse_mate(claim: Plain) -> None:
    sum_up(claim, "acde")


def other_order(claim: Plain) -> None:
    claim["chosen"].reverse()


def worse_list(claim: Plain) -> None:
    sum_up(claim, "abeg")
    claim["reserves"] = ["d", "f"]


def reserves_turned(claim: Plain) -> None:
    claim["reserves"].reverse()


def reserves_cut(claim: Plain) -> None:
    claim["reserves"].pop()


FALSIFIED: list[tuple[Callable[[Plain], None], set[str]]] = [
    (listed_twice, {"listed_twice"}),
    (stranger, {"not_a_candidate"}),
    (one_too_few, {"seats_not_kept", "reserves_differ", "rule_broken"}),
    (one_too_many, {"seats_not_kept"}),
    (hard_maximum, {"rule_broken"}),
    (hard_minimum, {"rule_broken", "stay_missing"}),
    (somebody_leaves, {"stay_missing"}),
    (other_digest, {"digest_differs"}),
    (more_seats, {"seats_differ"}),
    (places_left, {"unfilled_differ"}),
    (more_merit, {"merit_differs"}),
    (higher_worth, {"objective_differs"}),
    (hidden_shortfall, {"shortfalls_differ"}),
    (smaller_shortfall, {"shortfalls_differ"}),
    (worse_mate, {"passed_over"}),
    (other_order, {"order_differs"}),
    (worse_list, {"proof_fails"}),
    (reserves_turned, {"reserves_differ"}),
    (reserves_cut, {"reserves_differ"}),
]


@pytest.mark.parametrize(("falsify", "named"), FALSIFIED)
def test_a_falsified_list_is_refused_by_name(
    falsify: Callable[[Plain], None], named: set[str], brief: Plain, claim: Plain
) -> None:
    falsify(claim)

    told = codes(brief, claim)

    assert told & named, told
    assert not verify(brief, claim).is_sound
    assert not verify(brief, claim).is_unique


def test_the_fault_says_which_rule_and_by_how_much(brief: Plain, claim: Plain) -> None:
    hard_maximum(claim)

    fault = next(one for one in verify(brief, claim).faults if one.code == "selections.rule_broken")

    assert fault.params == {"rule": "north", "count": 3, "least": None, "most": 2}


def test_a_brief_changed_afterwards_is_refused(brief: Plain, claim: Plain) -> None:
    brief["candidates"][0]["merit"] -= 1

    assert "digest_differs" in codes(brief, claim)


# --- equal lists: another draw


def test_an_equal_mate_that_was_drawn_later_is_refused() -> None:
    brief = Brief(people(a=50, b=50), 1, seed="2016")
    claim = deepcopy(found(brief).plain())
    claim["chosen"] = [brief.drawn[1].id]

    assert codes(plain(brief), claim) == {"passed_over"}


def crossing() -> Brief:
    """Return a brief with two equal lists and no mates: a and d, or b and c, one of every side."""
    pairs = {"a": ("1", "x"), "b": ("1", "y"), "c": ("2", "x"), "d": ("2", "y")}
    candidates = tuple(Candidate(name, 50, {"n": n, "k": k}) for name, (n, k) in pairs.items())
    rules = tuple(
        Rule(value, attribute, (value,), least=1, most=1)
        for attribute, value in (("n", "1"), ("n", "2"), ("k", "x"), ("k", "y"))
    )
    return Brief(candidates, 2, rules, "2016")


def test_an_equal_list_that_was_drawn_later_is_refused() -> None:
    claim = deepcopy(found(crossing()).plain())
    assert verify(plain(crossing()), claim).is_unique

    claim["chosen"] = [one.id for one in crossing().drawn if one.id not in claim["chosen"]]

    verdict = verify(plain(crossing()), claim)
    assert {one.code for one in verdict.faults} == {"selections.draw_unshown"}
    assert (verdict.is_best, verdict.is_unique) == (True, False)


def test_an_equal_list_is_not_shown_by_a_bound_that_lets_it_stand() -> None:
    """That no list is better does not show that this one was drawn first."""
    claim = deepcopy(found(crossing()).plain())
    claim["chosen"] = [one.id for one in crossing().drawn if one.id not in claim["chosen"]]
    claim["draws"] = dict.fromkeys("abcd", claim["proof"])

    assert codes(plain(crossing()), claim) == {"draw_unshown"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", [str(number) for number in range(8)])
def test_one_better_mate_crowds_nobody_out_of_two_seats(seed: str) -> None:
    """Beside the best of the north, its second and the south are equal: only the draw decides."""
    everybody = (*of("north", a=60, b=50), *of("south", c=50))
    brief = Brief(everybody, 2, (Rule("north", "side", ("north",), most=2),), seed)
    claim = deepcopy(found(brief).plain())
    assert verify(plain(brief), claim).is_unique

    claim["chosen"][1] = "b" if claim["chosen"][1] == "c" else "c"

    assert codes(plain(brief), claim) == {"draw_unshown"}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(0, 60, 2))
def test_a_bound_is_never_below_any_list_whatever_is_charged(seed: int) -> None:
    brief, rng, judged = drawn(seed), dice(seed), searched(seed)
    scale = 8
    scales = checker._Scales(checker._Case(plain(brief)), scale)
    staying = dict.fromkeys(brief.stay, True)
    if judged is None:
        return
    for _ in range(40):
        leaf: Plain = {"seats": rng.randint(-40 * scale, 60 * scale), "least": {}, "most": {}}
        for rule in brief.rules:
            charge = rng.randint(0, scale * (60 if rule.price is None else rule.price))
            if rule.least is not None:
                leaf["least"][rule.key] = charge
            if rule.most is not None:
                leaf["most"][rule.key] = charge // 2

        assert scales.weigh(leaf, staying)[0] >= judged[0] * scale


# --- proofs left out, or made up


def test_without_a_proof_it_is_sound_and_no_more(brief: Plain, claim: Plain) -> None:
    claim["proof"] = None

    verdict = verify(brief, claim)

    assert (verdict.is_sound, verdict.is_best, verdict.is_unique) == (True, False, False)


def test_without_draws_it_is_best_and_no_more(brief: Plain, claim: Plain) -> None:
    claim["draws"] = None

    verdict = verify(brief, claim)

    assert (verdict.is_sound, verdict.is_best, verdict.is_unique) == (True, True, False)


def test_without_a_first_bound_those_out_of_reach_are_not_shown(brief: Plain, claim: Plain) -> None:
    claim["bound"] = None

    assert codes(brief, claim) == {"draw_unshown"}


NOTHING = {"seats": 0, "least": {}, "most": {}}


@pytest.mark.parametrize(
    "proof",
    [
        NOTHING,
        {"split": "a", "in": NOTHING, "out": NOTHING},
        {"split": "z", "in": NOTHING, "out": NOTHING},
        {"split": "a", "in": {"split": "a", "in": NOTHING, "out": NOTHING}, "out": NOTHING},
    ],
)
def test_a_made_up_proof_shows_nothing(proof: Plain, brief: Plain, claim: Plain) -> None:
    claim["proof"] = proof

    assert codes(brief, claim) == {"proof_fails"}


@pytest.mark.parametrize("missing", ["in", "out"])
def test_a_branch_that_shows_nothing_spoils_the_tree(
    missing: str, brief: Plain, claim: Plain
) -> None:
    claim["proof"] = {"split": "a", "in": claim["proof"], "out": claim["proof"]}
    assert verify(brief, claim).is_best

    claim["proof"][missing] = NOTHING

    assert codes(brief, claim) == {"proof_fails"}


@pytest.mark.parametrize(
    "proof",
    [
        {"seats": 0, "least": {}, "most": {"north": -1}},
        {"seats": 0, "least": {"west": 3 * 10**9 + 1}, "most": {}},
        {"seats": 0, "least": {"north": 1}, "most": {}},
        {"seats": 0, "least": {"nowhere": 1}, "most": {}},
        {"seats": 0.5, "least": {}, "most": {}},
        {"seats": 0},
        [],
        7,
    ],
)
def test_prices_that_may_not_be_charged_are_unreadable(
    proof: Any, brief: Plain, claim: Plain
) -> None:
    claim["proof"] = proof

    assert codes(brief, claim) == {"unreadable"}


def test_a_proof_without_end_is_given_up(
    brief: Plain, claim: Plain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker, "MOST_BRANCHES", 1)
    claim["proof"] = {"split": "a", "in": claim["proof"], "out": claim["proof"]}

    assert codes(brief, claim) == {"proof_fails"}


def test_a_branch_without_enough_people_needs_no_bound(brief: Plain, claim: Plain) -> None:
    out = claim["proof"]
    for name in "abcd":
        out = {"split": name, "in": claim["proof"], "out": out}
    claim["proof"] = out

    assert verify(brief, claim).is_best


# --- what cannot be read


@pytest.mark.parametrize("key", ["candidates", "quota", "rules", "seed", "stay", "reserves"])
def test_a_brief_with_a_part_missing_is_unreadable(key: str, brief: Plain, claim: Plain) -> None:
    del brief[key]

    assert codes(brief, claim) == {"unreadable"}


@pytest.mark.parametrize("key", ["chosen", "merit", "shortfalls", "reserves", "scale", "proof"])
def test_a_list_with_a_part_missing_is_unreadable(key: str, brief: Plain, claim: Plain) -> None:
    del claim[key]

    assert codes(brief, claim) == {"unreadable"}


def test_odd_values_are_unreadable(brief: Plain, claim: Plain) -> None:
    for spoil in (
        lambda: brief["candidates"].append(brief["candidates"][0]),
        lambda: brief["candidates"][0].update(merit=1.5),
        lambda: brief["rules"][0].update(least="1/0"),
        lambda: claim.update(scale=0),
    ):
        fresh = deepcopy(brief), deepcopy(claim)
        spoil()
        assert "unreadable" in codes(brief, claim)
        brief.update(fresh[0])
        claim.update(fresh[1])


ODD = (None, "x", -1, 10**30, 1.5, True, [], {}, [None], {"seats": "x"})


def paths(document: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List every place of a document."""
    parts: list[tuple[Any, Any]] = []
    if isinstance(document, dict):
        parts = list(document.items())
    elif isinstance(document, list):
        parts = list(enumerate(document))
    found = [(*above, key) for key, _ in parts]
    return found + [path for key, part in parts for path in paths(part, (*above, key))]


def spoilt(document: Plain) -> Iterator[tuple[tuple[Any, ...], Plain]]:
    """Give a document with each place changed to each odd value."""
    for path in paths(document):
        for value in ODD:
            other = planted(document, path, value)
            if other != document:
                yield path, other


def planted(document: Plain, path: tuple[Any, ...], value: object) -> Plain:
    """Return a copy of a document with one place changed."""
    copy = deepcopy(document)
    part: Any = copy
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return copy


def test_whatever_is_planted_into_a_list_never_passes_and_never_raises(
    brief: Plain, claim: Plain
) -> None:
    passed = {path[0] for path, other in spoilt(claim) if verify(brief, other).is_unique}

    evidence = {"bound", "proof", "draws"}  # other evidence may show the same just as well
    assert passed <= {"format", "solver", *evidence}


def test_whatever_is_planted_into_a_brief_never_passes_and_never_raises(
    brief: Plain, claim: Plain
) -> None:
    for path, other in spoilt(brief):
        assert not verify(other, claim).is_unique, path


# --- on its own


def test_it_shares_no_line_with_the_solver() -> None:
    tree = ast.parse(Path(checker.__file__).read_text(encoding="utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [one.name for one in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= sys.stdlib_module_names


def write(folder: Path, brief: object, claim: object) -> list[str]:
    paths = [folder / "brief.json", folder / "list.json"]
    for path, document in zip(paths, (brief, claim), strict=True):
        path.write_text(json.dumps(document), encoding="utf-8")
    return [str(path) for path in paths]


def test_it_runs_alone(brief: Plain, claim: Plain, tmp_path: Path) -> None:
    command = [sys.executable, "-I", checker.__file__, *write(tmp_path, brief, claim)]

    told = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)

    assert (told.returncode, told.stdout) == (0, "shown to be best: True; drawn first: True\n")


def test_it_is_a_command(
    brief: Plain, claim: Plain, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["verify.py", *write(tmp_path, brief, claim)])

    with pytest.raises(SystemExit) as ended:
        runpy.run_path(checker.__file__, run_name="__main__")

    assert ended.value.code == 0


def test_its_exit_code_is_the_answer(
    brief: Plain, claim: Plain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(write(tmp_path, brief, claim)) == 0
    assert main(write(tmp_path, brief, {**claim, "proof": None})) == 3
    assert main(write(tmp_path, brief, {**claim, "merit": 1})) == 1
    assert "selections.merit_differs" in capsys.readouterr().out
    assert main(write(tmp_path, brief, [])) == 2
    assert main([str(tmp_path / "gone.json")]) == 2
    assert main([]) == 2


def test_a_plain_draw_of_equals_is_followed() -> None:
    brief = Brief(people(a=5, b=5, c=5, d=9, e=1), 2, seed="2016")

    assert verify(plain(brief), found(brief).plain()).is_unique
