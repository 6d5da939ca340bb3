"""Words that tell who speaks: verbs of saying in all their forms, and phrases such as "laut".

Pure data. `CUES` are forms that tell it alone ("sagte"), `PARTED` forms that need their prefix
further on ("teilte … mit"), `PARTICIPLES` need an auxiliary ("hat … gesagt"), `JUDGING` take what
is quoted as an object ("nannte ihn „…“").
"""

from __future__ import annotations

from collections.abc import Iterator

from submissions.press_release.word_lists import listed

#: Weak verbs: stem, then -t, -te, -ten, -en.
_WEAK = """
    analysier antwort appellier argumentier attackier beantrag bedauer befürcht begeister
    beglückwünsch begründ begrüß behaupt beklag bekräft bekräftig bemerk bemängel bericht
    berichtig beruhig beschuldig beschwicht beschwör bestärk bestätig beteuer beton bewert
    bezichtig bezweifel bilanz bilanzier brumm brüll charakterisier dank dementier deut
    diagnostizier dicht donner dozier droh dräng echauffier empör entgegn enthüll ergänz erinner
    erklär erkund erläuter ermahn ermunter ermutig ersuch erwart erwider erwähn fass fleh flüster
    folger forder formulier frag freu fürcht glaub gratulier grübel grüß heul hoff höhn insistier
    jammer jubel klag kommentier konstatier konter kreisch kritisier kündig lach lamentier lob
    mahn mail mein meld moni murmel mutmass mutmaß notier offenbar orakel parier philosophier
    plädier poch polter post prahl predig prognostizier prophezei protestier präzisier rechn
    rechtfertig referier reim replizier resignier resümier räsonier rüg sag scherz schilder
    schimpf schlagzeil schluchz schlussfolger schmunzel stichel frotzel läster nörgel schnaub
    schwärm schätz seufz signalisier sinnier skandier
    sorg spekulier spott stammel staun stotter stöhn tadel text titel twitter unk urteil
    verdeutlich verkünd verlang verlautbar vermeld vermerk vermut versicher verspott verteidig
    verurteil vernein bejah warn wert wetter witzel wunder wünsch würdig zitier zweifel zürn
    ärger äußer
    """
_STRONG = """
    sprach sprachen spricht sprechen spräche schrieb schrieben schreibt schreiben rief riefen ruft
    rufen bat baten bittet bitten befand befanden befindet riet rieten rät raten versprach
    versprachen verspricht versprechen unterstrich unterstrichen unterstreicht unterstreichen
    widersprach widersprachen widerspricht widersprechen vertrat vertraten vertritt vertreten hieß
    heißt dachte dachten denkt denken fand fanden findet finden schrie schrien schreit schwor
    schworen schwört schwur verglich vergleicht verglichen bekannte bekannten bekennt gestand
    gestanden gesteht empfahl empfahlen empfiehlt empfehlen verriet verrieten verrät wusste
    wussten weiß verschwieg beschrieb beschrieben beschreibt beschreiben nannte nannten nennt
    nennen umschrieb umschreibt bezeichnete bezeichneten bezeichnet bezeichnen sah sieht sehen
    sahen hält hielt halten hielten meinte meinten meint meinen erzählte erzählten erzählt
    erzählen verlas verliest las liest begann beginnt schloss schließt schlossen sang singt erhob
    erhoben verbat verbittet verwies verwiesen verweist bewies lautete lautet lauteten lauten
    verhieß mitteilte mitteilten mitteilt mitteilen hinzufügte hinzufügten hinzufügt ausführte
    ausführten ausführt einräumte einräumten einräumt hinwies hinwiesen hinweist bekanntgab
    bekanntgaben bekanntgibt klarstellte klarstellt feststellte feststellten feststellt hervorhob
    hervorhoben hervorhebt anmerkte anmerkt angab angaben angibt ankündigte ankündigten ankündigt
    vorrechnete vorwarf vorwarfen vorwirft zugab zugaben zugibt aufrief aufriefen aufruft
    verlautete verlautet fortfuhr fortfährt nachlegte weitergab wissen durchblicken verlauten
    """
