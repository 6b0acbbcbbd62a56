//! The protocol of a connection, which the client and the server agree on.

use std::sync::{Arc, Mutex, PoisonError};

use atlas_api::database_users::{DatabaseUsersPermissionsSpecs, RoleSpecs};
use atlas_fake::FakeAtlas;
use rustls::ServerConfig;
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;

use super::{get_user, tls_server::Authority};
use crate::support::client;

#[cfg(all(unix, not(target_vendor = "apple")))]
#[tokio::test(flavor = "multi_thread")]
async fn http2_is_used_if_the_server_supports_it() {
    for (supported, used) in [(vec!["h2", "http/1.1"], "h2"), (vec!["http/1.1"], "http/1.1")] {
        let fake = FakeAtlas::start().await.unwrap();
        let spec = DatabaseUsersPermissionsSpecs::new("reports", "a long password");
        let spec = spec.add_role("sales", RoleSpecs::Read).unwrap();
        client(&fake).database_users().create(spec).await.unwrap();

        let authority = Authority::new("a");
        let mut config = authority.config("localhost", 2100);
        config.alpn_protocols = supported.into_iter().map(Into::into).collect();
        let proxy = TlsProxy::start(config, fake.base_url().trim_start_matches("http://").to_owned()).await;
        let variables = [
            authority.trusted()[0],
            ("MONGODB_ATLAS_PUBLIC_API_KEY", fake.public_key()),
            ("MONGODB_ATLAS_PRIVATE_API_KEY", fake.private_key()),
            ("MONGODB_ATLAS_PROJECT_ID", fake.project_id()),
        ];
        let base_url = format!("https://localhost:{}", proxy.port);
        let user = tokio::task::block_in_place(|| get_user(&base_url, &variables));
        assert_eq!(user, "user reports");
        assert_eq!(proxy.protocols(), [used]);
    }
}

/// Forwards the bytes of TLS connections to a server without TLS.
struct TlsProxy {
    port: u16,
    protocols: Arc<Mutex<Vec<String>>>,
}

impl TlsProxy {
    async fn start(config: ServerConfig, upstream: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Self { port: listener.local_addr().unwrap().port(), protocols: Arc::default() };
        let (acceptor, protocols) = (TlsAcceptor::from(Arc::new(config)), Arc::clone(&proxy.protocols));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, protocols, upstream) = (acceptor.clone(), Arc::clone(&protocols), upstream.clone());
                tokio::spawn(async move {
                    let mut outer = acceptor.accept(stream).await?;
                    let protocol = String::from_utf8_lossy(outer.get_ref().1.alpn_protocol().unwrap_or_default());
                    protocols.lock().unwrap_or_else(PoisonError::into_inner).push(protocol.into_owned());
                    let mut inner = TcpStream::connect(upstream).await?;
                    copy_bidirectional(&mut outer, &mut inner).await
                });
            }
        });
        proxy
    }

    /// Returns the protocol of each connection so far.
    fn protocols(&self) -> Vec<String> {
        self.protocols.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
