"""Are display wishes read, kept and written as promised?"""

from hongbang.ui.display import Display


def test_unknown_wishes_count_as_none():
    assert Display.chosen({"text": "huge", "lang": "fr"}) is None
    assert Display.from_cookies({"display_text": "huge"}) == Display()


def test_wish_that_is_kept_is_read_again():
    wishes = Display.chosen({"text": "xl", "contrast": "high", "lang": "en"})

    kept = {f"display_{name}": value for name, value in (wishes or {}).items()}

    assert Display.from_cookies(kept) == Display("xl", "high", "en")


def test_switch_of_contrast_leads_away_from_what_is():
    assert [Display(contrast=now).other_contrast for now in ("auto", "normal", "high")] == [
        "high",
        "high",
        "normal",
    ]


def test_language_is_written_as_html_spells_it():
    assert Display().html_language == "zh-Hans"


def test_query_keeps_what_stood_in_the_address():
    assert Display.query_for("q=star&text=m", text="l") == "?q=star&text=l"
