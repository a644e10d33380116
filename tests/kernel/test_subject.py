"""Does the ledger name a thing in one way only?"""

from __future__ import annotations

from hongbang.kernel.subject import Subject


def test_a_subject_is_its_three_words() -> None:
    subject = Subject("notices", "notice", "K3")

    assert subject.as_list() == ["notices", "notice", "K3"]
    assert Subject(*subject.as_list()) == subject


def test_subjects_stand_in_order() -> None:
    later, first = Subject("notices", "notice", "B"), Subject("files", "file", "Z")

    assert sorted([later, first]) == [first, later]
