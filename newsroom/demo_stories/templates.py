"""The desk's templates in the demo: frames of texts that are written every week."""

from __future__ import annotations

from articles.drafts import Draft
from newsroom.demo_stories.writing import box, said, text


def templates() -> dict[str, Draft]:
    """The Drafts to start from, by the name that the menu shows."""
    return {
        "Polizeimeldung": Draft(
            headline="Was ist geschehen, und wer hat etwas gesehen?",
            lead="Was, wann, wo und mit welchen Folgen: zwei Sätze, ohne Vermutungen.",
            topics=("Polizei",),
            source="Polizeipräsidium Mannheim",
            credit="ots",
            blocks=(
                text(
                    """Am Wochentag gegen Uhrzeit ist in der Straße im Stadtteil geschehen, was
                    die Polizei mitteilt. Zahl der Verletzten und Höhe des Schadens nur mit Quelle.

                    Stand der Ermittlungen. Keine Namen, keine Herkunft ohne Bedeutung für die Tat;
                    wer verdächtigt wird, gilt als unschuldig."""
                ),
                box(
                    "Hinweise erbeten",
                    """Wer etwas gesehen hat, meldet sich bei der Dienststelle. Rufnummer hier
                    eintragen und vor dem Erscheinen einmal anrufen.""",
                ),
            ),
        ),
        "Veranstaltung": Draft(
            headline="Wer spielt, liest oder feiert wo?",
            lead="Was geboten wird, für wen es sich lohnt und was es kostet.",
            kind="event",
            topics=("Freizeit",),
            blocks=(
                text(
                    """Ein Absatz darüber, was zu sehen und zu hören ist, und einer darüber, wer
                    dahintersteht. Den Termin unten eintragen, nicht nur in den Text: Dann steht er
                    im Kalender.

                    Was sich gegenüber dem letzten Mal geändert hat."""
                ),
                box(
                    "Auf einen Blick",
                    """- Beginn und Einlass
                    - Ort, Haltestelle und Parkplätze
                    - Eintritt und Ermäßigung
                    - Karten und Anmeldung
                    - Zugang ohne Stufen""",
                ),
            ),
        ),
        "Drei Fragen an die Oberbürgermeisterin": Draft(
            headline="Drei Fragen an die Oberbürgermeisterin",
            lead="Worum es geht und warum gerade jetzt.",
            places=("07314000",),
            topics=("Kommunalpolitik",),
            credit="red",
            blocks=(
                text("## Die erste Frage steht hier?"),
                said("helene-arnsberg", "Die Antwort, Wort für Wort."),
                text("## Und die zweite, die nachfasst?"),
                said("helene-arnsberg", "Die Antwort, Wort für Wort."),
                text("## Was ändert sich morgen?"),
                said("helene-arnsberg", "Die Antwort, Wort für Wort."),
            ),
        ),
    }
