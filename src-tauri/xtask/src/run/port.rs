//! The port, seen from outside the program.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Result, bail};

/// Outcrop's port unless it is told another.
pub(crate) const DEFAULT: u16 = 8642;

/// Loopback answers at once or not at all.
const PATIENCE: Duration = Duration::from_secs(2);

/// # Errors
/// Something listens there already.
pub(crate) fn check_free(port: u16) -> Result<()> {
    if port != 0 && connect(port).is_ok() {
        bail!(
            "something listens on port {port} already: quit it, or choose another with `cargo xtask run --port PORT`"
        );
    }
    Ok(())
}

/// Whether Outcrop answers on the port that it is well.
pub(crate) fn is_healthy(port: u16) -> bool {
    ask(port).is_ok_and(|answer| answer.starts_with("HTTP/1.1 200 "))
}

fn ask(port: u16) -> std::io::Result<String> {
    let mut stream = connect(port)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // In one piece: whoever answers and hangs up after the first of several resets the connection.
    let request = format!("GET /health HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = String::new();
    stream.take(4096).read_to_string(&mut answer)?;
    Ok(answer)
}

fn connect(port: u16) -> std::io::Result<TcpStream> {
    TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, port)), PATIENCE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn health_is_asked_for_as_the_gateways_guard_wants_it() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(check_free(port).is_err());
        // The connection of `check_free` comes first.
        drop(listener.accept().unwrap());
        let server = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 1024];
            let length = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").unwrap();
            String::from_utf8_lossy(&request[..length]).into_owned()
        });
        assert!(is_healthy(port));
        let request = server.join().unwrap();
        assert!(request.contains(&format!("\r\nhost: 127.0.0.1:{port}\r\n")), "{request}");
    }
}
