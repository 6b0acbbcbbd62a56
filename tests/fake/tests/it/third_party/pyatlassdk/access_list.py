"""The IP access list of a project."""

from datetime import datetime, timedelta, timezone

from pyatlassdk.admin.models.network_permission_entry import NetworkPermissionEntry as Entry

RESOURCES = ["project_ip_access_list"]


def run(atlas):
    entries, project = atlas.sdk.project_ip_access_list, atlas.project

    def in_hours(hours):
        return datetime.now(timezone.utc) + timedelta(hours=hours)

    def create(name, *body, **named):
        atlas.call(name, entries.create_group_access_list_entry, project, list(body), **named)

    atlas.call("list none", entries.list_group_access_list_entries, project)
    create("create an address", Entry(ip_address="192.0.2.1", comment="office"))
    create("create a block and an address", Entry(cidr_block="198.51.100.0/24"), Entry(ip_address="2001:db8::1"))
    create("create with a page of one", Entry(ip_address="192.0.2.2"), items_per_page=1, page_num=2)
    create("create again", Entry(ip_address="192.0.2.1", comment="the same office"))
    create("create for an hour", Entry(ip_address="192.0.2.3", delete_after_date=in_hours(1)))
    create("create with a past expiry", Entry(ip_address="192.0.2.4", delete_after_date=in_hours(-1)))
    create("create an empty entry", Entry(comment="nowhere"))
    create("create an invalid address", Entry(ip_address="192.0.2.256"))
    create("create an invalid block", Entry(cidr_block="192.0.2.0/33"))
    atlas.call("create without a list", entries.create_group_access_list_entry, project, Entry(ip_address="192.0.2.5"))

    atlas.call("get an address", entries.get_group_access_list_entry, "192.0.2.1", project)
    atlas.call("get a block", entries.get_group_access_list_entry, "198.51.100.0/24", project)
    atlas.call("get none", entries.get_group_access_list_entry, "203.0.113.1", project)
    status = lambda: entries.get_group_access_list_status("198.51.100.0/24", project)
    atlas.until("status", status, lambda entry: getattr(entry, "status", None) == "ACTIVE")
    atlas.call("status of none", entries.get_group_access_list_status, "203.0.113.1", project)
    atlas.call("list", entries.list_group_access_list_entries, project)
    atlas.call("list page 2", entries.list_group_access_list_entries, project, items_per_page=3, page_num=2)
    atlas.call("list without count", entries.list_group_access_list_entries, project, include_count=False)
    atlas.call("delete", entries.delete_group_access_list_entry, "198.51.100.0/24", project)
    atlas.call("delete again", entries.delete_group_access_list_entry, "198.51.100.0/24", project)
