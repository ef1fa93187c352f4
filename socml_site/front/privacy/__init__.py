"""Who may see a page and who may be named, as front matter, text and people.yml ask for it; closed where in doubt.

`keys` are the words, `asked` finds them, `meaning` understands them; `reserve` puts together what a file asks for, and
`entries` what an entry of people.yml does.
"""

from socml_site.front.privacy.asked import word_of
from socml_site.front.privacy.entries import of_person
from socml_site.front.privacy.keys import says_who
from socml_site.front.privacy.reserve import Reserve, reserve_of

__all__ = ["Reserve", "of_person", "reserve_of", "says_who", "word_of"]
