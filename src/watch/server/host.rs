//! Whether a request means this server: a name of somebody else's may lead here too, and their page would read the
//! drafts (DNS rebinding).

use hyper::Request;
use hyper::header::HOST;

/// Whether a request names this machine as its host.
pub(super) fn is_ours<B>(request: &Request<B>) -> bool {
    let named = request.headers().get_all(HOST).iter().collect::<Vec<_>>();
    let [named] = named.as_slice() else { return false };
    let written = request.uri().authority().is_none_or(|authority| is_this_machine(authority.as_str()));
    written && named.to_str().is_ok_and(is_this_machine)
}

fn is_this_machine(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

#[cfg(test)]
mod tests {
    use super::is_this_machine;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for ours in ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000", "[::1]"] {
            assert!(is_this_machine(ours), "{ours}");
        }
        for other in
            ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost:x", "", "127.0.0.1@x"]
        {
            assert!(!is_this_machine(other), "{other}");
        }
    }
}
