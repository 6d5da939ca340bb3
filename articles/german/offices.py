"""Words of offices and professions that stand before or behind names. Pure data."""

import re

_STEMS = (
    r"bürgermeister|ortsvorsteher|ortsbürgermeister|stadtbürgermeister|landrat|"
    r"landrät|minister|staatssekretär|präsident|regierungspräsident|polizeipräsident|"
    r"kanzler|bundeskanzler|stadtrat|stadträt|gemeinderat|gemeinderät|kreisrat|"
    r"kreisrät|abgeordnete|vorsitzende|sprecher|beigeordnete|dezernent|kämmerer|"
    r"amtsleiter|leiter|direktor|geschäftsführer|vorstand|staatsanwalt|staatsanwält|"
    r"anwalt|anwält|richter|pfarrer|pastor|bischof|bischöf|dekan|rektor|lehrer|"
    r"trainer|kapitän|kommandant|kommissar|hauptkommissar|oberkommissar|"
    r"einsatzleiter|intendant|kurator|architekt|ingenieur|arzt|ärzt|professor|"
    r"autor|regisseur|künstler|unternehmer|wirt|händler|landwirt|winzer|meister|"
    r"inhaber|gründer|koordinator|beauftragte|manager|chef|referent|sachbearbeiter|"
    r"fraktionschef|parteichef|schatzmeister|stadtbaumeister|betriebsleiter|"
    r"feuerwehrkommandant|wehrleiter|polizist|zeuge|anwohner|experte|expert|"
    r"forscher|historiker"
)
_ENDING = r"(?:in|innen|e|en|er|es|r|n|s|frau)?"
#: An office as one word, with whatever stands before its stem: Oberbürgermeisterin, IT-Leiter.
OFFICE = (
    r"(?:(?:OB|MdB|MdL|MdEP|CEO|Erster\sBürgermeister|Erste\sBürgermeisterin)"
    rf"|(?:[A-ZÄÖÜ][\wäöüß]*-?)?(?i:{_STEMS}){_ENDING})(?![\w])"
)
_OFFICE = re.compile(rf"{OFFICE}\Z")


def is_office(word: str) -> bool:
    """Whether a word names an office or a profession: "Polizeisprecherin", "OB", "Landrat"."""
    return word[:1].isupper() and _OFFICE.match(word) is not None
