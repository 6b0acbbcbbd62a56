"""A few calls, to test authentication and faults."""

RESOURCES = []


def run(atlas):
    projects, project = atlas.sdk.projects, atlas.project
    atlas.call("list", projects.list_groups)
    atlas.call("list again", projects.list_groups)
    atlas.call("get", projects.get_group, project)
    atlas.call("settings", projects.get_group_settings, project)
