//! Who has a port.

use listeners::{Protocol, SocketState};
use tokio::task::spawn_blocking;

/// The program that listens on a port, and its process id, where the system tells: `node (4711)`.
pub(super) async fn of(port: u16) -> Option<String> {
    spawn_blocking(move || look(port)).await.ok().flatten()
}

fn look(port: u16) -> Option<String> {
    let listens = |listener: &listeners::Listener| {
        listener.socket.port() == port
            && listener.protocol == Protocol::TCP
            && matches!(listener.state, SocketState::Listen)
    };
    let holder = listeners::get_all().ok()?.into_iter().find(listens)?.process;
    Some(format!("{} ({})", holder.name, holder.pid))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn our_own_port_is_ours() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let holder = look(port).expect("our own processes can be seen");
        assert!(holder.ends_with(&format!("({})", std::process::id())), "{holder}");
        drop(listener);
        assert_eq!(look(port), None);
    }
}
