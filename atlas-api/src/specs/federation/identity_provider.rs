//! Specs of identity providers.

use atlas_gen::types::{
    FederationIdentityProviderUpdate as Body, FederationIdentityProviderUpdateRequestBinding as RequestBinding,
    FederationIdentityProviderUpdateResponseSignatureAlgorithm as SignatureAlgorithm,
    FederationOidcIdentityProviderUpdate, PemFileInfoUpdate, X509CertificateUpdate,
};

use crate::{Error, specs::check_length};

/// An OIDC identity provider to [create](crate::federation::IdentityProviders::create).
///
/// Only properties that are set are sent. Atlas applies its defaults to the others.
///
/// ```
/// use atlas_api::specs::IdentityProviderSpec;
///
/// let spec = IdentityProviderSpec::workforce("employees", "https://login.example.com", "atlas", "5f1a-atlas")
///     .authorization("GROUP")
///     .groups_claim("groups")
///     .user_claim("email")
///     .associated_domains(["example.com"]);
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a spec creates nothing by itself; pass it to `create`"]
pub struct IdentityProviderSpec(IdentityProviderUpdate);

/// An [update](crate::federation::IdentityProviders::update) of an identity provider.
///
/// Apart from the kind of the provider, and a property that Atlas requires of a SAML provider, only properties that are set are sent, and the others keep their values.
///
/// ```
/// use atlas_api::specs::IdentityProviderUpdate;
///
/// let spec = IdentityProviderUpdate::saml(false).active(true).request_binding("HTTP-POST");
/// # let _ = spec;
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an update changes nothing by itself; pass it to `update`"]
pub struct IdentityProviderUpdate {
    kind: Kind,
    body: Body,
}

/// The kind of a provider, which decides the properties that it has.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Saml,
    OidcWorkforce,
    OidcWorkload,
}

impl IdentityProviderSpec {
    /// Returns a spec of a provider that logs people in: its name, of 1 to 50 characters, the URL of the issuer, the
    /// audience of its tokens, and the id of the client that it has for Atlas.
    pub fn workforce(
        display_name: impl Into<String>,
        issuer_uri: impl Into<String>,
        audience: impl Into<String>,
        client_id: impl Into<String>,
    ) -> Self {
        let provider = IdentityProviderUpdate::workforce().client_id(client_id);
        Self(provider.display_name(display_name).issuer_uri(issuer_uri).audience(audience))
    }

    /// Returns a spec of a provider that logs programs in: its name, of 1 to 50 characters, the URL of the issuer, and
    /// the audience of its tokens.
    pub fn workload(
        display_name: impl Into<String>,
        issuer_uri: impl Into<String>,
        audience: impl Into<String>,
    ) -> Self {
        let provider = IdentityProviderUpdate::workload();
        Self(provider.display_name(display_name).issuer_uri(issuer_uri).audience(audience))
    }

    /// Sets a description. Default: none.
    pub fn description(self, description: impl Into<String>) -> Self {
        Self(self.0.description(description))
    }

    /// Sets whether database users stand for a `GROUP` of the provider or for a single `USER`.
    #[doc(alias = "authorizationType")]
    pub fn authorization(self, authorization: impl Into<String>) -> Self {
        Self(self.0.authorization(authorization))
    }

    /// Sets the claim of a token that has the groups, such as `groups`.
    pub fn groups_claim(self, claim: impl Into<String>) -> Self {
        Self(self.0.groups_claim(claim))
    }

    /// Sets the claim of a token that has the user, such as `sub`.
    pub fn user_claim(self, claim: impl Into<String>) -> Self {
        Self(self.0.user_claim(claim))
    }

    /// Sets the scopes that clients request from a workforce provider. Default: none.
    pub fn requested_scopes(self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(self.0.requested_scopes(scopes))
    }

    /// Sets the domains of the people that a workforce provider logs in. Default: none.
    pub fn associated_domains(self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self(self.0.associated_domains(domains))
    }

