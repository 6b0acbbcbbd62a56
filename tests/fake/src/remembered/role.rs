//! The role of an operation in its family, derived from its method, its path and the other operations of the document.

use http::Method;
use serde_json::Value;

use super::samples;
use crate::document::{Document, Operation};
use crate::schema;

/// The effect of an operation on remembered resources, with the shape of the path that they are remembered by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Role {
    /// A response that is computed from the request alone.
    Sample,
    /// Lists a collection.
    List(String),
    /// Adds to a collection.
    Create(String),
    Get(String),
    /// Changes the properties of the body.
    Update(String),
    /// Replaces all properties.
    Replace(String),
    /// Changes a resource, or creates it with the key in the path.
    Set(String),
    Delete(String),
    /// Reads a singleton.
    Read(String),
    /// Creates a singleton.
    Start(String),
    /// Changes a singleton.
    Write(String),
    /// Deletes a singleton.
    End(String),
    /// Restores the initial state of a singleton.
    Reset(String),
    /// Removes a property of a singleton, by the path of its names.
    Unset(String, Vec<String>),
    /// Reads a boolean.
    IsOn(String),
    /// Sets a boolean. `None` takes the value from the query.
    Switch(String, Option<bool>),
}

impl Role {
    /// Returns the shape of the collection that the operation deletes from.
    pub(super) fn deletes_from(&self) -> Option<&str> {
        if let Self::Delete(shape) = self { Some(shape) } else { None }
    }

    /// Returns the role of an operation without a kind of resource.
    pub(crate) fn of(document: &Document, operation: &Operation) -> Self {
        let family = Family { document, operation, shape: &operation.shape };
        if samples::are(&operation.id) {
            return Self::Sample;
        }
        match operation.shape.strip_suffix("/{}") {
            Some(collection) => family.of_item(collection),
            None => family.of_path(),
        }
    }
}

/// An operation in its family.
struct Family<'a> {
    document: &'a Document,
    operation: &'a Operation,
    shape: &'a str,
}

impl Family<'_> {
    fn has(&self, shape: &str, methods: &[Method]) -> bool {
        self.document.of_shape(shape).any(|operation| methods.contains(&operation.method))
    }

    fn is_item(&self, shape: &str) -> bool {
        self.has(shape, &[Method::GET, Method::PATCH, Method::PUT])
    }

    /// Returns the role of an operation on one resource.
    fn of_item(&self, collection: &str) -> Role {
        let shape = || collection.to_owned();
        let is_collection = !collection.ends_with('}') && self.has(collection, &[Method::GET, Method::POST]);
        match self.operation.method {
            // Nothing lists or creates such a resource, so the fake cannot know which ones exist.
            Method::GET | Method::PATCH | Method::PUT if !is_collection => Role::Sample,
            Method::GET => Role::Get(shape()),
            // Without a creation, the update creates.
            Method::PATCH | Method::PUT if self.operation.id.starts_with("set") => Role::Set(shape()),
            Method::PATCH => Role::Update(shape()),
            Method::PUT => Role::Replace(shape()),
            Method::DELETE if is_collection || self.is_item(self.shape) => Role::Delete(shape()),
            // The path of a deletion can have a parameter more, such as the provider.
            Method::DELETE => match collection.strip_suffix("/{}") {
                Some(outer) if self.is_item(collection) => Role::Delete(outer.to_owned()),
                _ => Role::Sample,
            },
            _ => Role::Sample,
        }
    }

    /// Returns the role of an operation whose path ends in a name.
    fn of_path(&self) -> Role {
        let (shape, method) = (|| self.shape.to_owned(), &self.operation.method);
        let reads = |shape: &str| self.document.of_shape(shape).find(|operation| operation.method == Method::GET);
        let response = |operation: &Operation| Response::of(self.document, operation);
        let own = reads(self.shape).map(response);
        let has_items = self.document.of_shape(&format!("{}/{{}}", self.shape)).next().is_some();
        let is_changed = || self.has(self.shape, &[Method::PATCH, Method::PUT, Method::POST, Method::DELETE]);
        if let Some((base, on)) = self.switched().filter(|(base, _)| reads(base).map(response) == Some(Response::Flag))
        {
            return Role::Switch(base.to_owned(), on);
        }
        if let Some(base) = self.shape.strip_suffix(":reset").filter(|base| reads(base).is_some()) {
            return Role::Reset(base.to_owned());
        }
        match (method, own) {
            (&Method::GET, Some(Response::Flag)) => Role::IsOn(shape()),
            (&Method::GET, Some(Response::List)) => Role::List(shape()),
            (&Method::GET, _) if has_items => Role::List(shape()),
            (&Method::GET, _) if is_changed() => Role::Read(shape()),
            (&Method::POST, own) if has_items || own == Some(Response::List) => Role::Create(shape()),
            (&Method::POST, Some(_)) => Role::Start(shape()),
            (&Method::POST, None) if self.has(self.shape, &[Method::DELETE]) => Role::Start(shape()),
            (&Method::PATCH | &Method::PUT, Some(_)) => Role::Write(shape()),
            (&Method::DELETE, _) if self.has(self.shape, &[Method::GET, Method::POST]) => Role::End(shape()),
            (&Method::DELETE, _) => self.of_removal(),
            _ => Role::Sample,
        }
    }

    /// Returns the path of the boolean that a path switches, and its new value.
    fn switched(&self) -> Option<(&str, Option<bool>)> {
        if self.operation.method == Method::GET {
            return None;
        }
        let (on, off) = (self.shape.strip_suffix("/enable"), self.shape.strip_suffix("/disable"));
        let named = on.map(|base| (base, Some(true))).or(off.map(|base| (base, Some(false))));
        named.or((self.operation.method == Method::POST).then_some((self.shape, None)))
    }

    /// Returns the role of a deletion below a singleton.
    fn of_removal(&self) -> Role {
        let mut base = self.shape;
        let mut names = Vec::new();
        while let Some((rest, name)) = base.rsplit_once('/').filter(|(_, name)| !name.starts_with('{')) {
            names.insert(0, name.to_owned());
            if self.has(rest, &[Method::GET]) && self.has(rest, &[Method::PATCH, Method::PUT]) && !rest.ends_with('}') {
                return Role::Unset(rest.to_owned(), names);
            }
            base = rest;
        }
        Role::Sample
    }
}

