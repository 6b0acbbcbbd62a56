//! Pinned collections, which are always measured.

use atlas_gen::types::NamespacesRequest;

use super::CollectionMetrics;
use crate::{Error, Request, model::PinnedNamespaces, operation_doc, specs::check_namespace};

impl CollectionMetrics {
    /// Fetches the pinned collections of a cluster.
    #[doc = operation_doc!("listGroupClusterCollStatPinnedNamespaces")]
    /// # Errors
    /// [`is_not_found`](Error::is_not_found) if the cluster does not exist.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let pinned = atlas.collection_metrics().pinned("orders").await?;
    /// assert_eq!(pinned.pinned_namespaces.as_deref(), Some(&[][..]));
    /// # });
    /// ```
    pub fn pinned(&self, cluster: impl Into<String>) -> Request<PinnedNamespaces> {
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            Ok(api.collection_level_metrics().list_pinned_namespaces().group_id(project).cluster_name(cluster))
        })
    }

    /// Pins collections of a cluster, such as `sales.orders`, in addition to the pinned ones. Atlas measures them even if
    /// others have more operations.
    #[doc = operation_doc!("updateGroupClusterCollStatPinnedNamespaces")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if a name has no database, or if there is none.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// let pinned = atlas.collection_metrics().pin("orders", ["sales.orders"]).await?;
    /// println!("{:?}", pinned.pinned_namespaces);
    /// # });
    /// ```
    pub fn pin<T: Into<String>>(
        &self,
        cluster: impl Into<String>,
        namespaces: impl IntoIterator<Item = T>,
    ) -> Request<PinnedNamespaces> {
        let namespaces = collect(namespaces);
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            let pin = api.collection_level_metrics().update_pinned_namespaces().group_id(project);
            Ok(pin.cluster_name(cluster).body(body(some(namespaces)?)?))
        })
    }

    /// Unpins collections of a cluster.
    #[doc = operation_doc!("unpinGroupClusterCollStatUnpinNamespaces")]
    /// # Errors
    /// As [`pin`](Self::pin).
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.collection_metrics().pin("orders", ["sales.orders", "sales.returns"]).await?;
    /// let pinned = atlas.collection_metrics().unpin("orders", ["sales.orders"]).await?;
    /// assert_eq!(pinned.pinned_namespaces.as_deref(), Some(&["sales.returns".to_owned()][..]));
    /// # });
    /// ```
    pub fn unpin<T: Into<String>>(
        &self,
        cluster: impl Into<String>,
        namespaces: impl IntoIterator<Item = T>,
    ) -> Request<PinnedNamespaces> {
        let namespaces = collect(namespaces);
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            let unpin = api.collection_level_metrics().unpin_namespaces().group_id(project);
            Ok(unpin.cluster_name(cluster).body(body(some(namespaces)?)?))
        })
    }

    /// Pins these collections of a cluster, and unpins all others.
    #[doc = operation_doc!("pinGroupClusterCollStatPinnedNamespaces")]
    /// # Errors
    /// [`is_invalid_argument`](Error::is_invalid_argument) if a name has no database.
    ///
    /// # Examples
    /// ```
    /// # atlas_api::__example!(|atlas, fake| {
    /// atlas.collection_metrics().replace_pinned("orders", ["sales.orders"]).await?;
    /// # });
    /// ```
    pub fn replace_pinned<T: Into<String>>(
        &self,
        cluster: impl Into<String>,
        namespaces: impl IntoIterator<Item = T>,
    ) -> Request<PinnedNamespaces> {
        let namespaces = collect(namespaces);
        self.atlas.cluster(cluster).request(|api, project, cluster| {
            let pin = api.collection_level_metrics().pin_namespaces().group_id(project);
            Ok(pin.cluster_name(cluster).body(body(namespaces)?))
        })
    }
}

fn collect<T: Into<String>>(namespaces: impl IntoIterator<Item = T>) -> Vec<String> {
    namespaces.into_iter().map(Into::into).collect()
}

#[inline]
fn some(namespaces: Vec<String>) -> Result<Vec<String>, Error> {
    if namespaces.is_empty() {
        return Err(Error::invalid_argument("namespaces", "none; name at least one, such as \"sales.orders\""));
    }
    Ok(namespaces)
}

#[inline]
fn body(namespaces: Vec<String>) -> Result<NamespacesRequest, Error> {
    namespaces.iter().try_for_each(|name| check_namespace("namespaces", name))?;
    Ok(NamespacesRequest::new().namespaces(namespaces))
}
