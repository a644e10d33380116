"""Which files have been kept, which are coming in, and where do their bytes lie?"""

from hongbang.files.models.storage import Storage, incoming_folder, storage
from hongbang.files.models.tables import StoredFile, Upload

__all__ = ["Storage", "StoredFile", "Upload", "incoming_folder", "storage"]
