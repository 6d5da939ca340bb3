"""Blocks as rows and as values, each way; used by the one door and by previews."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles import drafts, references
from articles.models import BLOCK_MODELS, GalleryPicture
from articles.models.fields import clean_row

MAX_BLOCKS = 500


def block_draft(row):
    """The block of a Draft that this row (or unsaved instance) says."""
    match row.draft_type:
        case "prose":
            return drafts.Prose(uid=row.uid, html=row.html)
        case "picture":
            return drafts.Picture(uid=row.uid, image=row.image_id, caption=row.caption, alt=row.alt)
        case "gallery":
            return drafts.Gallery(
                uid=row.uid,
                title=row.title,
                pictures=tuple(
                    drafts.GalleryPicture(
                        image=picture.image_id, caption=picture.caption, alt=picture.alt
                    )
                    for picture in gallery_pictures(row)
                ),
            )
        case "statement":
            return drafts.Statement(
                uid=row.uid,
                text=row.text,
                speaker=str(row.speaker),
                speaker_key=row.speaker.slug,
                role=row.role,
                organisation=row.organisation,
                said_on=row.said_on,
            )
        case "video":
            return drafts.Video(
                uid=row.uid,
                url=row.url,
                title=row.title,
                poster=row.poster_id,
                duration=row.duration,
                transcript=row.transcript,
            )
        case "info_box":
            return drafts.InfoBox(uid=row.uid, title=row.title, html=row.html)
        case "table":
            return drafts.Table(
                uid=row.uid, caption=row.caption, rows=row.rows(), has_header=row.has_header
            )
        case "file":
            return drafts.File(uid=row.uid, document=row.document_id, title=row.title)
        case "embed":
            return drafts.Embed(uid=row.uid, url=row.url, provider=row.provider, title=row.title)


def gallery_pictures(row):
    """The pictures of a gallery in order; those set on an unsaved instance come first."""
    if hasattr(row, "unsaved_pictures"):
        return row.unsaved_pictures
    return row.pictures.all()


def fill_block(row, block, *, images, documents, speaker):
    """Make the unsaved row say what the block says.

    `images` and `documents` are dictionaries by uid; `speaker` finds the speaker of a statement.
    """
    match block:
        case drafts.Prose():
            row.html = block.html
        case drafts.Picture():
            row.image = images[block.image]
            row.caption, row.alt = block.caption, block.alt
        case drafts.Gallery():
            row.title = block.title
            if len({picture.image for picture in block.pictures}) < len(block.pictures):
                raise ValidationError(_("A gallery shows each picture once."))
            row.unsaved_pictures = [
                GalleryPicture(
                    gallery=row,
                    image=images[picture.image],
                    position=position,
                    caption=picture.caption,
                    alt=picture.alt,
                )
                for position, picture in enumerate(block.pictures)
            ]
        case drafts.Statement():
            row.speaker = speaker(block)
            row.text, row.role, row.organisation = block.text, block.role, block.organisation
            row.said_on = block.said_on
        case drafts.Video():
            row.url, row.title, row.transcript = block.url, block.title, block.transcript
            row.poster = images[block.poster] if block.poster else None
            row.duration = block.duration
        case drafts.InfoBox():
            row.title, row.html = block.title, block.html
        case drafts.Table():
            row.caption, row.has_header = block.caption, block.has_header
            row.cells = "\n".join("\t".join(map(_cell, cells)) for cells in block.rows)
        case drafts.File():
            row.document, row.title = documents[block.document], block.title
        case drafts.Embed():
            row.url, row.provider, row.title = block.url, block.provider, block.title
    return row


def _cell(text):
    # Rows are lines and tabs part the cells, so neither may stand in a cell.
    return " ".join(text.split())


def images_of(draft):
    """Uids of all pictures a Draft points to."""
    uids = [draft.lead_picture.image] if draft.lead_picture else []
    for block in draft.blocks:
        match block:
            case drafts.Picture():
                uids.append(block.image)
            case drafts.Gallery():
                uids += [picture.image for picture in block.pictures]
            case drafts.Video(poster=poster) if poster:
                uids.append(poster)
    return uids


def documents_of(draft):
    """Uids of all files a Draft points to."""
    return [block.document for block in draft.blocks if isinstance(block, drafts.File)]


def fill(article, draft, found, existing, block_errors):
    """Unsaved rows for the Draft's blocks, in order; each carries what it was as `was`.

    `existing` are the article's rows; those that stay are filled anew. `found` holds the
    dictionaries `images` and `documents` (None where some are missing). Errors go into
    `block_errors` by uid, then by field. Speakers are found or made.
    """
    if len(draft.blocks) > MAX_BLOCKS:
        message = _("An article holds at most %(limit)d blocks.")
        error = ValidationError(message, params={"limit": MAX_BLOCKS})
        block_errors[draft.blocks[MAX_BLOCKS].uid] = {"__all__": [error]}
        return []
    if found["images"] is None or found["documents"] is None:
        return []
    existing = {row.uid: row for row in existing}
    speakers = references.speakers(
        [
            (block, getattr(existing.get(block.uid), "speaker", None))
            for block in draft.blocks
            if isinstance(block, drafts.Statement)
        ]
    )
    rows, seen = [], set()
    for position, block in enumerate(draft.blocks):
        row = existing.get(block.uid)
        if row is None or row.draft_type != block.type:
            row, row_was = BLOCK_MODELS[block.type](uid=block.uid, parent=article), None
        else:
            row_was = (block_draft(row), row.ordering)
        row.was = row_was
        row.ordering = position * 10
        try:
            if block.uid in seen:
                raise ValidationError(_("Two blocks have the same identity."))
            seen.add(block.uid)
            fill_block(
                row,
                block,
                images=found["images"],
                documents=found["documents"],
                speaker=lambda statement: _found_or_raised(speakers[statement.uid]),
            )
            clean_row(row, exclude=["parent", "speaker", "image", "poster", "document"])
            row.clean()
        except ValidationError as error:
            block_errors[block.uid] = (
                error.error_dict if hasattr(error, "error_dict") else {"__all__": error.error_list}
            )
            continue
        rows.append(row)
    references.save_new_speakers([row.speaker for row in rows if row.draft_type == "statement"])
    return rows


def _found_or_raised(speaker):
    if isinstance(speaker, ValidationError):
        raise speaker
    return speaker


def write(article, rows, before):
    """Write the rows that differ, by uid; delete the blocks of `before` that are not among them."""
    stay = {(row.uid, row.draft_type) for row in rows}
    gone = defaultdict(list)
    for block in before.blocks if before else ():
        if (block.uid, block.type) not in stay:
            gone[block.type].append(block.uid)
    for block_type, uids in gone.items():
        BLOCK_MODELS[block_type].objects.filter(uid__in=uids, parent=article).delete()
    new = defaultdict(list)
    for row in rows:
        row.parent = article
        if row.was is None:
            new[type(row)].append(row)
        elif (block_draft(row), row.ordering) != row.was:
            row.save(force_update=True)
    for model, model_rows in new.items():
        model.objects.bulk_create(model_rows)
    for row in rows:
        if row.draft_type == "gallery" and (row.was is None or block_draft(row) != row.was[0]):
            row.pictures.all().delete()
            GalleryPicture.objects.bulk_create(row.unsaved_pictures)