    #[inline]
    pub(crate) fn into_body(self) -> Result<FederationOidcIdentityProviderUpdate, Error> {
        let update = self.0.into_body()?;
        check_length("issuer", update.issuer_uri.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        check_length("audience", update.audience.as_deref().unwrap_or_default(), 1..=usize::MAX)?;
        update.client_id.as_deref().map_or(Ok(()), |id| check_length("client id", id, 1..=usize::MAX))?;
        let mut body = FederationOidcIdentityProviderUpdate::new();
        (body.associated_domains, body.requested_scopes) = (update.associated_domains, update.requested_scopes);
        (body.audience, body.issuer_uri, body.client_id) = (update.audience, update.issuer_uri, update.client_id);
        (body.display_name, body.description) = (update.display_name, update.description);
        (body.groups_claim, body.user_claim) = (update.groups_claim, update.user_claim);
        body.authorization_type = update.authorization_type.map(|authorization| authorization.as_str().into());
        body.idp_type = update.idp_type.map(|provider_type| provider_type.as_str().into());
        body.protocol = update.protocol.map(|protocol| protocol.as_str().into());
        Ok(body)
    }
}

impl IdentityProviderUpdate {
    /// Returns an update of a SAML provider, which sets whether its login page can be tested at a URL of its own. Atlas
    /// requires this property.
    #[doc(alias = "ssoDebugEnabled")]
    #[inline]
    pub fn saml(sso_debug: bool) -> Self {
        Self { kind: Kind::Saml, body: Body::new().sso_debug_enabled(sso_debug) }
    }

    /// Returns an update of an OIDC provider that logs people in.
    #[inline]
    pub fn workforce() -> Self {
        Self { kind: Kind::OidcWorkforce, body: Body::new() }
    }

    /// Returns an update of an OIDC provider that logs programs in.
    #[inline]
    pub fn workload() -> Self {
        Self { kind: Kind::OidcWorkload, body: Body::new() }
    }

    /// Removes the description.
    #[inline]
    pub fn clear_description(mut self) -> Self {
        self.body = self.body.description(None);
        self
    }