/// The form of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Response {
    List,
    Flag,
    Other,
}

impl Response {
    fn of(document: &Document, operation: &Operation) -> Self {
        let success = operation.newest().and_then(|newest| operation.success(newest)?.schema.as_ref());
        let schema = success.map_or(&Value::Null, |schema| schema::resolve(document.schemas(), schema));
        match schema["type"].as_str() {
            Some("array") => Self::List,
            Some("boolean") => Self::Flag,
            _ if schema.pointer("/properties/results").is_some() => Self::List,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Role;
    use crate::document::Document;

    #[track_caller]
    fn check(id: &str, expected: &Role) {
        let document = Document::embedded().unwrap();
        assert_eq!(&Role::of(&document, document.operation(id).unwrap()), expected, "{id}");
    }

    #[test]
    fn the_role_follows_from_the_paths() {
        let peers = || "/groups/{}/peers".to_owned();
        check("listGroupPeers", &Role::List(peers()));
        check("createGroupPeer", &Role::Create(peers()));
        check("getGroupPeer", &Role::Get(peers()));
        check("updateGroupPeer", &Role::Update(peers()));
        check("deleteGroupPeer", &Role::Delete(peers()));
        check("updateGroupLogIntegration", &Role::Replace("/groups/{}/logIntegrations".to_owned()));
        check("setGroupDataFederationLimit", &Role::Set("/groups/{}/dataFederation/{}/limits".to_owned()));
        check("deauthorizeGroupCloudProviderAccessRole", &Role::Delete("/groups/{}/cloudProviderAccess".to_owned()));

        let security = || "/groups/{}/userSecurity".to_owned();
        check("getGroupUserSecurity", &Role::Read(security()));
        check("updateGroupUserSecurity", &Role::Write(security()));
        let mapping = vec!["ldap".to_owned(), "userToDNMapping".to_owned()];
        check("deleteGroupUserSecurityLdapUserToDnMapping", &Role::Unset(security(), mapping));
        check("resetOrgMaintenanceSettings", &Role::Reset("/orgs/{}/maintenanceSettings".to_owned()));
        let simulation = || "/groups/{}/clusters/{}/outageSimulation".to_owned();
        check("startGroupClusterOutageSimulation", &Role::Start(simulation()));
        check("endGroupClusterOutageSimulation", &Role::End(simulation()));

        let slow = || "/groups/{}/managedSlowMs".to_owned();
        check("getGroupManagedSlowMs", &Role::IsOn(slow()));
        check("enableGroupManagedSlowMs", &Role::Switch(slow(), Some(true)));
        check("disableGroupManagedSlowMs", &Role::Switch(slow(), Some(false)));
        check("listSkus", &Role::Sample);
    }
}
