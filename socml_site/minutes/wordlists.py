"""Lists of words that recognisers consult; `lexicon` holds the patterns made of words."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    word.strip()
    for word in """
rotating, rotates, rotation, whoever comes first, next in line,
abbreviation, absent, add name, add names, add your name, add your names here, add yourself, affiliation, all, all
attendees, all present, and others, anonymous, anyone, apologies, as above, attendance, attendee, attendees, bar,
chair, company, done, e-mail, email, empty, et al, etc, everybody, everyone, facilitator, first, first last, first
name, firstname, foo, full name, github, github handle, group, guest, guests, handle, in person, initials, insert
name here, last, last name, lastname, link, many, me, member, members, missing, moderator, n.n., n/a, na, name, name
here, name surname, names, names of attendees, nil, nn, no, no apologies, no one, no regrets, nobody, none, not
recorded, note taker, observer, observers, ok, online, open, organisation, organization, other, others, participant,
participants, pending, people, person, please add your name, please add yourself, please sign in, present, quorum,
regrets, remote, role, scribe, see above, see below, sign in here, somebody, someone, tba, tbc, tbd, team, text, the
chair, the chairs, the group, the team, title, to be added, to be determined, unclear, unknown, url, us, vacant,
various, virtual, volunteer, volunteer needed, volunteer?, volunteers, volunteers needed, we, xx, xxx, yes, you,
your name, your name here, yy
""".replace("\n", " ").split(",")
)
"""What stands where a name should be."""

NO_NAMES = frozenset(
    """
iphone ipad android galaxy laptop notetaker otter fireflies bot
example examples
a able about above absent action actions add added addendum advantage advantages after again agenda agree agreed
agrees aim all also alternative alternatives although always am an analogy and announcement announcements announces
another answer answers any anything aob apologies appendix approach approaches apr april are area areas argument
arguments as aside ask asked association assumption assumptions at attendance attendees attending audience aug august
author authors awareness background based basically be because been before begin being below benefit benefits best
better board both breaking budget bug bugs building but by calendar call can case cases category caution caveat
caveats cc cet chair challenge challenges change changes chapter chat check choice choices chore clarification close
closed code comment comments committee community component components con con's concern concerns conclusion
conclusions conditions config cons consensus consequence constraint constraints contact content contents context
continue continued contribution corp correction cost costs could council create current currently data date day
deadline dec december decide decided decision decisions default definition definitions deliverable deliverables demo
demos dependencies dependency description descriptions design details development dial did difference directions
disadvantage disadvantages discovery discuss discussed discussion do doc docs document documentation does doing done
down draft due duration e.g each edit editor effort eg either election element else email end environment error est
estimate etc evaluation even event every everything evidence except exception exercise expectation
expected experience explanation extension extensions facilitator fact failure faq feature features feb february
feedback field figure file final finally find findings finish first fix flow focus follow follow-up followup for
format forum foundation framework free friday from ftp function functionality funding further future fyi general get
given gmbh gmt go goal goals going good google got governance group guests guidance guideline guidelines had happy has
have having he help hence her here highlights him hint his history homework hope host how however http https i i.e id
idea ideas ie if impact implementation implies import important improvements in inc include includes info information
initiative input inputs insight insights install instead institute interest interested interesting interface interop
into intro introduction invite is issue issues it item items iterator its jan january jul july jun june just keep key
know land language last later launch lead learning lesson let level liaison licence license licensing like limit
limitation limitations link links list location logistics look ltd made mailto main maintenance make management many
mar march marketing materials may maybe me means measure meet meeting meetings member members membership mentioned
merge message meta method methods metrics might milestone milestones minutes missing mission model models moderator
module monday monitoring more most motion motivation move much must my name names need needed needs network never new
newcomers news next no none not notable note noted notes nothing notice nov november now objective objectives
observation observations observers oct october of off ok okay old on once one only open operations opinion opinions
opportunity option optional options or order organization other others our out outcome outcomes outline output
outreach over overview own owner owners package page paper part participants parts passcode password past patch
pending people per performance perhaps permission phase place plan plans platform please pm point points policy poll
position positive possible possibly post pr pr's practice pre-read prepare prerequisite prerequisites present
presentation presenter previous primary principles print prior priority privacy pro pro's problem problems process
product program progress project projects prompt propane proposal proposals propose proposed proposer pros prototype
provider prs pst public punch purpose put python question questions quick quorum quote raised rationale re read
reading readme ready reason reasons recap recommendation recording recordings reference references refresher refs
regarding registration regrets related relatedly relationship relationships release remaining remarks remember
reminder remote repo report reports repository representatives request requirement requirements research reservation
resolution resolved resource resources response result results reuse review reviewed reviewing right risk risks
roadmap role roles room round rule rules said same saturday say says scenario schedule scope scribe script section
security see self send sep sept september server service services session set setup several shared she ship should
side sidenote signal since site situation slide slides small so solution solutions some something source speaker
speakers spec specifically specification specs sponsor sponsors spreadsheet stakeholders standards start started state
stats status step steps still story strategy structure stuff style subject such suggest suggested suggestion
suggestions summary sunday support supposed sure survey syntax system table tags take takeaway takeaways talk talked
target task tasks team technical technically template test tests text than thanks that the their them theme then
theory there therefore these they thing things think this those though thought thoughts thread three through thursday
thus ticket time timeline timezone timing tip tips title tl;dr tldr to today todo together tomorrow too tool tooling
tools topic topics track tradeoff tradeoffs training transcript translation travel trend tried trigger true try
tuesday two type types ummo unclear under university unless until up upcoming update updated updates upside url
usability usage use use-case used useful user users using utc value variant venue version via video view visibility
vision volunteer vote votes vs want warning was way we website wednesday week weekly welcome well were wg what when
where whether which while whiteboard who whoever why wiki will willing wip with within without work workflow workgroup
working works workshop would wrap-up write writing written yes yesterday yet you your yyyy-mm-dd zoom
""".split()
)
"""Words that stand before a colon or in a list of attendees and are nobody's name."""

