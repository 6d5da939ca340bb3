"""The desk's page of logins: invite by mail, give roles, close a login."""

from axes.models import AccessFailureLog, AccessLog
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from taggit.models import Tag

from articles import access
from newsroom import accounts
from newsroom.models import User

# Rights come from roles and tags are places and topics; attempts are shown, successes audited.
for unused in (Group, Tag, AccessLog, AccessFailureLog):
    if admin.site.is_registered(unused):
        admin.site.unregister(unused)
admin.site.password_change_form = accounts.PasswordChangeForm


class LoginForm(forms.ModelForm):
    """A login without its password: only its owner chooses that, by mail."""

    roles = forms.MultipleChoiceField(
        label=pgettext_lazy("of a login", "roles"),
        choices=User.Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    class Meta:
        model = User
        fields = ["username", "first_name", "last_name", "email", "roles", "language", "is_active"]


class HasRole(admin.SimpleListFilter):
    title = pgettext_lazy("of a login", "role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return User.Role.choices

    def queryset(self, request, queryset):
        return queryset.filter(roles__contains=[self.value()]) if self.value() else queryset


@admin.register(User)
class LoginAdmin(admin.ModelAdmin):
    form = LoginForm
    list_display = ["username", "full_name", "email", "role_names", "is_active", "last_login"]
    list_filter = [HasRole, "is_active"]
    search_fields = ["username", "first_name", "last_name", "email"]
    ordering = ["username"]
    actions = ["send_link"]

    @admin.display(description=_("name"), ordering="last_name")
    def full_name(self, user):
        return user.get_full_name()

    @admin.display(description=pgettext_lazy("of a login", "roles"))
    def role_names(self, user):
        labels = dict(User.Role.choices)
        return ", ".join(str(labels.get(role, role)) for role in user.roles)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Only roles that one may give are offered."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if roles := form.base_fields.get("roles"):
            may_give = access.grantable_roles(request.user)
            roles.choices = [choice for choice in User.Role.choices if choice[0] in may_give]
        return form

    def get_fieldsets(self, request, obj=None):
        """A new login is open; an invitation tells its owner of it."""
        fields = self.get_fields(request, obj)
        if obj is not None:
            return [(None, {"fields": fields})]
        note = _("A mail with a link goes to this person, who chooses the password.")
        fields = [name for name in fields if name != "is_active"]
        return [(None, {"fields": fields, "description": note})]

    def get_readonly_fields(self, request, obj=None):
        """Nobody gives roles to themselves or closes their own login."""
        return ["roles", "is_active"] if obj and obj.pk == request.user.pk else []

    def has_change_permission(self, request, obj=None):
        """Django asks without the row; whose login it is matters here."""
        return access.allows(request.user, "change", obj or User)

    def has_delete_permission(self, request, obj=None):
        """Logins are closed, not deleted: versions and the audit log name them."""
        return False

    def has_send_link_permission(self, request):
        return self.has_change_permission(request)

    def save_model(self, request, obj, form, change):
        if change:
            before = User.objects.get(pk=obj.pk)
            accounts.save_login(obj, before, by=request.user)
        else:
            accounts.invite(obj, by=request.user)
            self.message_user(request, _("The invitation is on its way."), messages.SUCCESS)

    @admin.action(description=_("Send a link for a new password"), permissions=["send_link"])
    def send_link(self, request, queryset):
        people = [user for user in queryset if self.has_change_permission(request, user)]
        for user in people:
            accounts.send_link(user, by=request.user)
        text = ngettext("%d link is on its way.", "%d links are on their way.", len(people))
        self.message_user(request, text % len(people), messages.SUCCESS)
