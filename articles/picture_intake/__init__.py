"""Foreign pictures are opened in a process of their own, with limits, and nowhere else.

    client     what the rest of the house calls: bytes in, a clean JPEG out
    __main__   the process that forks a child for each picture; started by the client
    kinds      which kind of file bytes are, by how they begin
    cleaning   from bytes to a JPEG that holds the picture and nothing else
    stated     what the file itself says of the picture (IPTC, XMP, Exif)

Except for the client nothing here knows Django, the database or a secret of the paper.
"""
