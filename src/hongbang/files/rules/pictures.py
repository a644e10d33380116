"""How is a picture made anew, so that only its pixels come in?"""

from __future__ import annotations

import warnings
from typing import Any, BinaryIO

from PIL import Image, ImageOps, UnidentifiedImageError

from hongbang.files.rules.kinds import has_archive_behind
from hongbang.kernel.refusal import RuleBroken

PIXELS_MAX = 50_000_000  # what a large phone camera takes
SIDE_MAX = 20_000
TAIL_BYTES = 65_557
FORMATS = {"jpg": "JPEG", "png": "PNG"}
_FAULTS = (
    *(UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError),
    *(IndexError, EOFError, AttributeError, Image.DecompressionBombError),
)


def remake(name: str, kind: str, content: BinaryIO, size: int, out: BinaryIO) -> None:
    """Decode a picture and write it anew: upright, without EXIF, place, comment or tail.

    The number of pixels is read from the head before anything is decoded. A JPEG keeps its own
    tables, so that nearly nothing is lost.

    Refuses: `files.pixels`, `files.two_faced`, `files.broken`.
    """
    content.seek(max(0, size - TAIL_BYTES))
    if has_archive_behind(content.read(), size):
        raise RuleBroken("files.two_faced", {"name": name})
    content.seek(0)
    Image.MAX_IMAGE_PIXELS = None  # ours is asked first, and in words
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(content, formats=[FORMATS[kind]])
            _refuse_huge(name, picture)
            _write(picture, kind, out)
    except RuleBroken:
        raise
    except MemoryError:
        raise RuleBroken("files.pixels", _told(name)) from None
    except _FAULTS:
        raise RuleBroken("files.broken", {"name": name}) from None


def _refuse_huge(name: str, picture: Image.Image) -> None:
    width, height = picture.size
    if width * height > PIXELS_MAX or max(width, height) > SIDE_MAX:
        raise RuleBroken("files.pixels", _told(name))


def _told(name: str) -> dict[str, object]:
    return {"name": name, "millions": PIXELS_MAX // 1_000_000}


def _write(picture: Image.Image, kind: str, out: BinaryIO) -> None:
    picture.load()
    turned = picture.getexif().get(0x0112, 1) not in {0, 1}
    options: dict[str, Any] = {"optimize": False}
    if kind == "jpg":
        options = {"quality": 95} if turned else {"quality": "keep"}
    made = ImageOps.exif_transpose(picture) if turned else picture
    if kind == "png" and "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    made.info = {}
    made.save(out, format=FORMATS[kind], **options)