GIVEN_NAMES = frozenset(
    """
aaron abdul ada adam adrian ahmed akira al alan alberto aleksandra alex alexa alexander alexandra alexis alfred ali
alice alicia alison amanda amir amit amy ana anastasia anders andre andrea andreas andrei andrew andy angela anil
anita anja anna anne annie antoine anton antonio anya arjun arnaud arthur ashley aziz barbara bea beatriz ben benjamin
bernard beth bo bob boris brad brandon brenda brendan brian bruce bruno bryan camille carl carla carlos carmen carol
caroline casey catherine cecilia charles charlie charlotte chen chloe chris christian christina christine christoph
christopher claire clara claude claudia cleo colin connor craig cristina cy cynthia dan dana daniel daniela danielle
darren dave david dean deborah dee denis dennis derek di diana diego dimitri dirk dmitri dmitry dominic donald dorothy
doug douglas duncan dylan ed eduardo edward eileen elena eli elizabeth ella ellen emil emily emma enrique eric erica
erik ernesto esteban ethan eugene eva evan eve evelyn fabian fatima federico felipe felix fernando fiona florian
frances francesco francis francisco franck frank fred gabriel gabriela gareth gary gavin geoff george gerald gianluca
gilles giovanni giulia gordon grace graham greg gregory guido guillaume gustavo hannah hans harald harry hassan
heather hector heidi helen henrik henry hiroshi hope hugo ian ibrahim igor ilya ines ingrid irene irina isaac isabel
isabelle ivan jack jacob jacqueline jacques jakob james jamie jane janet jason javier jay jean jeff jeffrey jennifer
jenny jens jeremy jerome jerry jesse jessica jim jo joan joanna joao joe joel johan johannes john jon jonas jonathan
jordan jorge jose josef joseph josh joshua juan judith jules julia julian julie jun justin jürgen kai karen karim karl
karsten kate katherine kathleen katie kavita kay keith kelly ken kenji kenneth kevin kim kiran klaus kofi krishna
kristen kumar kurt kyle lars laura lauren laurent lee leila leo leon leonardo leslie lewis li liam linda lisa liu liz
lorenzo lou louis louise luc luca lucas lucia lucy luis lukas luke lynn maeve magnus manuel mara marc marcel marco
marcos marcus margaret maria marie mario marion marta martha martin martina mary masha mateo mathieu matt matteo
matthew matthias maurice max maya megan mehmet mei melissa mia michael michal michel michelle miguel mike mikhail
milan miles miriam mo mohamed mohammed monica monika morgan muhammad nadia nancy naomi natalia natalie nathan neil
nicholas nick nico nicola nicolas nicole niels nikhil niko nikolai nina noah nora olga oli oliver olivia ollie oscar
otto owen pablo pamela paolo pascal patricia patrick paul paula pavel pedro peter phil philip philippe pierre piotr
priya rachel rafael raj rajesh ralf ralph ramon raymond rebecca remi ricardo richard rob robert roberto robin robyn
rod rodrigo roger rohan roland roman ron ronald rory rosa rose ross roy ruth ryan sabine sally sam samantha samir
samuel sandra sanjay sara sarah scott sean sebastian selena sergei sergey sergio shane sharon shirley silvia simon
simone sofia sonia sophie stacy stefan stefano stephanie stephen steve steven stuart sue sunil sunny susan suzanne
sven sylvia tadashi takashi tamara tanya tara taylor ted teresa thea theo theodore theresa thomas tiffany tim timothy
tobias todd tom tomas tomasz tony tracy trevor tucker tyler ulrich ursula valentin vanessa vera vicky victor victoria
vijay vikram viktor vincent virginia vladimir walter wanda wang wei wendy wilhelm will william wolfgang xavier xin
yael yan yang yasmin yi yoko yuki yulia yuri yusuf yves zach zhang zoe
""".split()
)
"""Common first names of several languages: they speak for a label that stands only once."""
