"""Database users."""

from datetime import datetime, timedelta, timezone

from pyatlassdk.admin.models.cloud_database_user import CloudDatabaseUser
from pyatlassdk.admin.models.database_user_role import DatabaseUserRole

RESOURCES = ["database_users"]
UNKNOWN_ID = "111111111111111111111111"


def run(atlas):
    users, project = atlas.sdk.database_users, atlas.project
    role = DatabaseUserRole(database_name="sales", role_name="readWrite")

    def user(username="app", database_name="admin", **properties):
        properties = {"password": "correct horse", "roles": [role]} | properties
        return CloudDatabaseUser(database_name=database_name, group_id=project, username=username, **properties)

    def in_days(days):
        return datetime.now(timezone.utc) + timedelta(days=days)

    atlas.call("list none", users.list_group_database_users, project)
    atlas.call("create", users.create_group_database_user, project, user())
    atlas.call("create again", users.create_group_database_user, project, user())
    atlas.call("create without password", users.create_group_database_user, project, user("two", password=None))
    atlas.call("create in an unknown project", users.create_group_database_user, UNKNOWN_ID, user("two"))
    atlas.call(
        "create with a role without a database",
        users.create_group_database_user,
        project,
        {**plain_user("two", project), "roles": [{"roleName": "read"}]},
    )
    name = "CN=ada lovelace,OU=sales/eu"
    external = user(name, "$external", password=None, x509_type="CUSTOMER")
    atlas.call("create with a certificate", users.create_group_database_user, project, external)
    atlas.call("get with a certificate", users.get_group_database_user, "$external", project, name)
    temporary = user("temporary", delete_after_date=in_days(6))
    atlas.call("create for six days", users.create_group_database_user, project, temporary)
    long = user("long", delete_after_date=in_days(8))
    atlas.call("create for eight days", users.create_group_database_user, project, long)

    atlas.call("get", users.get_group_database_user, "admin", project, "app")
    atlas.call("get none", users.get_group_database_user, "admin", project, "nobody")
    read = [DatabaseUserRole(database_name="sales", role_name="read")]
    atlas.call("update", users.update_group_database_user, "admin", project, "app", user(password=None, roles=read))
    changed = user("nobody", password=None)
    atlas.call("update none", users.update_group_database_user, "admin", project, "nobody", changed)

    atlas.call("list", users.list_group_database_users, project)
    atlas.call("list page 2", users.list_group_database_users, project, items_per_page=2, page_num=2)
    atlas.call("list page 3", users.list_group_database_users, project, items_per_page=2, page_num=3)
    atlas.call("list without count", users.list_group_database_users, project, include_count=False)
    atlas.call("list too many items", users.list_group_database_users, project, items_per_page=501)
    atlas.call("list in an envelope", users.list_group_database_users, project, envelope=True)
    atlas.call("get pretty", users.get_group_database_user, "admin", project, "app", pretty=True)
    atlas.call("get in an envelope", users.get_group_database_user, "admin", project, "app", envelope=True)

    custom = {**plain_user("custom", project), "roles": [{"databaseName": "admin", "roleName": "auditor"}]}
    atlas.call("create with a custom role", users.create_group_database_user, project, custom)
    atlas.call("list with a custom role", users.list_group_database_users, project)
    atlas.call("delete", users.delete_group_database_user, "admin", project, "custom")
    atlas.call("delete again", users.delete_group_database_user, "admin", project, "custom")


def plain_user(username, project):
    return {"databaseName": "admin", "groupId": project, "password": "correct horse", "username": username}
