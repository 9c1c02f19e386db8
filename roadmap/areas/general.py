"""Any other area: health, tourism, culture, transport …"""

from roadmap.areas import Area, area
from roadmap.model.declared import fact, record
from roadmap.model.messages import _
from roadmap.model.text import Text

__all__ = ["FreeFact", "GeneralArea"]


@record
class FreeFact:
    """A fact in words."""

    name: Text = fact(_("Fact"), example="Partner cities")
    value: Text = fact(_("Details"), example="Minsk and Bishkek")


@area("general")
class GeneralArea(Area):
    """A general area: measures and facts in words."""

    facts: tuple[FreeFact, ...] = fact(_("Facts"), default=())
