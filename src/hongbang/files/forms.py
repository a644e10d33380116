"""What does a browser say when it sends a file in parts?"""

from __future__ import annotations

from django import forms

from hongbang.files.rules.incoming import Open


class OpenForm(forms.Form):
    """The name and size of what is to come, with the key of its form."""

    name = forms.CharField(max_length=400)
    size = forms.IntegerField(min_value=0, max_value=2**40)
    key = forms.CharField(max_length=64)

    def command(self) -> Open:
        """Return what the operation takes."""
        data = self.cleaned_data
        return Open(data["name"], data["size"], data["key"])


class PartForm(forms.Form):
    """Where a part begins, and its SHA-256."""

    offset = forms.IntegerField(min_value=0, max_value=2**40)
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False)
