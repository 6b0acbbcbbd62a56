"""Projects and their settings, limits and invitations."""

from datetime import datetime, timezone

from pyatlassdk.admin.models.create_organization_request import CreateOrganizationRequest
from pyatlassdk.admin.models.data_federation_limit import DataFederationLimit
from pyatlassdk.admin.models.group import Group
from pyatlassdk.admin.models.group_invitation_request import GroupInvitationRequest
from pyatlassdk.admin.models.group_invitation_update_request import GroupInvitationUpdateRequest
from pyatlassdk.admin.models.group_migration_request import GroupMigrationRequest
from pyatlassdk.admin.models.group_settings import GroupSettings
from pyatlassdk.admin.models.group_update import GroupUpdate
from pyatlassdk.admin.models.resource_tag import ResourceTag
from pyatlassdk.admin.models.update_group_roles_for_user import UpdateGroupRolesForUser

RESOURCES = ["projects"]
UNKNOWN_ID = "111111111111111111111111"
USERS = "atlas.project.security.databaseAccess.users"


def run(atlas):
    projects, organization = atlas.sdk.projects, atlas.organization

    def group(name, organization=organization):
        # The SDK requires two read-only properties.
        return Group(cluster_count=7, created=datetime(2020, 1, 1, tzinfo=timezone.utc), name=name, org_id=organization)

    atlas.call("list", projects.list_groups)
    created = atlas.call("create", projects.create_group, group("sales"))
    atlas.call("create without read-only properties", projects.create_group, {"name": "plain", "orgId": organization})
    atlas.call("create again", projects.create_group, group("sales"))
    atlas.call("create in an unknown organization", projects.create_group, group("lost", UNKNOWN_ID))
    atlas.call("create without a name", projects.create_group, {"orgId": organization})
    atlas.call("create with an id", projects.create_group, {"id": UNKNOWN_ID, "name": "odd", "orgId": organization})
    project = created.id
    atlas.call("get", projects.get_group, project)
    atlas.call("get none", projects.get_group, UNKNOWN_ID)
    atlas.call("get by name", projects.get_group_by_name, "sales")
    atlas.call("get none by name", projects.get_group_by_name, "nothing")
    tags = [ResourceTag(key="environment", value="test")]
    atlas.call("update", projects.update_group, project, GroupUpdate(name="sales eu", tags=tags))
    atlas.call("update none", projects.update_group, UNKNOWN_ID, GroupUpdate(name="nothing"))
    atlas.call("get by a name with a space", projects.get_group_by_name, "sales eu")
    atlas.call("list page 2", projects.list_groups, items_per_page=1, page_num=2)
    atlas.call("list without count", projects.list_groups, include_count=False)

    atlas.call("settings", projects.get_group_settings, project)
    off = GroupSettings(is_data_explorer_enabled=False)
    atlas.call("update settings", projects.update_group_settings, project, off)

    atlas.call("list limits", projects.list_group_limits, project)
    atlas.call("get limit", projects.get_group_limit, project, USERS)
    atlas.call("get no limit", projects.get_group_limit, project, "atlas.project.nothing")
    limit = DataFederationLimit(name=USERS, value=120)
    atlas.call("set limit", projects.set_group_limit, project, USERS, limit)
    atlas.call("delete limit", projects.delete_group_limit, project, USERS)
    atlas.call("get limit again", projects.get_group_limit, project, USERS)

    reader = GroupInvitationRequest(username="ada@example.com", roles=["GROUP_READ_ONLY"])
    owner = GroupInvitationUpdateRequest(roles=["GROUP_OWNER"])
    invitation = atlas.call("invite", projects.create_group_invite, project, reader).id
    atlas.call("list invitations", projects.list_group_invites, project)
    atlas.call("list invitations of another", projects.list_group_invites, project, username="bob@example.com")
    atlas.call("get invitation", projects.get_group_invite, project, invitation)
    atlas.call("get no invitation", projects.get_group_invite, project, UNKNOWN_ID)
    both = GroupInvitationRequest(username="ada@example.com", roles=["GROUP_READ_ONLY", "GROUP_CLUSTER_MANAGER"])
    atlas.call("update invitation by name", projects.update_group_invites, project, both)
    atlas.call("update invitation", projects.update_group_invite_by_id, project, invitation, owner)
    atlas.call("update no invitation", projects.update_group_invite_by_id, project, UNKNOWN_ID, owner)
    atlas.call("delete invitation", projects.delete_group_invite, project, invitation)
    atlas.call("delete invitation again", projects.delete_group_invite, project, invitation)

    atlas.call("add a user", projects.add_group_access_user, project, reader)
    atlas.call("add a user to an unknown project", projects.add_group_access_user, UNKNOWN_ID, reader)
    roles = UpdateGroupRolesForUser(group_roles=["GROUP_OWNER"])
    atlas.call("roles of an unknown user", projects.update_group_user_roles, project, UNKNOWN_ID, roles)
    atlas.call("addresses", projects.get_group_ip_addresses, project)
    atlas.call("versions", projects.get_group_mongo_db_versions, project, instance_size="M10", cloud_provider="AWS")
    second = atlas.call("create an organization", atlas.sdk.organizations.create_org, CreateOrganizationRequest(name="two"))
    move = GroupMigrationRequest(destination_org_id=second.organization.id)
    atlas.call("migrate", projects.migrate_group, project, move)
    nowhere = GroupMigrationRequest(destination_org_id=UNKNOWN_ID)
    atlas.call("migrate to nowhere", projects.migrate_group, project, nowhere)
    atlas.call("get migrated", projects.get_group, project)
    atlas.call("delete", projects.delete_group, project)
    atlas.call("delete again", projects.delete_group, project)
