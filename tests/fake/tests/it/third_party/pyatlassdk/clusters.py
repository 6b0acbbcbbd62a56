"""Clusters, from creation to deletion."""

from datetime import datetime, timedelta, timezone

from pyatlassdk.admin.models.adaptive_settings_update_request import AdaptiveSettingsUpdateRequest
from pyatlassdk.admin.models.aws_hardware_spec20240805 import AWSHardwareSpec20240805
from pyatlassdk.admin.models.aws_region_config20240805 import AWSRegionConfig20240805
from pyatlassdk.admin.models.cluster_description20240805 import ClusterDescription20240805 as Cluster
from pyatlassdk.admin.models.cluster_description_process_args20240805 import ClusterDescriptionProcessArgs20240805
from pyatlassdk.admin.models.employee_access_grant_view import EmployeeAccessGrantView
from pyatlassdk.admin.models.legacy_atlas_tenant_cluster_upgrade_request import LegacyAtlasTenantClusterUpgradeRequest
from pyatlassdk.admin.models.pin_fcv_view import PinFCVView
from pyatlassdk.admin.models.replication_spec20240805 import ReplicationSpec20240805
from pyatlassdk.admin.models.serverless_instance_description import ServerlessInstanceDescription
from pyatlassdk.admin.models.tenant_hardware_spec20240805 import TenantHardwareSpec20240805
from pyatlassdk.admin.models.tenant_region_config20240805 import TenantRegionConfig20240805

RESOURCES = ["clusters"]
UNKNOWN_ID = "111111111111111111111111"


def replica_set(name="orders", size="M10", **properties):
    nodes = AWSHardwareSpec20240805(instance_size=size, node_count=3)
    region = AWSRegionConfig20240805(electable_specs=nodes, priority=7, provider_name="AWS", region_name="US_EAST_1")
    specs = [ReplicationSpec20240805(region_configs=[region])]
    return Cluster(name=name, cluster_type="REPLICASET", replication_specs=specs, **properties)


def free(name):
    nodes = TenantHardwareSpec20240805(instance_size="M0")
    region = TenantRegionConfig20240805(
        backing_provider_name="AWS",
        electable_specs=nodes,
        priority=7,
        provider_name="TENANT",
        region_name="US_EAST_1",
    )
    specs = [ReplicationSpec20240805(region_configs=[region])]
    return Cluster(name=name, cluster_type="REPLICASET", replication_specs=specs)