#: Finite form -> what has to follow in the clause.
_PARTED = """
    bedank sich; beklag sich; beruf sich; beschwer sich; bewert als; bezeichn als; brach+bricht
    los; brachte+bringt vor zum; bring vor zum; deut an; dräng auf; empör sich; entschuldig sich;
    erkundig sich; frag nach; freu sich; fuhr+fuhren+fährt fort; füg hinzu an bei; führ aus an;
    gab+gaben+gibt+geben an zu bedenken bekannt sich zum; ging+gingen+geht+gehen aus;
    griff+greift an auf;
    hak nach ein; hielt+hält fest entgegen dagegen für; hob+hoben+hebt+heben hervor; klag an;
    kritisier als; kündig an; las+liest vor; leg nach dar; lehn ab; ließ+ließen+lässt wissen
    verlauten durchblicken erkennen ausrichten mitteilen; mach deutlich klar geltend aufmerksam;
    mahn an; merk an; nahm+nahmen+nimmt Stellung an; pflicht bei; pranger an; rechtfertig sich;
    richt an; rief+riefen+ruft+rufen auf zu aus dazu; räum ein; sah+sieht+sahen als darin;
    schlug+schlugen+schlägt vor; schrieb+schreibt vor zu; setz hinzu; sicher zu;
    sprach+sprachen+spricht von aus an über; stell fest klar heraus dar; stimm zu ein; stimmt
    überein; strich+streicht heraus; tat+tut kund; teil mit; trat+tritt ein; trug+trägt vor;
    verurteil als; verwahr sich; wandte+wendet ein sich; warf+warfen+wirft+werfen vor ein; wend
    ein; wert als; wies+wiesen+weist+weisen hin zurück darauf; wunder sich; zeig sich auf; äußer
    sich
    """
_AUXILIARIES = """
    hat haben hatte hatten habe hätte soll sollen sollte sollten will wollen wollte wollten wird
    werden wurde wurden musste mussten muss müssen kann konnte konnten möchte möchten darf durfte
    """
_SEPARATE_PARTICIPLES = """
    mitgeteilt hinzugefügt eingeräumt angemerkt festgestellt klargestellt angekündigt ausgeführt
    nachgelegt gesagt erklärt betont geäußert gefragt gemeint gefordert behauptet erwidert
    kommentiert kritisiert gewarnt erläutert bemerkt ergänzt versichert berichtet geantwortet
    entgegnet bekannt angegeben zugegeben hingewiesen hervorgehoben vorgeworfen vorgeschlagen
    gesprochen geschrieben gerufen gebeten genannt bezeichnet beschrieben zitiert verkündet
    bestätigt bekräftigt begründet gelobt gedroht erzählt dargelegt unterstrichen verlangt
    formuliert einräumen erklären sagen betonen zugeben verlauten mitteilen verkünden vernehmen
    vermelden berichten gedacht vereinbart zugesagt zugesichert angeordnet verlautbaren
    beschlossen veröffentlicht verraten versprochen prophezeit
    """
_JUDGING = """
    riet rieten rät raten plädierte plädierten plädiert rief riefen ruft drohte drohten droht
    verwies verwiesen verweist klagte klagten klagt berichtete berichteten berichtet erinnerte
    erinnerten erinnert mahnte mahnten mahnt beschwor schwärmte schwärmt redete reden redet
    erklärte kündigte kündigten kündigt erhoffte beschuldigte beschuldigten beschuldigt bezeichnen
    einstufte wies wiesen weist warf warfen wirft tat taten nannte nannten nennt nennen
    bezeichnete bezeichneten bezeichnet bezeichnen beschrieb beschrieben beschreibt beschreiben
    sprach sprachen spricht sprechen bewertete bewerteten bewertet bewerten wertete werteten
    wertet werten charakterisierte charakterisiert kritisierte kritisierten kritisiert warnte
    warnten warnt warnen verurteilte verurteilten verurteilt lobte lobten lobt würdigte würdigten
    würdigt forderte forderten fordert fordern hält hielt halten hielten sah sieht sehen sahen
    beurteilte beurteilt rechtfertigte rechtfertigt verspottete beschimpfte beschimpften
    beschimpft titulierte tituliert feierte pries rügte rügt bemängelte bemängelt beklagte beklagt
    beklagten attackierte attackierten attackiert verglich vergleicht empfand empfindet rechnete
    rechneten rechnet rechnen bezichtigte unterstellte unterstellt äußerte äußerten äußert
    verlangte verlangten verlangt versprach verspricht begrüßte begrüßten begrüßt bedauerte
    """
#: "nach Angaben von X", "aus Sicht der Stadt", "nach seinen Worten": the nouns.
SOURCE_NOUNS = listed("""
    angaben angabe ansicht auffassung meinung einschätzung worten aussage aussagen darstellung
    überzeugung auskunft informationen mitteilung erkenntnissen bekunden bekundung lesart
    bewertung berichten bericht beobachtung ankündigung vorstellung vorstellungen schätzung
    schätzungen erklärung darstellungen auffassungen ansichten einschätzungen mitteilungen meldung
    meldungen quellen zeugenaussagen polizeiangaben urteil idee vorschlag plänen willen sicht
    augen wahrnehmung berechnungen prognose medienberichten vermutung vermutungen erfahrung
    dafürhalten
    """)
