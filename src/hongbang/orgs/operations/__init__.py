"""What can be done with bodies, areas, teams and nominees? The only writer of this room."""

from hongbang.orgs.operations.areas import add_area as add_area
from hongbang.orgs.operations.areas import edit_area as edit_area
from hongbang.orgs.operations.areas import found_areas as found_areas
from hongbang.orgs.operations.bodies import add_organisation as add_organisation
from hongbang.orgs.operations.bodies import edit as edit
from hongbang.orgs.operations.bodies import note_export as note_export
from hongbang.orgs.operations.bodies import register_unit as register_unit
from hongbang.orgs.operations.ends import close as close
from hongbang.orgs.operations.ends import reopen as reopen
from hongbang.orgs.operations.imports import apply_import as apply_import
from hongbang.orgs.operations.imports import request_import as request_import
from hongbang.orgs.operations.imports import stop_import as stop_import
from hongbang.orgs.operations.imports import upload_sheet as upload_sheet
from hongbang.orgs.operations.nominees import add_nominee as add_nominee
from hongbang.orgs.operations.nominees import close_nominee as close_nominee
from hongbang.orgs.operations.nominees import edit_nominee as edit_nominee
from hongbang.orgs.operations.places import merge as merge
from hongbang.orgs.operations.places import move as move
from hongbang.orgs.operations.teams import add_team as add_team
from hongbang.orgs.operations.teams import close_team as close_team
from hongbang.orgs.operations.teams import edit_team as edit_team
from hongbang.orgs.rules.commands import AddOrganisation as AddOrganisation
