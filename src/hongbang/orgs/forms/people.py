"""How do typed strings become an area, a team or a nominee?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hongbang.orgs import queries
from hongbang.orgs.forms.bodies import NamesSelect, words
from hongbang.orgs.queries import Area, Nominee, Organisation, Team
from hongbang.orgs.rules.commands import (
    AddArea,
    AddNominee,
    AddTeam,
    EditArea,
    EditNominee,
    EditTeam,
)
from hongbang.orgs.texts import AREA_KINDS


class AddAreaForm(forms.Form):
    """An area to keep."""

    kind = forms.ChoiceField(label=_("类别"), choices=AREA_KINDS)
    name = words(_("名称"), 60, is_needed=True)
    code = forms.CharField(
        label=_("区划代码"), max_length=6, required=False, help_text=_("只有区才写，六位。")
    )
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def command(self) -> AddArea:
        """Return what the operation takes."""
        data = self.cleaned_data
        return AddArea(
            kind=data["kind"],
            name=data["name"],
            code=data["code"],
            name_en=data["name_en"],
            key=data["key"],
        )


class EditAreaForm(forms.Form):
    """An area's names to change."""

    name = words(_("名称"), 60, is_needed=True)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, area: Area) -> EditAreaForm:
        """Return the form filled with what is kept."""
        kept = {"name": area.name, "name_en": area.name_en, "version": area.version}
        return cls(initial=kept)

    def command(self) -> EditArea:
        """Return what the operation takes."""
        data = self.cleaned_data
        return EditArea(name=data["name"], name_en=data["name_en"], version=data["version"])


class TeamForm(forms.Form):
    """A team to keep, or to rename."""

    name = words(_("班组名称"), 60, _("与门牌、工牌上的一致。"), is_needed=True)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # the nominee's form stands on the same page, and asks for a name too
        kwargs.setdefault("auto_id", "team_%s")
        super().__init__(*args, **kwargs)

    @classmethod
    def showing(cls, team: Team) -> TeamForm:
        """Return the form filled with what is kept."""
        return cls(initial={"name": team.name, "version": team.version})

    def adding(self) -> AddTeam:
        """Return the command that adds a team."""
        return AddTeam(name=self.cleaned_data["name"], key=self.cleaned_data["key"])

    def editing(self) -> EditTeam:
        """Return the command that renames a team."""
        return EditTeam(name=self.cleaned_data["name"], version=self.cleaned_data["version"] or 0)


class NomineeForm(forms.Form):
    """A nominee to keep, or to change; no number is asked for."""

    name = words(_("姓名"), 30, is_needed=True)
    team = forms.ChoiceField(label=_("班组"), required=False, widget=NamesSelect)
    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: Organisation, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "nominee_%s")
        super().__init__(*args, **kwargs)
        teams = [(team.public_id, team.name) for team in queries.teams(unit)]
        self.fields["team"].choices = [("", _("不在班组里")), *teams]  # type: ignore[attr-defined]  # a choice field, as above

    @classmethod
    def showing(cls, nominee: Nominee) -> NomineeForm:
        """Return the form filled with what is kept."""
        team = nominee.team.public_id if nominee.team else ""
        kept = {"name": nominee.name, "team": team, "version": nominee.version}
        return cls(initial=kept, unit=nominee.unit)

    def adding(self) -> AddNominee:
        """Return the command that adds a nominee."""
        data = self.cleaned_data
        return AddNominee(name=data["name"], team=data["team"], key=data["key"])

    def editing(self) -> EditNominee:
        """Return the command that changes a nominee."""
        data = self.cleaned_data
        return EditNominee(name=data["name"], team=data["team"], version=data["version"] or 0)