    /// Validates the update and returns the request body.
    #[inline]
    pub(crate) fn into_body(self) -> Result<Body, Error> {
        let Self { kind, body } = self;
        if body == Body::new() {
            return Err(Error::invalid_argument("identity provider", "the update is empty; set at least one property"));
        }
        check_kind(kind, &body)?;
        body.display_name.as_deref().map_or(Ok(()), |name| check_length("display name", name, 1..=50))?;
        Ok(match kind {
            Kind::Saml => body.protocol("SAML"),
            Kind::OidcWorkforce => body.protocol("OIDC").idp_type("WORKFORCE"),
            Kind::OidcWorkload => body.protocol("OIDC").idp_type("WORKLOAD"),
        })
    }
}

/// Rejects a property that providers of this kind do not have.
#[inline]
fn check_kind(kind: Kind, body: &Body) -> Result<(), Error> {
    let saml = [
        ("active", body.status.is_some()),
        ("certificate", body.pem_file_info.is_some()),
        ("request binding", body.request_binding.is_some()),
        ("response signature algorithm", body.response_signature_algorithm.is_some()),
        ("slug", body.slug.is_some()),
        ("SSO debugging", body.sso_debug_enabled.is_some()),
        ("SSO URL", body.sso_url.is_some()),
    ];
    let oidc = [
        ("audience", body.audience.is_some()),
        ("authorization", body.authorization_type.is_some()),
        ("groups claim", body.groups_claim.is_some()),
        ("user claim", body.user_claim.is_some()),
    ];
    let oidc_workforce =
        [("client id", body.client_id.is_some()), ("requested scopes", body.requested_scopes.is_some())];
    let workforce = [("associated domains", body.associated_domains.is_some())];
    let excluded: [&[_]; 3] = match kind {
        Kind::Saml => [&oidc, &oidc_workforce, &[]],
        Kind::OidcWorkforce => [&saml, &[], &[]],
        Kind::OidcWorkload => [&saml, &oidc_workforce, &workforce],
    };
    let of = match kind {
        Kind::Saml => "a SAML provider",
        Kind::OidcWorkforce => "an OIDC provider for a workforce",
        Kind::OidcWorkload => "an OIDC provider for workloads",
    };
    match excluded.into_iter().flatten().find(|(_, is_set)| *is_set) {
        Some((property, _)) => Err(Error::invalid_argument(*property, format!("not a property of {of}; leave it out"))),
        None => Ok(()),
    }
}

/// Generates setters of texts, from the method, the property and its documentation.
macro_rules! texts {
    ($($(#[$meta:meta])* $method:ident = $property:ident;)*) => {
        impl IdentityProviderUpdate {
            $(
                $(#[$meta])*
                pub fn $method(mut self, value: impl Into<String>) -> Self {
                    let value: String = value.into();
                    self.body = self.body.$property(&*value);
                    self
                }
            )*
        }
    };
}

texts! {
    /// Sets the name, of 1 to 50 characters.
    display_name = display_name;
    /// Sets the description.
    description = description;
    /// Sets the URL of the issuer.
    issuer_uri = issuer_uri;
    /// Sets the audience of tokens. OIDC only.
    audience = audience;
    /// Sets whether database users stand for a `GROUP` of the provider or for a single `USER`. OIDC only.
    #[doc(alias = "authorizationType")]
    authorization = authorization_type;
    /// Sets the id of the client that the provider has for Atlas. OIDC for people only.
    client_id = client_id;
    /// Sets the claim of a token that has the groups. OIDC only.
    groups_claim = groups_claim;
    /// Sets the claim of a token that has the user. OIDC only.
    user_claim = user_claim;
    /// Sets the part of the login URL that belongs to this provider. SAML only.
    slug = slug;
    /// Sets the URL of the provider that receives login requests. SAML only.
    sso_url = sso_url;
}

impl IdentityProviderUpdate {
    /// Replaces the scopes that clients request. OIDC for people only.
    pub fn requested_scopes(mut self, scopes: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body = self.body.requested_scopes(scopes.into_iter().map(Into::into).collect::<Vec<String>>());
        self
    }

    /// Replaces the domains of the people that the provider logs in.
    pub fn associated_domains(mut self, domains: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.body = self.body.associated_domains(domains.into_iter().map(Into::into).collect::<Vec<String>>());
        self
    }

    /// Sets whether people can log in through the provider. SAML only.
    #[doc(alias = "status")]
    #[inline]
    pub fn active(mut self, active: bool) -> Self {
        self.body = self.body.status(if active { "ACTIVE" } else { "INACTIVE" });
        self
    }

    /// Sets how login requests are sent to the provider, such as `HTTP-POST`. SAML only.
    pub fn request_binding(mut self, binding: impl Into<RequestBinding>) -> Self {
        self.body = self.body.request_binding(binding.into());
        self
    }

    /// Sets the algorithm of the provider's signatures, such as `SHA-256`. SAML only.
    pub fn response_signature_algorithm(mut self, algorithm: impl Into<SignatureAlgorithm>) -> Self {
        self.body = self.body.response_signature_algorithm(algorithm.into());
        self
    }

    /// Sets the certificate of the provider, as PEM with the name of its file. SAML only.
    #[doc(alias = "pemFileInfo")]
    pub fn certificate(mut self, file_name: impl Into<String>, pem: impl Into<String>) -> Self {
        let certificate = X509CertificateUpdate::new().content(pem.into());
        self.body = self
            .body
            .pem_file_info(PemFileInfoUpdate::new().file_name(file_name.into()).certificates(vec![certificate]));
        self
    }
}
