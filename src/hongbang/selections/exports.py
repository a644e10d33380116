"""How does a run leave, so that anybody can judge it without this house?"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from hongbang.kernel.canon import canonical_json
from hongbang.selections.queries import Run
from hongbang.selections.rules import verify

ZIP = "application/zip"
SINCE = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is taken
READ_ME = """\
brief.json   what was asked: candidates by code with merit in hundredths, rules, seats, seed
list.json    the list that was found, with its proof
verify.py    the checker; it needs Python 3.9 or later and nothing else

    python3 verify.py brief.json list.json

SHA-256 of the brief: {digest}
"""


def certificate(run: Run) -> BytesIO:
    """Pack the brief, the list and the checker that runs alone."""
    parts = {
        "brief.json": canonical_json(run.brief),
        "list.json": canonical_json(run.claim),
        "verify.py": Path(verify.__file__).read_bytes(),
        "README.txt": READ_ME.format(digest=run.digest).encode(),
    }
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name, SINCE), content, ZIP_DEFLATED)
    packed.seek(0)
    return packed
