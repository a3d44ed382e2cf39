"""The same two people as in the room of the coach."""

from tests.web.coach.conftest import coach as coach
from tests.web.coach.conftest import owner as owner
from tests.web.coach.conftest import pair as pair
from tests.web.coach.conftest import review as review
from tests.web.coach.conftest import talk_id as talk_id
from tests.web.coach.conftest import theirs as theirs
from tests.web.coach.conftest import write as write
