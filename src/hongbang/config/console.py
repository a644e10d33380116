"""How does `hongbang <command>` start?"""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from hongbang.config.env import BadSetting, read


def main() -> None:
    """Run a command with our settings; a wrong setting ends the start in one sentence."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hongbang.config.settings")
    try:
        read()
    except BadSetting as wrong:
        sys.exit(f"hongbang: {wrong}")
    execute_from_command_line(["hongbang", *sys.argv[1:]])
