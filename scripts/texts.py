"""Which texts does the house speak, and which still lack English?

`make texts` brings locale/en up to date with the source; `--check` only looks, and fails
naming each text without English and each catalogue line that nothing speaks any more.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
SOURCE = ROOT / "src" / "hongbang"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def extracted(catalogue: Path, source: Path = SOURCE) -> Catalog:
    """Return the catalogue as the source would have it, with the English it has now."""
    with tempfile.TemporaryDirectory() as name:
        copy = Path(name) / "hongbang"
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("vendor", "*.pyc"))
        kept = copy / CATALOGUE
        kept.parent.mkdir(parents=True)
        shutil.copy(catalogue, kept)
        command = [str(Path(sys.executable).parent / "django-admin"), "makemessages"]
        command += ["-l", "en", "--no-location", "--no-wrap", "--no-obsolete"]
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "HONGBANG_"))}
        subprocess.run(command, cwd=copy, env=plain, check=True, capture_output=True)
        return without_guesses(read(kept))


def without_guesses(catalogue: Catalog) -> Catalog:
    """Take out the English of another text, which gettext puts where two texts look alike."""
    for message in catalogue:
        if message.id and message.fuzzy:
            message.string = ("", "") if isinstance(message.id, tuple | list) else ""
            message.flags.discard("fuzzy")
    return catalogue


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as text:
        return read_po(text, locale="en")


def faults(wanted: Catalog, kept: Catalog) -> list[str]:
    """Name the texts without English, and the lines that nothing speaks."""
    lacking = [f"no English: {message.id}" for message in wanted if not is_done(message)]
    spoken = {str(message.id) for message in wanted}
    unspoken = [f"no longer spoken: {one.id}" for one in kept if str(one.id) not in spoken]
    odd = [f"other placeholders: {message.id}" for message in wanted if is_odd(message)]
    return lacking + odd + unspoken


def is_done(message: Message) -> bool:
    """Say whether a text has its English, in every plural form."""
    if not message.id:
        return True
    words = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(words) and not message.fuzzy


def is_odd(message: Message) -> bool:
    """Say whether the English asks for words that the text does not bring.

    >>> is_odd(Message("第 %(n)s 行", "Row %(line)s")), is_odd(Message("%(n)s 行", "%(n)s rows"))
    (True, False)
    """
    brought = {*PLACEHOLDER.findall(str(message.id)), "en"}  # which stands beside `zh`
    return not set(PLACEHOLDER.findall(str(message.string))) <= brought


def main() -> int:
    """Write or check the catalogue."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--catalogue", type=Path, default=ROOT / CATALOGUE)
    asked = parser.parse_args()
    wanted = extracted(asked.catalogue)
    found = faults(wanted, read(asked.catalogue))
    if not asked.check:
        wanted.fuzzy = False
        wanted.header_comment = "# English texts of Hongbang."
        with asked.catalogue.open("wb") as out:
            write_po(out, wanted, width=0, omit_header=False, sort_output=True)
    for line in found:
        print(line)
    print(f"{len(list(wanted))} texts, {len(found)} to mend")
    return 1 if asked.check and found else 0


if __name__ == "__main__":
    sys.exit(main())
