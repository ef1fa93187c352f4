"""Lists of words that recognisers consult; `lexicon` holds the patterns made of words."""

from __future__ import annotations

import re

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
your name, your name here, yy, staff, individuals, contributors, colleagues
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

WHOLE_NAMES = GIVEN_NAMES | frozenset(
    """
abby ada ajay alec alma ann anni anouk april art arne astrid axel bart bea bill birgit bjorn britt cam carla carole
cleo cora dani dawn dora edda elin elisa elise elsa else emma ema enzo erika ester eva evi faye finn flo frida fritz
gabi gert gina greta gus hal hanna hanne heike helena helga henri hilde ida imke ina inga inge ingo ira iris isa isla
ivo jan jana jann jannik jasper jill jim jin jody joey jolie jona joni jonna joris jos josefa joy juli juliet june jutta
kaja kari karin karla katja kit kurt lana lea leah leif lena lene leni leo leonie lia lila lili lilian lina line linus
lio liv livia lola lore lotta lotte luca luise luna mads mai maia maja malin malte mara marc marcela mari maria mariana
marian marija marika marina maris marit marius mark marko markus marla marlene marta martina mary mattis mats maud maxi
maxim maxime may meg meike meta mika mikael mike mila mina mira miri moni mona moritz nadja nana nat nell nele nella
nelly nena nicki nik nils noa noel nora olaf ole olga pat pete petra pia pip rae rafa rainer ray reg rene ria rick rita
romy rosie roz rudi ruby sana sander sascha sid sina sonja stan stella susi svea tess tessa thea tia till tilda tim
tina tine tobi toby tove uli ulla ute uwe val vic vince viv wes will wim yann yara yves zara zita
""".split()
)
"""The same and shorter ones: such a word is somebody's name, and neither initials nor the beginning of another name."""

