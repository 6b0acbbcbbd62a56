//! Ids of processes: the host and the port.

use crate::Error;

/// Rejects an id without a host or a port. Atlas decides whether the host exists.
pub(super) fn check_process_id(id: &str) -> Result<(), Error> {
    let parts = id.rsplit_once(':');
    if parts.is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok_and(|port| port > 0)) {
        return Ok(());
    }
    let rule = format!("{id:?} is not a process id; expected a host and a port, such as host.example.com:27017");
    Err(Error::invalid_argument("process id", rule))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_a_host_and_a_port() {
        for (id, accepted) in [
            ("host.example.com:27017", true),
            ("2001:db8:0:0:0:0:0:1:27017", true),
            ("", false),
            ("..", false),
            ("host.example.com", false),
            ("host.example.com:", false),
            ("host.example.com:0", false),
            ("host.example.com:mongodb", false),
            (":27017", false),
        ] {
            assert_eq!(check_process_id(id).is_ok(), accepted, "{id:?}");
        }
    }
}
