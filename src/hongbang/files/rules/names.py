"""Under which name is a file kept? One that no system reads as a path, a device or a program."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 190
ENDINGS = {
    "pdf": ("pdf",),
    "docx": ("docx",),
    "xlsx": ("xlsx",),
    "jpg": ("jpg", "jpeg"),
    "png": ("png",),
}
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def tidy(name: str) -> str:
    r"""Keep the last part of a file name, without control or bidirectional characters.

    >>> tidy("..\\..\\报告\u202efdp.exe"), tidy("/etc/passwd"), tidy("..."), tidy("CON.pdf")
    ('报告fdp.exe', 'passwd', 'file', '_CON.pdf')
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    plain = shown.strip().strip(". ").strip()
    plain = f"_{plain}" if _DEVICE.fullmatch(plain) else plain
    stem, dot, ending = plain.rpartition(".")
    ending = ending[:20]
    return (stem[: LONGEST - len(ending)] + dot + ending) if dot else (plain[:LONGEST] or "file")


def with_ending(name: str, kind: str) -> str:
    """Make the ending say what the file is.

    >>> with_ending("发票.pdf.exe", "pdf"), with_ending("照片.JPEG", "jpg")
    ('发票.pdf.exe.pdf', '照片.JPEG')
    """
    ending = name.rpartition(".")[2].lower()
    return name if "." in name and ending in ENDINGS[kind] else f"{name}.{kind}"
