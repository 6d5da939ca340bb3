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
    sag erklär beton äußer frag meint:mein unterstreich:- fordert:forder behaupt erwider
    kommentier kritisier warn erläuter bemerk ergänz versicher beteuer schilder bericht antwort
    entgegn resümier bilanzier konstatier urteil lob glaub freut:freu bedauer vermut erinner mahn
    moni mutmaß prognostizier argumentier präzisier signalisier appellier klag beklag jubel scherz
    witzel spott höhn schimpf wetter polter donner ruf:- flüster murmel brumm stöhn seufz lach
    schwärm grübel philosophier unk dicht reim zitier referier dozier predig beschwör beschwicht
    bekräft bekräftig bestätig berichtig ergänz fragt:frag erkund kontert:konter parier bestärk
    verkünd deut verdeutlich begründ rechtfertig verteidig würdig dank gratulier beglückwünsch
    begrüß bemängel rüg tadel attackier verurteil beschuldig bezichtig vermeld meld twitter post
    mail notier vermerk formulier textet:text titel schlagzeil skandier grübel wünsch hoff fürcht
    befürcht bezweifel zweifel erwart rechn plädier bitt:- ermahn ermunter ermutig ersuch
    drängt:dräng verlang beantrag fleh droh prahl prophezei rat:- beruhig staun wunder empör ärger
    sorg echauffier enthüll offenbar verlautbar protestier replizier insistier pocht:poch
    dementier spekulier orakel resignier räsonier sinnier lamentier jammer heul schluchz stammel
    stotter brüll kreisch grübl schnaub zürn grüßt:grüß begeister verspott kündigt:kündig
    versprech:- berichtet:bericht erwähn stell:- heb:- führ:- schildert:schilder charakterisier
    fasst:fass bilanz pflicht:- vertrat:- schätz analysier diagnostizier folger schlussfolger
    mutmass wert bewert verteidigt:verteidig rechnet:rechn
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
    teil mit; füg hinzu an bei; räum ein; merk an; stell fest klar heraus dar; kündig an; führ aus
    an; leg nach dar; klag an; mahn an; prangert an; setz hinzu; hak nach ein; frag nach; pflicht
    bei; stimm zu ein; sicher zu; deut an; wend ein; bring vor zum; stimmt überein; lehn ab; zeig
    sich auf; gab+gaben+gibt+geben an zu bekannt sich zum; wies+wiesen+weist+weisen hin zurück
    darauf; fuhr+fuhren+fährt fort; hob+hoben+hebt+heben hervor; warf+warfen+wirft+werfen vor ein;
    schlug+schlugen+schlägt vor; rief+riefen+ruft+rufen auf zu aus dazu; ließ+ließen+lässt wissen
    verlauten durchblicken erkennen ausrichten mitteilen; sprach+sprachen+spricht von aus an über;
    sah+sieht+sahen als darin; ging+geht aus; trat+tritt ein; trug+trägt vor; brach+bricht los;
    las+liest vor; schrieb+schreibt vor zu; tat+tut kund; griff+greift an auf; strich+streicht
    heraus; nahm+nahmen+nimmt Stellung an; zog+zieht; wandte+wendet ein sich; mach+mach deutlich
    klar geltend aufmerksam; hielt+hält fest entgegen dagegen für; brachte+bringt vor zum; äußer
    sich; beschwer sich; bedank sich; freu sich; erkundig sich; beruf sich; dräng auf; rechtfertig
    sich; beklag sich; entschuldig sich; verwahr sich; empör sich; wunder sich; richtet an;
    bezeichn als; wert als; bewert als; kritisier als; verurteil als
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
    würden dürfe dürften dürfte möge gebe gäbe gehe ginge komme käme käme stehe wisse lasse bleibe
    bestehe liege nehme sehe finde wäre wären brauche gelte mache zeige handele handle stelle
    bringe führe fehle treffe halte trage spreche bedeute
    """)


def _weak() -> Iterator[str]:
    for entry in _WEAK.split():
        stem = entry.split(":")[-1]
        if stem != "-":
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
    rechneten wert wertet wertete erhob erhoben befand befanden befindet bewies sorgt sorgte
    sorgten sorgen stell führ deuten lautet lautete lauten vertreten titelt meldet heult lachen
    lacht droht drohte drohten drohen erwartet erwarten erwartete wertete singt sang begonnen
    wunder verglichen
    """)
CUES = (frozenset(_weak()) | frozenset(_STRONG.split())) - _AMBIGUOUS
#: Forms that tell a speaker beside a quotation only.
BESIDE = CUES | _AMBIGUOUS | frozenset(PARTED)
AUXILIARIES = frozenset(_AUXILIARIES.split())


def _participles() -> Iterator[str]:
    for entry in _WEAK.split():
        stem = entry.split(":")[-1]
        ending = "et" if stem.endswith(("t", "d", "chn", "ffn", "gn", "dm")) else "t"
        untouched = stem.endswith("ier") or stem.startswith(("be", "er", "ver", "ent", "wider"))
        if stem != "-" and len(stem) > 3:
            yield f"{stem}{ending}" if untouched else f"ge{stem}{ending}"


PARTICIPLES = frozenset(_SEPARATE_PARTICIPLES.split()) | frozenset(_participles())
JUDGING = frozenset(_JUDGING.split())
