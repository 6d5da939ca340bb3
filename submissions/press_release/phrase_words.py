"""Small words that noun phrases begin, join or end with. Pure data."""

from __future__ import annotations

from submissions.press_release.word_lists import listed

PRONOUNS = listed(
    "er sie es man ich wir beide dieser diese jener jene letzterer letztere ersterer erstere"
)
DETERMINERS = listed("""
    der die das ein eine jeder jede jedes ihr ihre sein seine unser unsere dieser diese dieses
    jener jene kein keine mehrere viele einige zahlreiche alle beide zwei drei manche andere
    weitere wenige einer eines jeglicher jegliche jegliches solche solcher sämtliche etliche mancher
    deren dessen
    """)
OTHER_CASES = listed("""
    den dem des einen einem eines einer ihrem ihren ihrer ihres seinem seinen seiner seines diesem
    diesen dieses dieser unserem unseren unserer mehreren vielen einigen zahlreichen allen beiden
    """)
SOME = listed("einer eine eines viele mehrere einige keiner jeder zwei drei")
COUNTS = listed(
    """
    beiden vielen meisten anderen wenigen zahlreichen gestern heute neu zuvor jüngst
    """
)
GENITIVES = listed("des der dieser dieses eines einer ihrer ihres seiner seines unserer")
PREPOSITIONS = listed("""
    von vom für aus bei beim in im an am zu zur zum über unter vor nach auf gegen mit ohne durch
    um seit während wegen trotz gegenüber neben zwischen hinter bis per laut gemäß ab außer
    """)
ATTRIBUTES = listed("von vom für aus bei beim")
PARTICLES = listed(
    "von vom van der den de del della di da dos du la le ten ter bin ibn al el zu zur zum af"
)
NO_ADJECTIVES = PREPOSITIONS | DETERMINERS | OTHER_CASES | listed("""
    aber oder wieder immer heute gestern weiter jedoch selber daher ferner bisher später früher
    sehr seien werden wurden haben hatten hätten würden sollen wollten können müssen habe hatte
    wurde werde würde hätte könne solle müsse wolle sowie keine gerne alle einen dagegen deswegen
    zusammen und oder sie er es sondern unterdessen indessen derweil allerdings
    """)  # fmt: skip
BEHIND_APPOSITION = listed("""
    in im am an auf bei beim vor nach zu zur zum gegenüber über während mit aus heute gestern
    anlässlich laut dazu hierzu bereits und daraufhin anschließend via per weiter nun später
    """)
#: What an object begins with behind the name of its subject.
OBJECTS = listed("das den dem einen einem die")
NO_NAMES = listed("""
    Auch Und Aber Doch Denn So Dazu Hierzu Zudem Dabei Dagegen Allerdings Jedoch Für Nach Bei Mit
    In Im Am An Auf Aus Von Vom Vor Zu Zum Zur Über Unter Seit Laut Wie Als Wenn Während Nachdem
    Weil Da Dass Ob Daraufhin Heute Gestern Später Inzwischen Nun Dann Danach Damit Hier Dort Er
    Sie Es Man Wir Ich Ihr Was Wer Wo Warum Nicht Kein Keine Nur Noch Schon Bereits Bisher Selbst
    Sogar Eine Ein Einer Eines Der Die Das Den Dem Des Diese Dieser Dieses Weiter Weiterhin Weil
    Um Gegen Durch Bis Ohne Zwar Ferner Außerdem Darüber Daher Deshalb Trotz Wegen Gegenüber
    Zufolge Schließlich Zuvor Zuletzt Anschließend Insgesamt Etwa Rund Mehr Erst Immer Jetzt
    Zugleich Gleichzeitig Derzeit Momentan Nirgends Nirgendwo Vielmehr Insbesondere Vergangene
    Vergangenen Kürzlich Mittlerweile Mitte Ende Anfang Unterdessen Derweil Hingegen Dennoch
    Trotzdem Immerhin Tatsächlich Ebenso Ähnlich Montag Dienstag Mittwoch Donnerstag Freitag
    Samstag Sonntag Sonnabend Januar Februar März April Mai Juni Juli August September Oktober
    November Dezember Ist Sind War Waren Hat Haben Hatte Hätte Kann Können Wird Werden Soll Sollen
    Muss Müssen Darf Dürfen Gibt Sei Bald Oft Stets Sonst Manchmal Vielleicht Wohl Gleich Früher
    Damals Dadurch Dafür Darin Daran Davon Einst Fast Gerade Gern Gestern Irgendwann Kaum Leider
    Längst Meist Meistens Niemand Nie Nochmals Offenbar Seitdem Seither Soeben Sofort Sobald
    Solange Somit Umso Vorher Vorerst Wann Wohin Woher Weshalb Wieso Wieder Wirklich Womöglich
    Zunächst Alles Etwas Nichts Viel Wenig Grundsätzlich Ebenfalls Konkret
    """)  # fmt: skip