REMARKS = frozenset(
    """
afk ago also am ask away back bday birthday bit both break brb breakfast briefly bringing bus busy camping carpool
chat child childcare children chaperone cold conference conflict coffee couch covered daycare deaf dial dialed
dialled dialing dinner distance dog doctor doctors driver driving early eats eating egg eggs enters excused expected
fasting fever flight flights flu food foot from goes going gone guest half has haemophilia have hearing here home
hospital hotel hour hours hungry husband if ill infant injured injury interpreter is irc isn it jitsi jury just kid
kids kosher halal halfway holiday holidays last late lateish later lateness leave leaves leaving left lift likely
listening lunch lurker lurking macbook maybe meals meat meds midday might migraine milk min mins minute minutes
morning evening afternoon mute muted nap need needed needs newbie newcomer no noon not nursing nut nuts observing
offline off online only onsite ooo out parking part partial partially partly paternity maternity parental period
phone phoning plane pork possibly present probably proxy pto quiet rejoins remote remotely requires returns ride
room running seafood seated shellfish short shuttle since sit skype sleep sleeps sleeping slept smoker soon soy
speaking standing starts stepped still sugar surgery tardy taxi teams tel telephone tent tentative tentatively then
there till tired today tomorrow tonight train travel traveling travelling trip unable unavailable unsure until
unwell vacation vegetarian vegan via video virtual virtually visa visiting wants webex week weekend weekly wfh when
where while will wife with without yesterday zoom

abreise abends alkohol anreise anwesend arzt auch aussteigen baby bahn behindert bettlaegerig bezahlt brille bringt
dabei diät diätisch dienstreise eier ei entschuldigt erkältet erst ersten etwas essen fährt fisch fieber fleisch
fliegt flug flugzeug frei freitags früh früher gast geht gegangen gehbehindert gehörlos geimpft hälfte hause heute
hotel hörgerät isst jugendherberge kaffee kein keine keinen kind kinder kinderbetreuung kommt konflikt koscher kurz
kurzfristig milch mit mittags morgen morgens muss nachmittag nachmittags nachts neu nicht nie nur nüsse nuss ohne
partnerin pause parkplatz reise reist rollator schwein schweinefleisch später spät stillend stunde stunden tage
telefonisch teilweise trinkt uhr unterwegs urlaub verspätet verspätung vielleicht vorerst vormittag vormittags
verlässt wickeltisch wieder woche zimmer zug zuhause übernachtet übernachtung zweite zweiter

absent absente arrivée arrive arrivé après aucun aucune avant avec avion bébé béquilles bientôt chambre congé demain
départ début distance distanciel enfant enfants en-ligne excusé excusée fatigué fatiguée fauteuil fois garde grippe
handicap heure heures hébergement hôtel jour jours lait ligne malade maladie matin mange midi moitié noix oeufs
parti partie part partira pas peut-être poisson porc première présent présente présentiel quitte régime repas retard
sans soir soirée sourd sourde tard tôt train végane viande visio vient voiture voyage

alcohol almuerzo ausente avión bastón cama carne cena cerdo cojo comida con dieta distancia desayuno embarazada
enferma enfermo entra excusada gripe habitación hasta hijo hija hijos hora horas huevo huevos invitada invitado
leche llega llegó línea lleva mañana mariscos medio muletas necesita niños noche nueces nunca pescado quizás remota
remoto retraso ruedas sale salida salió sin sólo sorda sordo tarde temprano tren veces vez viaje vuelo ceguera

agora amanhã ausente carne chegada chega chegou cadeira cedo com comboio comida convidada convidado criança crianças
deficiência distância dieta doente filho filha frutos gravida grávida glúten hoje jantar leite marisco metade
muletas não noite nozes ovos peixe porco precisa presencial quarto remota remoto rodas sai saiu sem só surda surdo
tarde trem viagem voo alérgico alérgica

alle arriva arrivato arrivata arrivo assente bambini bambino carne cena cibo colazione con da-remoto distanza domani
esce figlia figlio incinta influenza latte maiale malata malato mangia metà muletta noci online ore oggi ospite
partenza parte pesce pomeriggio pranzo presenza presto remoto ritardo rotelle sedia senza sera solo sorda sordo
stampelle tardi treno uova uscita uscito viaggio volo volta

aanwezig aankomst afwezig alcoholvrij auto bed dieet doof eet eerder eerste ei eieren fiets gast geen gaat gegaan
hele helft hond hotelkamer invalide kamer keer kind kinderen koorts krukken laat later liever melk met middag morgen
mij moe nieuw niet noten ochtend online pinda rolstoel rolstoelgebruiker schaaldieren slaapt slechts thuis trein uur
vanaf varkensvlees vertrek vertrekt vis vlees vliegt vlucht vroeg wegens weer zonder ziek zwanger

allergi anländer avresa barnvagn borta bor bil dag distans döv efter eller endast fisk flyg fläskkött först förkyld
frukost gravid går gått gäst halva hemifrån hund hälften kanske kl kommer kryckor kött lämnar maten middag mjölk
måste möjligen nötter på rullstol rum resa sen sent sjuk skaldjur smittad tidigare tidigt till timme tåg utan
uppkopplad vegetarian vill ägg åker äter

ankommer ankomst afrejse borte døv dårlig egg endnu fisk flyver første forlader forsinket gravid går gikk gæst gjest
halv halvdelen hjemme hjemmefra hund hytte ikke ingen kanskje kjøtt kjøkken klokka kl kom kommer krykker kun
kørestol kød lejlighed lige litt melk mælk måltid måske nødder nøtter reise rejse rullestol rom rum seint sen senere
skalldyr skaldyr spiser svinekjøtt svinekød syk syg sykmeldt sygemeldt tidlig tidligere time timer tog uden uten
varer værelse æg

alergia alkoholu bez brak chora chory ciąża ciąży dojazd dieta dzieci dziecko dziś gluten gorączka głodny głodna
godz godzina godzinie gość hotelu jadę jedzenie jutro kule lot mięsa mięso mleka mleko może nie niepełnosprawny
niesłyszący niesłysząca noclegu nocleg obecny obiad około orzechy orzechów pociąg pociągiem podróż pokój pokoju
połowa potrzebuje później przyjazd przyjedzie przyjeżdża pies ryba ryby rano samochód spóźni spóźniony spóźniona
śniadanie telefon telefonicznie tylko wcześnie wcześniej wieczorem wózek wózku wychodzi wyjazd wyjdzie wyszedł
wyszła zdalnie

alergie bezlepková brzy berle dítě děti dieta dnes dorazí hlad hluchý hluchá horečka chybí jídlo jí kočárek letadlo
lepek lůžko maso masa mléko mléka možná nemocný nemocná nemá neje nejí ne neslyšící nocleh oběd odchází odešel
odešla odjezd odjíždí ořechy ořechů pes pozdě později pokoj poprvé potřebuje pouze pouze přijede přijde příjezd
prezenčně ráno ryba ryby snídaně těhotná těhotenství telefonicky večer večeře vlak vlakem vozík vozíku vzdáleně
zítra zpoždění

fish chicken beef salmon tuna steak lamb turkey shrimp shrimps prawn prawns lobster oyster oysters mussels ham bacon
sausage cheese dairy pasta pizza risotto salad soup tofu burger sandwich sushi curry bread dessert cake wine beer
cocktail juice omnivore wheat sesame celery mushroom mushrooms lentils plus plusone
leg legs knee ankle wrist elbow shoulder tooth teeth rib ribs toe toes stomach throat kidney liver lung lungs hip
broke broken sprained fractured fracture concussion cough bronchitis pneumonia stroke hernia ulcer anemia anaemia
arthritis eczema lupus bipolar anxiety adhd adhs tdah hiv aids vih ptsd ptbs copd measles malaria hepatitis tumor
tumour leukemia leukaemia dialysis transplant miscarriage abortion ivf pain burnout detox alcoholic recovering
crutches stitches divorced married widowed widow widower separated honeymoon wedding funeral fiance fiancee spouse
mother mum mom dad father daughter twins newborn girlfriend boyfriend mourning bereaved grieving hungover hangover
drunk sober tipsy stoned sleepy exhausted stressed anxious sad crying angry lonely unemployed homeless jetlagged
attack attacks luggage poisoning sore ache aching backache toothache nausea dizzy dentist physio physiotherapy canal
counselling counseling insomnia infection infected contagious virus cramps menopause blind blindness impaired stutter
walker cane surrogate labour labor parole evicted arrested ramadan lent muslim muslima hindu buddhist atheist
gay lesbian lesbisch bisexual queer trans transsexual nonbinary schwul lesbienne homosexuel blinde aveugle ciega ciego
cega cego cieca cieco niewidomy niewidoma slepá slepý

hähnchen huhn hühnchen pute rind rindfleisch lachs thunfisch lamm garnelen käse nudeln salat suppe brot nachtisch wein
bier bein knie rücken gebrochen gebrochenes gebrochener beinbruch armbruch knochenbruch gips krebs schlaganfall
schmerzen zahnarzt geschieden verheiratet verwitwet getrennt verlobt hochzeit beerdigung verkatert kater betrunken
müde erschöpft begleitung mutter vater tochter

poulet boeuf saumon thon agneau dinde crevettes fromage pâtes salade soupe vin bière jambe genou cheville cassé cassée
plâtre douleur divorcé divorcée marié mariée veuf veuve séparé séparée fiancé fiancée mariage enterrement gueule ivre
épuisé épuisée mère père fille

pollo ternera salmón atún cordero pavo gambas queso ensalada sopa vino cerveza pierna rodilla tobillo rota roto yeso
dolor divorciada divorciado casada casado viuda viudo separada separado boda funeral resaca borracha borracho cansada
cansado acompañante madre padre

frango bovino salmão atum cordeiro camarão queijo massa salada vinho cerveja perna joelho tornozelo quebrada quebrado
partida gesso dor viúva viúvo casamento ressaca bêbada bêbado acompanhante mãe pai

manzo salmone tonno agnello tacchino gamberi formaggio insalata zuppa birra gamba ginocchio caviglia rotta rotto gesso
dolore divorziata divorziato sposata sposato vedova vedovo separata separato matrimonio funerale sbornia ubriaca
ubriaco stanca stanco madre padre

kip rundvlees zalm tonijn lam garnalen kaas soep wijn bier knie enkel gebroken gips pijn gescheiden getrouwd weduwe
weduwnaar bruiloft begrafenis kater dronken uitgeput moeder dochter

kyckling nötkött biff lax tonfisk räkor soppa vin knä brutet bruten smärta frånskild skild änka änkling bröllop
begravning bakfull trött mamma pappa

kylling oksekød storfe laks tunfisk reker rejer suppe vin kne knæ brukket brækket smerter skilt enke enkemann bryllup
begravelse fyllesyk bakrus tømmermænd trøtt træt

kurczak wołowina łosoś tuńczyk krewetki zupa wino piwo noga ręka kolano złamana złamany ból rozwiedziona rozwiedziony
żonaty mężatka zamężna wdowa wdowiec ślub pogrzeb kac pijany pijana zmęczona zmęczony

kuře hovězí losos tuňák krevety polévka víno pivo noha ruka koleno zlomená zlomený bolest rozvedená rozvedený ženatý
vdaná vdova vdovec svatba pohřeb kocovina opilý opilá unavená unavený
""".split()
)
"""Words that stand beside a name as a remark and no organisation's name: food, health, travel, coming and going."""

