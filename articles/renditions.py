"""One picture -> its crops and formats, as a task.

Every crop is cut around the focal point and made in honest widths, never enlarged, as AVIF and
JPEG. File names carry a version made from file and focal point, so they can be cached for ever
and a changed picture never shows an old crop.
"""

import hashlib
import io

from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image as PillowImage
from PIL import ImageOps
from procrastinate.contrib.django import app

from articles import caching
from articles.models import Image

#: Pages and feeds that are kept somewhere may still name the old files for so long.
OLD_FILES_STAY = {"days": 2}
#: Aspect ratio (None: the picture's own) and widths of each crop.
CROPS = {
    "wide": ((16, 9), (320, 640, 960, 1280, 1600)),
    "card": ((3, 2), (160, 320, 480, 640)),
    "square": ((1, 1), (88, 176, 352, 1200)),
    "full": (None, (320, 640, 960, 1280)),
}
FORMATS = {
    "avif": {"format": "AVIF", "quality": 52, "speed": 8},
    "jpg": {"format": "JPEG", "quality": 74, "progressive": True, "optimize": True},
}


def version_of(image):
    """The version in file names: changes with the file and the focal point."""
    text = f"{image.digest or image.file.name} {image.focal_x:.3f} {image.focal_y:.3f}"
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def defer(image):
    """Have the renditions made soon; part of the caller's transaction."""
    if image.renditions.get("version") != version_of(image):
        make_renditions.defer(uid=str(image.uid))


@app.task(name="make_renditions", retry=3)
def make_renditions(uid):
    """Make all renditions of the picture with this uid; twice is as good as once."""
    image = Image.objects.filter(pk=uid).first()
    if image is None or image.renditions.get("version") == version_of(image):
        return
    version, crops = version_of(image), {}
    before = image.renditions.get("version")
    with image.file.open() as stream:
        picture = PillowImage.open(stream, formats=("JPEG",))
        picture.load()
    for crop, (ratio, widths) in CROPS.items():
        across, down = ratio or picture.size
        scale = min(picture.width / across, picture.height / down)
        widest = int(across * scale)
        chosen = [width for width in widths if width <= widest] or [widest]
        for width in chosen:
            size = (width, max(1, round(width * down / across)))
            focus = (image.focal_x, image.focal_y)
            cut = ImageOps.fit(picture, size, PillowImage.Resampling.LANCZOS, centering=focus)
            for suffix, options in FORMATS.items():
                name = Image.rendition_name(image.uid, version, crop, width, suffix)
                if image.file.storage.exists(name):
                    continue
                encoded = io.BytesIO()
                cut.save(encoded, **options)
                image.file.storage.save(name, ContentFile(encoded.getvalue()))
        crops[crop] = {"ratio": [across, down], "widths": chosen}
    # Only if the picture is still the one that was cut; else the next job does it.
    fresh = Image.objects.filter(pk=uid).first()
    if fresh is not None and version_of(fresh) == version:
        with transaction.atomic():
            Image.objects.filter(pk=uid).update(renditions={"version": version, "crops": crops})
            # Pages were made anew when the picture changed, but with the old crops.
            caching.purge_pages(fresh.surrogate_keys())
            if before:
                remove_old_files.configure(schedule_in=OLD_FILES_STAY).defer(uid=uid)


@app.task(name="remove_old_renditions", retry=3)
def remove_old_files(uid):
    """Delete files of earlier versions of the picture, or all of them if it is gone."""
    image = Image.objects.filter(pk=uid).first()
    keep = {image.renditions.get("version"), version_of(image)} if image else set()
    folder = Image.rendition_name(uid, "", "", "", "").rpartition("/")[0]
    storage = Image._meta.get_field("file").storage
    if not storage.exists(folder):
        return
    for name in storage.listdir(folder)[1]:
        if name.partition("-")[0] not in keep:
            storage.delete(f"{folder}/{name}")
