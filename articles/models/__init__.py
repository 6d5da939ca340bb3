from articles.models.addresses import FormerAddress
from articles.models.article import CARD_FIELDS, Article, ArticleQuerySet
from articles.models.blocks import (
    BLOCK_MODELS,
    BLOCKS,
    Embed,
    File,
    Gallery,
    GalleryPicture,
    InfoBox,
    Picture,
    Prose,
    Statement,
    Table,
    Video,
    blocks_of,
    blocks_of_many,
)
from articles.models.corrections import Correction
from articles.models.desk import ArticleTemplate, HandoverNote, SavedView
from articles.models.events import EventDate, RemovedDate
from articles.models.images import Document, Image
from articles.models.listings import ArticlePlace, ArticleTopic, Byline, PlaceListing
from articles.models.pages import NavigationEntry, StaticPage
from articles.models.people import (
    Author,
    FormerSpeakerKey,
    Speaker,
    SpeakerRole,
    SpeakerSpelling,
    free_speaker_key,
)
from articles.models.places import FormerPlaceKey, Place, PlaceAlias, Topic, TopicSynonym
from articles.models.prints import TextPrint
from articles.models.search import KnownWord, SearchEntry, SearchText
from articles.models.sources import Source
from articles.models.stories import Story
from articles.models.versions import ArticleVersion, AuditEntry
from articles.models.workflow import BreakingNews, Dismissal, PreviewLink, RelatedArticle
from articles.models.working_copies import Presence, WorkingCopy

__all__ = [
    "BLOCKS",
    "BLOCK_MODELS",
    "CARD_FIELDS",
    "Article",
    "ArticlePlace",
    "ArticleQuerySet",
    "ArticleTemplate",
    "ArticleTopic",
    "ArticleVersion",
    "AuditEntry",
    "Author",
    "BreakingNews",
    "Byline",
    "Correction",
    "Dismissal",
    "Document",
    "Embed",
    "EventDate",
    "File",
    "FormerAddress",
    "FormerPlaceKey",
    "FormerSpeakerKey",
    "Gallery",
    "GalleryPicture",
    "HandoverNote",
    "Image",
    "InfoBox",
    "KnownWord",
    "NavigationEntry",
    "Picture",
    "Place",
    "PlaceAlias",
    "PlaceListing",
    "Presence",
    "PreviewLink",
    "Prose",
    "RelatedArticle",
    "RemovedDate",
    "SavedView",
    "SearchEntry",
    "SearchText",
    "Source",
    "Speaker",
    "SpeakerRole",
    "SpeakerSpelling",
    "Statement",
    "StaticPage",
    "Story",
    "Table",
    "TextPrint",
    "Topic",
    "TopicSynonym",
    "Video",
    "WorkingCopy",
    "blocks_of",
    "blocks_of_many",
    "free_speaker_key",
]
