"""Define all other areas: health, tourism, culture, transport …"""

from roadmap.areas import Area, area
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["FreeFact", "GeneralArea"]


@record
class FreeFact:
    """A fact in words."""

    name: Text = field(_("Fact"), example="Partner cities")
    value: Text = field(_("Details"), example="Minsk and Bishkek")


@area("general")
class GeneralArea(Area):
    """A general area: measures and facts in words."""

    facts: tuple[FreeFact, ...] = field(_("Facts"), default=())
