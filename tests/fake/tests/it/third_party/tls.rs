//! A TLS proxy in front of the fake, for clients that send secrets over HTTPS only.

use std::fs::File;
use std::io::BufReader;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Arc;
use std::thread;

use tempfile::TempDir;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::install::{Missing, run};

/// A TLS proxy, stopped on drop.
pub(crate) struct TlsProxy {
    pub(crate) url: String,
    /// The certificate that a client must trust.
    pub(crate) certificate: PathBuf,
    _directory: TempDir,
    _stop: oneshot::Sender<()>,
}

impl TlsProxy {
    /// Starts a proxy for `upstream`, a URL with the scheme `http`, with a new self-signed certificate.
    pub(crate) fn start(upstream: &str) -> Result<Self, Missing> {
        let directory = tempfile::tempdir().unwrap();
        let [certificate, key] = ["certificate.pem", "key.pem"].map(|name| directory.path().join(name));
        let output = run(Command::new("openssl")
            .args(["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"])
            .args(["-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
            .args(["-keyout".as_ref(), key.as_os_str(), "-out".as_ref(), certificate.as_os_str()]))?;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let open = |path| BufReader::new(File::open(path).unwrap());
        let chain = CertificateDer::pem_reader_iter(open(&certificate)).collect::<Result<_, _>>().unwrap();
        let key = PrivateKeyDer::from_pem_reader(open(&key)).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_no_client_auth().with_single_cert(chain, key).unwrap();

        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
        let upstream = upstream.trim_start_matches("http://").parse().unwrap();
        let (stop, stopped) = oneshot::channel();
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
            runtime.block_on(async {
                let listener = TcpListener::from_std(listener).unwrap();
                let acceptor = TlsAcceptor::from(Arc::new(config));
                tokio::select! {
                    () = forward(&listener, &acceptor, upstream) => {}
                    _ = stopped => {}
                }
            });
        });
        Ok(Self { url, certificate, _directory: directory, _stop: stop })
    }
}

/// Forwards the bytes of each connection in both directions. An error closes that connection only.
async fn forward(listener: &TcpListener, acceptor: &TlsAcceptor, upstream: SocketAddr) {
    while let Ok((stream, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let mut outer = acceptor.accept(stream).await?;
            let mut inner = TcpStream::connect(upstream).await?;
            copy_bidirectional(&mut outer, &mut inner).await
        });
    }
}