REMARK_STEMS = tuple(
    """
allerg alerg arriv asperger asthm astm atras autis barrierefrei bezglut bezlakt bezlep bezmas breastfe celiac celiak
celiaq cancer chemo coelia coliac corona covid crutch depress diabet diaet disab dyslex enceint epilep fructos gehbehind
gluten glutin handicap headache hormon immun injur intoleran invalid jetlag joins joine joining keto krank krucken
laktos lactos laktoz lattos malad malat meals medikament medicat medicin nemoc nussallerg pacemaker paleo peanut
pescat pesket pescet pregnan pronoun quarant reha rejoin rollstuhl rullest rullst schwanger schwerhor sick surger
symptom tehot therap transgender unvertrag vaccin vegan veget veggi wegan weget wheelchair zoliak zwanger zdalni
""".split()
)
"""Beginnings of such words, without accents."""

SURE_REMARK_STEMS = tuple(
    """
allerg alerg diabet gluten glutin lactos laktos pregnan rollstuhl schwanger vegan veget wegan weget wheelchair
""".split()
)
"""Those that begin no name: such a word is nobody, also where it stands alone in a list of people."""

ROLE_WORDS = frozenset(
    """
acting admin administrator alternate analyst apologies architect assistant attendee board captain ceo cfo chair
chairman chairperson chairwoman cto cochair committee consultant contractor contributor convener coordinator
councillor counsel crew delegate deputy designer developer dev director editor elected emeritus engineer ex
executive expert facilitator first founder cofounder co general guest head honorary host in independent intern
invited journalist junior lead leader leadership librarian maintainer manager member minutes moderator new note
notes observer officer organiser organizer outgoing incoming owner participant past person pilot president present
presenter programmer public publicity queue quorum regrets rep representative researcher retired scribe secretary
security self-employed freelance freelancer senior shepherd social software speaker sponsor staff steward student
sysadmin taker team tech technical teacher time timekeeper timer treasurer trustee unaffiliated user vice visitor
volunteer voting non-voting web welfare

freiberuflich gast leitung mitglied moderation protokoll protokollant protokollantin kassenwart kassierer
schatzmeister schriftführer schriftführerin studentin sprecher sprecherin stellvertreter stellvertretende vorsitz
vorsitzende vorsitzender vorstand gäste ehrenamtlich animateur animatrice bénévole étudiant étudiante invité invitée
membre président présidente secrétaire trésorier trésorière estudiante invitado miembro moderador moderadora
presidenta presidente secretaria secretario tesorera tesorero vocal voluntaria voluntario convidado estudante membro
secretária secretário tesoureira tesoureiro voluntária voluntário membro moderatore ospite segretaria segretario
studente tesoriere verbalizzante volontaria volontario lid notulist penningmeester secretaris voorzitter
vrijwilliger gäst kassör ledamot ordförande sekreterare suppleant formand forperson gjest kasserer leder medlem
næstformand nestleder referent sekretær styremedlem członek członkini gość prezes przewodnicząca przewodniczący
protokolant sekretarz skarbnik člen členka host předseda předsedkyně pokladník tajemník zapisovatel
""".split()
)
"""Words that say what somebody is or does: alone they name no organisation."""

