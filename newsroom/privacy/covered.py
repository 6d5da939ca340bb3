"""Every model of the site, and why its rows may be there. A test fails for one that is not named.

A model is either let go by a rule of the table, or kept for a reason. Parts of a row go with it.
"""

from django.utils.translation import gettext_lazy as _

JOURNALISM = _("journalism: GDPR Art. 85 (2), MStV §§ 12, 23; kept as long as the archive")
STAFF = _("work at the paper: GDPR Art. 6 (1) b, BDSG § 26; names go with the closed login")
CONTRACT = _("contract with the partner: GDPR Art. 6 (1) b")
NOBODY = _("about no person")

#: Model -> keys of the rules that let its rows go.
BY_RULES = {
    "submissions.submission": (
        *("machines", "withdrawn", "not_used", "undecided", "used"),
    ),
    "submissions.attachment": ("machines", "withdrawn", "not_used", "undecided", "used"),
    "submissions.knocks": ("knocks",),
    "submissions.release": ("releases",),
    "submissions.releasetext": ("releases",),
    "axes.accessattempt": ("attempts",),
    "axes.accessattemptexpiration": ("attempts",),
    "axes.accesslog": ("attempts_logged",),
    "axes.accessfailurelog": ("failures_logged",),
    "articles.auditentry": ("audited_attempts", "audit"),
    "admin.logentry": ("desk_log",),
    "sessions.session": ("sessions",),
    "newsroom.user": ("closed_logins",),
    "articles.savedview": ("closed_logins",),
    "articles.workingcopy": ("ended_copies", "forgotten_copies"),
    "articles.previewlink": ("preview_links",),
    "articles.presence": ("presences",),
    "articles.handovernote": ("handover_notes",),
    "partners.partner": ("partner_contacts",),
    "partners.countedlog": ("counted_logs",),
    "procrastinate.procrastinatejob": ("jobs", "failed_jobs"),
    "procrastinate.procrastinateevent": ("jobs", "failed_jobs"),
    "newsroom.retentionrun": ("reports",),
}  # fmt: skip

#: Reason -> models whose rows are kept as long as it holds.
KEPT = {
    JOURNALISM: (
        *("articles.article", "articles.articleversion", "articles.dismissal"),
        *("articles.prose", "articles.picture", "articles.gallery", "articles.gallerypicture"),
        *("articles.statement", "articles.video", "articles.infobox", "articles.table"),
        *("articles.file", "articles.embed", "articles.correction", "articles.eventdate"),
        *("articles.removeddate", "articles.byline", "articles.formeraddress"),
        *("articles.searchentry", "articles.story", "articles.source", "articles.breakingnews"),
        *("articles.image", "articles.document", "articles.staticpage"),
        *("articles.speaker", "articles.speakerspelling", "articles.speakerrole"),
        *("articles.formerspeakerkey", "articles.author", "articles.textprint"),
        *("articles.searchtext", "articles.knownword"),
        "submissions.releaseuse",  # What an article was made of is kept with it, text and all.
    ),
    STAFF: (
        *("articles.articletemplate", "submissions.answertemplate"),
        "submissions.releasefeed",  # The paper's own letterbox.
    ),
    CONTRACT: ("partners.booking",),
    NOBODY: (
        *("articles.place", "articles.placealias", "articles.formerplacekey"),
        *("articles.topic", "articles.topicsynonym", "articles.articleplace"),
        *("articles.articletopic", "articles.placelisting", "articles.relatedarticle"),
        *("articles.navigationentry", "partners.position", "partners.dailycount", "partners.mark"),
        *("auth.permission", "auth.group", "auth.group_permissions", "contenttypes.contenttype"),
        *("newsroom.user_groups", "newsroom.user_user_permissions"),  # Unused: roles decide.
        *("taggit.tag", "taggit.taggeditem"),  # Unused: places and topics are models of their own.
        *("procrastinate.procrastinateworker", "procrastinate.procrastinateperiodicdefer"),
    ),
}  # fmt: skip
