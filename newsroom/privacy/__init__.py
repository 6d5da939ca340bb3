"""What is kept of whom for how long, and how a person is told of it and erased.

table     the one table of periods; docs/privacy.md shows the same
covered   every model of the site, and why its rows may be there
rows      what goes of articles, logins, partners, jobs and sessions
ledger    what was erased, so that no backup brings it back
naming    where a person is named, in whatever table
erasing   the erasing itself, which a restore repeats (`newsroom.erasures`)
person    all that is kept about one person: found, exported, erased
"""
