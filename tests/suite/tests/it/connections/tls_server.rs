//! A server with a certificate of an authority that only these tests trust.

use std::{
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
    thread,
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use rustls::{ServerConfig, ServerConnection, StreamOwned, pki_types::PrivateKeyDer};
use tempfile::TempDir;

/// A certificate authority, whose certificate is in a file.
pub(super) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    file: PathBuf,
    _directory: TempDir,
}

impl Authority {
    pub(super) fn new(name: &str) -> Self {
        let mut parameters = CertificateParams::new([]).unwrap();
        parameters.distinguished_name.push(DnType::CommonName, name);
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap();
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("authority.pem");
        std::fs::write(&file, certificate.pem()).unwrap();
        Self { issuer: Issuer::new(parameters, key), file, _directory: directory }
    }

    /// Returns the variables that make a client trust only this authority.
    pub(super) fn trusted(&self) -> [(&str, &str); 1] {
        [("SSL_CERT_FILE", self.file.to_str().unwrap())]
    }

    /// Starts a server with such a [configuration](Self::config).
    pub(super) fn server(&self, host: &str, year: i32) -> TlsServer {
        TlsServer::start(Arc::new(self.config(host, year)))
    }

    /// Returns the configuration of a server: a certificate for `host`, which is valid until the first of January of
    /// `year`.
    pub(super) fn config(&self, host: &str, year: i32) -> ServerConfig {
        let mut parameters = CertificateParams::new([host.to_owned()]).unwrap();
        parameters.not_before = date_time_ymd(2020, 1, 1);
        parameters.not_after = date_time_ymd(year, 1, 1);
        let key = KeyPair::generate().unwrap();
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        config.with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap()
    }
}

/// A server that returns a user to each request, and accepts one request on each connection.
pub(super) struct TlsServer {
    pub(super) port: u16,
    connections: Arc<AtomicUsize>,
}

impl TlsServer {
    fn start(config: Arc<ServerConfig>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self { port: listener.local_addr().unwrap().port(), connections: Arc::default() };
        let connections = Arc::clone(&server.connections);
        thread::spawn(move || {
            for connection in listener.incoming() {
                connections.fetch_add(1, Relaxed);
                let session = ServerConnection::new(Arc::clone(&config)).unwrap();
                let mut stream = BufReader::new(StreamOwned::new(session, connection.unwrap()));
                let mut line = String::from("request");
                while !line.trim().is_empty() {
                    line.clear();
                    // A client that rejects the certificate closes the connection.
                    if stream.read_line(&mut line).is_err() {
                        break;
                    }
                }
                let response =
                    "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 22\r\n\r\n{\"username\":\"reports\"}";
                let _ = stream.get_mut().write_all(response.as_bytes());
                stream.get_mut().conn.send_close_notify();
                let _ = stream.get_mut().flush();
            }
        });
        server
    }

    /// Returns the number of connections so far.
    pub(super) fn connections(&self) -> usize {
        self.connections.load(Relaxed)
    }
}
