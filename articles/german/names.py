"""German names of people."""

_HONORIFICS = {"dr.", "prof.", "dipl.-ing.", "mag.", "med.", "jur.", "phil.", "h.c.", "habil."}


def split_honorific(name: str) -> tuple[str, str]:
    """Title and name: "Prof. Dr. Eva Beispiel" -> ("Prof. Dr.", "Eva Beispiel").

    A text of titles only counts as the name, so that the name is never empty for a full text.
    """
    words = name.split()
    count = 0
    while count < len(words) - 1 and words[count].lower() in _HONORIFICS:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