def run(atlas):
    clusters, project = atlas.sdk.clusters, atlas.project

    def wait(name):
        get = lambda: clusters.get_group_cluster("orders", project)
        return atlas.until(name, get, lambda cluster: getattr(cluster, "state_name", None) == "IDLE")

    def on(name, method, *arguments, **named):
        return atlas.call(name, method, "orders", project, *arguments, **named)

    atlas.call("list none", clusters.list_group_clusters, project)
    atlas.call("create", clusters.create_group_cluster, project, replica_set())
    ready = wait("wait for the creation")
    atlas.call("create again", clusters.create_group_cluster, project, replica_set())
    atlas.call("create without a name", clusters.create_group_cluster, project, Cluster(cluster_type="REPLICASET"))
    atlas.call("create paused", clusters.create_group_cluster, project, replica_set("paused", paused=True))
    atlas.call("create in an unknown project", clusters.create_group_cluster, UNKNOWN_ID, replica_set())
    atlas.call("get none", clusters.get_group_cluster, "nothing", project)
    on("status", clusters.get_group_cluster_status)
    atlas.call("status of none", clusters.get_group_cluster_status, "nothing", project)
    on("update", clusters.update_group_cluster, Cluster(backup_enabled=True, tags=[{"key": "team", "value": "sales"}]))
    wait("wait for the update")
    on("update with a full response", clusters.update_group_cluster, ready)
    on("rename", clusters.update_group_cluster, Cluster(name="bills"))
    atlas.call("update none", clusters.update_group_cluster, "nothing", project, Cluster(backup_enabled=True))
    on("pause", clusters.update_group_cluster, Cluster(paused=True))
    wait("wait for the pause")
    on("update while paused", clusters.update_group_cluster, Cluster(backup_enabled=False))
    on("resume", clusters.update_group_cluster, Cluster(paused=False))
    wait("wait for the resumption")
    on("pause at once", clusters.update_group_cluster, Cluster(paused=True))

    on("process arguments", clusters.get_group_cluster_process_args)
    arguments = ClusterDescriptionProcessArgs20240805(no_table_scan=True, minimum_enabled_tls_protocol="TLS1_3")
    on("update process arguments", clusters.update_group_cluster_process_args, arguments)
    atlas.call("process arguments of none", clusters.get_group_cluster_process_args, "nothing", project)
    wait("wait for the arguments")
    on("restart", clusters.restart_group_cluster_primaries)
    wait("wait for the restart")
    atlas.call("restart none", clusters.restart_group_cluster_primaries, "nothing", project)
    on("scaling", clusters.auto_group_cluster_scaling_configuration)
    on("adaptive settings", clusters.get_group_cluster_adaptive_settings)
    changed = AdaptiveSettingsUpdateRequest()
    on("update adaptive settings", clusters.update_group_cluster_adaptive_settings, changed)
    tomorrow = datetime.now(timezone.utc) + timedelta(days=1)
    grant = EmployeeAccessGrantView(expiration_time=tomorrow, grant_type="CLUSTER_DATABASE_LOGS")
    on("grant access", clusters.grant_group_cluster_mongo_db_employee_access, grant)
    on("get granted", clusters.get_group_cluster)
    on("revoke access", clusters.revoke_group_cluster_mongo_db_employee_access)
    on("pin", clusters.pin_group_cluster_feature_compatibility_version, body=PinFCVView(expiration_date=tomorrow))
    on("get pinned", clusters.get_group_cluster)
    on("pin without expiration", clusters.pin_group_cluster_feature_compatibility_version)
    on("unpin", clusters.unpin_group_cluster_feature_compatibility_version)
    on("get unpinned", clusters.get_group_cluster)
    atlas.call("pin none", clusters.pin_group_cluster_feature_compatibility_version, "nothing", project)
    loading = atlas.call("load samples", clusters.request_group_sample_dataset_load, project, "orders")
    get = lambda: clusters.get_group_sample_dataset_load(project, loading.id)
    atlas.until("wait for the samples", get, lambda samples: getattr(samples, "state", None) == "COMPLETED")
    atlas.call("load samples into none", clusters.request_group_sample_dataset_load, project, "nothing")
    atlas.call("samples of none", clusters.get_group_sample_dataset_load, project, UNKNOWN_ID)
    atlas.call("addresses", atlas.sdk.projects.get_group_ip_addresses, project)

    atlas.call("create a free cluster", clusters.create_group_cluster, project, free("sales"))
    get = lambda: clusters.get_group_cluster("sales", project)
    atlas.until("wait for the free cluster", get, lambda cluster: getattr(cluster, "state_name", None) == "IDLE")
    provider = {"providerName": "AWS", "instanceSizeName": "M20", "regionName": "US_EAST_1"}
    upgrade = LegacyAtlasTenantClusterUpgradeRequest(name="sales", provider_settings=provider)
    atlas.call("upgrade", clusters.upgrade_group_cluster_tenant_upgrade, project, upgrade)
    atlas.call("get upgraded", get)
    nothing = LegacyAtlasTenantClusterUpgradeRequest(name="nothing", provider_settings=provider)
    atlas.call("upgrade none", clusters.upgrade_group_cluster_tenant_upgrade, project, nothing)
    provider = {"backingProviderName": "AWS", "providerName": "SERVERLESS", "regionName": "US_EAST_1"}
    instance = ServerlessInstanceDescription(name="orders", provider_settings=provider)
    atlas.call("upgrade to serverless", clusters.upgrade_group_cluster_tenant_upgrade_to_serverless, project, instance)
    regions = clusters.list_group_cluster_provider_regions
    atlas.call("regions", regions, project, providers=["AWS"], tier="M10")

    atlas.call("list", clusters.list_group_clusters, project)
    atlas.call("list page 2", clusters.list_group_clusters, project, items_per_page=1, page_num=2)
    atlas.call("list without count", clusters.list_group_clusters, project, include_count=False)
    atlas.call("list deleted too", clusters.list_group_clusters, project, include_deleted_with_retained_backups=True)
    atlas.call("list of all projects", clusters.list_cluster_details)
    on("protect", clusters.update_group_cluster, Cluster(termination_protection_enabled=True))
    wait("wait for the protection")
    on("delete while protected", clusters.delete_group_cluster)
    on("unprotect", clusters.update_group_cluster, Cluster(termination_protection_enabled=False))
    wait("wait for the end of the protection")
    atlas.call("delete the project", atlas.sdk.projects.delete_group, project)
    on("delete", clusters.delete_group_cluster, retain_backups=False)
    gone = lambda result: getattr(result, "status_code", None) == 404
    atlas.until("wait for the deletion", lambda: clusters.get_group_cluster("orders", project), gone)
    on("delete again", clusters.delete_group_cluster)