ORGANISATION_WORDS = frozenset(
    """
ab academy ag agency association authority bank bv center centre club co coalition college collective commission
company consortium consulting cooperative coop corp corporation council ev foundation gmbh group inc institute
international laboratories laboratory labs lab library limited llc ltd ministry museum network org plc press project
sa sarl school services society software solutions spa srl studio studios systems team technologies technology trust
union university ventures

akademie bibliothek bund bundesamt fachhochschule forschungszentrum genossenschaft hochschule institut ministerium
stadt stiftung universität verband verein zentrum association bibliothèque école fondation ministère société
université asociación biblioteca centro escuela fundación instituto ministerio universidad associação escola fundação
universidade associazione fondazione istituto politecnico scuola università hogeschool instituut stichting universiteit
vereniging förening högskola stiftelse universitet högskolan universitetet forening fundacja instytut politechnika
stowarzyszenie uniwersytet nadace spolek univerzita ústav
""".split()
)
"""Words of which an organisation's name is made: with one of them a text names one."""

ORGANISATION_LABELS = frozenset(
    """
affiliation affil org orgs organisation organization company employer institution institute institut organisatie
organisationen firma unternehmen arbeitgeber verein einrichtung zugehörigkeit entreprise société établissement
affiliée organización empresa institución afiliación entidad organização instituição afiliação entidade
organizzazione azienda ente istituzione affiliazione bedrijf werkgever instelling företag arbetsgivare virksomhed
arbejdsgiver organisasjon bedrift arbeidsgiver organizacja pracodawca instytucja organizace zaměstnavatel instituce
""".split()
)
"""Words that announce where somebody belongs."""


def is_placeholder(name: str) -> bool:
    """Whether a text stands where a name should be: "TBD", "everyone", "your name here", "3 others", "+1"."""
    bare = re.sub(r"\s+", " ", name).strip(" .:;,*_-–—<>[](){}@").casefold()
    return (
        bare in PLACEHOLDERS
        or name.strip().casefold() in PLACEHOLDERS
        or not any(c.isalpha() for c in bare)
        or bool(re.match(r"[+\d].*\bothers?\b|\+\s*\d|\d+\b|and \d+ others?\b|several\b|about \d+", bare))
    )