SUBJUNCTIVE = listed("""
    sei seien habe hätte hätten könne könnten müsse müssten müßte solle sollten wolle werde würde
    würden dürfe dürften möge gebe gäbe gehe ginge komme käme käme stehe wisse lasse bleibe
    bestehe liege nehme sehe finde wäre wären brauche gelte mache zeige handele handle stelle
    bringe führe fehle treffe halte trage spreche bedeute erwarte biete arbeite
    leiste trete vertrete betrachte erhalte enthalte beobachte befürchte verzichte vermute leite
    koste beantworte verantworte rechne gefährde verdiene versuche suche
    """)


def _weak() -> Iterator[str]:
    for stem in _WEAK.split():
        yield from _forms(stem)


def _forms(stem: str) -> Iterator[str]:
    """ "sag" -> sagt, sagte, sagten, sagen; "antwort" -> antwortet, antwortete, …"""
    if stem.endswith(("t", "d", "chn", "ffn", "gn", "dm")):
        yield from (f"{stem}et", f"{stem}ete", f"{stem}eten", f"{stem}en")
    elif stem.endswith(("er", "el")) and not stem.endswith(("ier", "klär")):
        yield from (f"{stem}t", f"{stem}te", f"{stem}ten", f"{stem}n")
    else:
        yield from (f"{stem}t", f"{stem}te", f"{stem}ten", f"{stem}en")


def _parted() -> dict[str, frozenset[str]]:
    result: dict[str, frozenset[str]] = {}
    for entry in _PARTED.split(";"):
        form, *prefixes = entry.split()
        forms = form.split("+") if "+" in form else list(_forms(form))
        for each in forms:
            result[each] = result.get(each, frozenset()) | frozenset(prefixes)
    return result


PARTED = _parted()
#: Seen here and there without anybody speaking.
_AMBIGUOUS = listed("""
    sah sieht sehen sahen hält hielt halten hielten sprach findet fand fanden finden begann
    beginnt weiß wissen wussten las liest schloss schließt schlossen rechnet rechnen rechnete
    rechneten wertet wertete erhob erhoben befand befanden befindet bewies sorgt sorgte sorgten
    sorgen deuten lautet lautete lauten vertreten titelt meldet heult lachen lacht droht drohte
    drohten drohen erwartet erwarten erwartete wertete singt sang bekannten
    """)
CUES = (frozenset(_weak()) | frozenset(_STRONG.split())) - _AMBIGUOUS
#: Forms that tell a speaker beside a quotation only.
BESIDE = CUES | _AMBIGUOUS | frozenset(PARTED)
AUXILIARIES = frozenset(_AUXILIARIES.split())
#: With a participle: something is done to the subject.
PASSIVE = ("wird", "werden", "wurde", "wurden")


def _participles() -> Iterator[str]:
    for stem in _WEAK.split():
        ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dm")) else "t"
        untouched = stem.endswith("ier") or stem.startswith(("be", "er", "ver", "ent", "wider"))
        if len(stem) > 3:
            yield f"{stem}{ending}" if untouched else f"ge{stem}{ending}"


#: What somebody has said, as a noun.
UTTERANCES = listed("""
    Antwort Forderung Aufruf Appell Fazit Kommentar Urteil Begründung Reaktion Bilanz Botschaft
    Devise Credo Kritik Einschätzung Erklärung Vorwurf Bitte Wunsch Hoffnung Rat Empfehlung Frage
    Einwand Versprechen Warnung Prognose Resümee Argument These
    """)
JUDGING = frozenset(_JUDGING.split())
#: "hat ihn „…“ genannt": participles of verbs that take what is quoted as an object.
JUDGING_PARTICIPLES = listed("""
    genannt bezeichnet beschrieben bewertet gewertet charakterisiert kritisiert verurteilt gelobt
    gewürdigt gefordert beurteilt verspottet beschimpft tituliert gerügt bemängelt beklagt
    attackiert verglichen bezichtigt begründet gesprochen gewarnt gerechtfertigt verlangt
    abgelehnt eingestuft zurückgewiesen abgetan
    """)
PARTICIPLES = (
    frozenset(_SEPARATE_PARTICIPLES.split()) | frozenset(_participles()) | JUDGING_PARTICIPLES
)
#: "hatte sich X vorgestellt": with "sich" they are said in words.
REFLEXIVE = listed("""
    vorgestellt verabschiedet verteidigt beschwert bedankt gerechtfertigt entschuldigt empört
    gewundert gefreut beklagt geärgert
    """)
