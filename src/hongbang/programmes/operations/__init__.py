"""What can be done with programmes and editions? The only writer of this room."""

from hongbang.programmes.operations.editions import add_programme as add_programme
from hongbang.programmes.operations.editions import clone_edition as clone_edition
from hongbang.programmes.operations.editions import discard_edition as discard_edition
from hongbang.programmes.operations.editions import draft_edition as draft_edition
from hongbang.programmes.operations.editions import edit_chapter as edit_chapter
from hongbang.programmes.operations.public import amend as amend
from hongbang.programmes.operations.public import close_edition as close_edition
from hongbang.programmes.operations.public import note_export as note_export
from hongbang.programmes.operations.public import publish_edition as publish_edition
from hongbang.programmes.operations.workdays import set_workday as set_workday
from hongbang.programmes.operations.workdays import unset_workday as unset_workday
