"""Articles out of the paper as JSON lines, with their pictures and files beside them."""

from functools import lru_cache

from django.db import connection, transaction

from articles import block_rows, conversion, interchange
from articles.models import Article, Author, Document, Image
from articles.transfer import files

BATCH = 200


def export_articles(folder, *, on_problem):
    """Yield a line of text for every article, in the order of their making, without line ends.

    folder: where the pictures and files go that the lines name. on_problem(ref, reason) is
    called for what a later import would miss: a file that is gone, a line that is too long.
    Each batch is read at one moment; memory does not grow with the number of articles.
    """

    @lru_cache(BATCH * 20)
    def copied(path, file):
        try:
            files.write_beside(folder, path, file)
        except FileNotFoundError:
            return f"{path}: the stored file is gone"
        return ""

    last = 0
    while batch := _read_batch(last):
        for draft, names, pictures, documents in batch["lines"]:
            for record, file in [*pictures.values(), *documents.values()]:
                if problem := copied(record.path, file):
                    on_problem(draft.ref, problem)
            line = interchange.write(
                draft,
                authors=names,
                pictures={uid: record for uid, (record, _file) in pictures.items()},
                documents={uid: record for uid, (record, _file) in documents.items()},
            )
            if len(line.encode()) > interchange.MAX_BYTES:
                on_problem(draft.ref, "the line is longer than import takes")
            yield line
        last = batch["last"]


def _read_batch(after):
    """The next articles as Drafts with the records they point to; nothing at the end."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            _see_one_moment()
        articles = list(
            Article.objects.outside_the_bin().filter(pk__gt=after).order_by("pk")[:BATCH]
        )
        if not articles:
            return None
        found = conversion.drafts_of(articles)
        pictures = Image.objects.in_bulk({uid for it in found for uid in block_rows.images_of(it)})
        documents = Document.objects.in_bulk(
            {uid for it in found for uid in block_rows.documents_of(it)}
        )
        names = dict(
            Author.objects.filter(slug__in={slug for it in found for slug in it.authors})
            .values_list("slug", "name")
        )  # fmt: skip
    lines = [
        (
            draft,
            [interchange.author_text(names[slug].strip(), slug) for slug in draft.authors],
            {uid: _picture(pictures[uid]) for uid in block_rows.images_of(draft)},
            {uid: _document(documents[uid]) for uid in block_rows.documents_of(draft)},
        )
        for draft in found
    ]
    return {"last": articles[-1].pk, "lines": lines}


def _see_one_moment():
    """Have the transaction that has just begun see one moment, and refuse to write."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _picture(image):
    values = {
        name: getattr(image, name)
        for name in ("alt", "caption", "credit", "licence", "focal_x", "focal_y", "rights_until")
    }
    path = f"pictures/{image.uid}.jpg"
    return interchange.FileRecord(path, image.uid, values), image.file


def _document(document):
    suffix = document.file.name.rpartition(".")[2]
    path = f"files/{document.uid}.{suffix}"
    record = interchange.FileRecord(path, document.uid, {"title": document.title})
    return record, document.file
