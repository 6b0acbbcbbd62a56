//! Conversion of database user specs to request bodies. Properties that are not set stay absent.

use atlas_gen::types::{
    ComponentLabel, DatabaseUserAwsIamType, DatabaseUserInput, DatabaseUserLdapAuthType, DatabaseUserOidcAuthType,
    DatabaseUserRole, DatabaseUserX509Type, UserScope,
};

use super::{
    AwsIamType, DatabaseUsersPermissionsSpecs, DatabaseUsersUpdatePermissionsSpecs, LdapAuthType, Namespace,
    OidcAuthType, X509Type,
    authentication::Authentication,
    details::{Label, Scope},
    roles::{Role, Roles},
};

impl DatabaseUsersPermissionsSpecs {
    #[inline]
    pub(crate) fn into_body(self) -> DatabaseUserInput {
        let body = DatabaseUserInput::new()
            .username(self.username)
            .database_name(self.authentication.database())
            .roles(role_list(&self.roles));
        let mut body = match self.authentication {
            Authentication::Password(password) => body.password(password),
            Authentication::X509(kind) => body.x509_type(DatabaseUserX509Type::from(kind)),
            Authentication::Ldap(kind) => body.ldap_auth_type(DatabaseUserLdapAuthType::from(kind)),
            Authentication::Oidc(kind) => body.oidc_auth_type(DatabaseUserOidcAuthType::from(kind)),
            Authentication::AwsIam(kind) => body.aws_iam_type(DatabaseUserAwsIamType::from(kind)),
        };
        if !self.scopes.is_empty() {
            body = body.scopes(scope_list(self.scopes));
        }
        if !self.labels.is_empty() {
            body = body.labels(label_list(self.labels));
        }
        if let Some(description) = self.description {
            body = body.description(description);
        }
        if let Some(date) = self.delete_after_date {
            body = body.delete_after_date(date);
        }
        body
    }
}

impl DatabaseUsersUpdatePermissionsSpecs {
    #[inline]
    pub(crate) fn into_body(self) -> DatabaseUserInput {
        let mut body = DatabaseUserInput::new();
        if let Some(password) = self.password {
            body = body.password(password);
        }
        if self.clears_roles || !self.roles.is_empty() {
            body = body.roles(role_list(&self.roles));
        }
        if let Some(scopes) = self.scopes {
            body = body.scopes(scope_list(scopes));
        }
        if let Some(labels) = self.labels {
            body = body.labels(label_list(labels));
        }
        if let Some(description) = self.description {
            body = body.description(description);
        }
        if let Some(date) = self.delete_after_date {
            body = body.delete_after_date(date);
        }
        body
    }
}

#[inline]
fn role_list(roles: &Roles) -> Vec<DatabaseUserRole> {
    let role = |Role { namespace: Namespace { database, collection }, role }: &Role| {
        let role = DatabaseUserRole::new().database_name(database.as_str()).role_name(role.as_str());
        match collection {
            Some(collection) => role.collection_name(collection.as_str()),
            None => role,
        }
    };
    roles.iter().map(role).collect()
}

#[inline]
fn scope_list(scopes: Vec<Scope>) -> Vec<UserScope> {
    scopes.into_iter().map(|Scope { name, kind }| UserScope::new().name(name).type_(kind)).collect()
}

#[inline]
fn label_list(labels: Vec<Label>) -> Vec<ComponentLabel> {
    labels.into_iter().map(|Label { key, value }| ComponentLabel::new().key(key).value(value)).collect()
}

impl From<X509Type> for DatabaseUserX509Type {
    fn from(kind: X509Type) -> Self {
        match kind {
            X509Type::Customer => Self::Customer,
            X509Type::Managed => Self::Managed,
        }
    }
}

impl From<LdapAuthType> for DatabaseUserLdapAuthType {
    fn from(kind: LdapAuthType) -> Self {
        match kind {
            LdapAuthType::User => Self::User,
            LdapAuthType::Group => Self::Group,
        }
    }
}

impl From<OidcAuthType> for DatabaseUserOidcAuthType {
    fn from(kind: OidcAuthType) -> Self {
        match kind {
            OidcAuthType::User => Self::User,
            OidcAuthType::IdpGroup => Self::IdpGroup,
        }
    }
}

impl From<AwsIamType> for DatabaseUserAwsIamType {
    fn from(kind: AwsIamType) -> Self {
        match kind {
            AwsIamType::User => Self::User,
            AwsIamType::Role => Self::Role,
        }
    }
}
