"""The nouns of socml: values that flow from stage to stage, all of them frozen.

Nothing here imports another part of the package. Pages are referred to by `SitePath`, never by pointer, so that every
value can be pickled, compared and cached on its own.
"""

from socml_site.model.base import (
    Format,
    Kind,
    Mention,
    Place,
    Policy,
    Role,
    SitePath,
    SourcePath,
    Status,
    Term,
    WebLink,
)
from socml_site.model.facts import Attendance, Facts, Slot
from socml_site.model.minutes import Citation, Document, Link, Minutes, Named, Outcome, OutcomeKind, Section, Turn
from socml_site.model.wiki import (
    Artifact,
    Event,
    Form,
    Owner,
    Participation,
    Person,
    Reference,
    Related,
    Relations,
    Search,
    Statement,
    Topic,
    Wiki,
    Work,
)

__all__ = [
    "Artifact",
    "Attendance",
    "Citation",
    "Document",
    "Event",
    "Facts",
    "Form",
    "Format",
    "Kind",
    "Link",
    "Mention",
    "Minutes",
    "Named",
    "Outcome",
    "OutcomeKind",
    "Owner",
    "Participation",
    "Person",
    "Place",
    "Policy",
    "Reference",
    "Related",
    "Relations",
    "Role",
    "Search",
    "Section",
    "SitePath",
    "Slot",
    "SourcePath",
    "Statement",
    "Status",
    "Term",
    "Topic",
    "Turn",
    "WebLink",
    "Wiki",
    "Work",
]
