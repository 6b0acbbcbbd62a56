"""Clusters during slow changes."""

from pyatlassdk.admin.models.cluster_description20240805 import ClusterDescription20240805 as Cluster

from clusters import replica_set

RESOURCES = []


def run(atlas):
    clusters, project = atlas.sdk.clusters, atlas.project
    atlas.call("create", clusters.create_group_cluster, project, replica_set())
    atlas.call("get", clusters.get_group_cluster, "orders", project)
    atlas.call("status", clusters.get_group_cluster_status, "orders", project)
    atlas.call("update too early", clusters.update_group_cluster, "orders", project, Cluster(backup_enabled=True))
    atlas.call("restart too early", clusters.restart_group_cluster_primaries, "orders", project)
    atlas.call("delete", clusters.delete_group_cluster, "orders", project)
    atlas.call("delete during deletion", clusters.delete_group_cluster, "orders", project)
    atlas.call("get during deletion", clusters.get_group_cluster, "orders", project)
    atlas.call("create during deletion", clusters.create_group_cluster, project, replica_set())
