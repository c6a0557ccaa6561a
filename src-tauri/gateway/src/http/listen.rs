//! Listening, and the loop around each connection.
//!
//! axum's own `serve` waits for headers without end; this loop is hyper's, with limits.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

use crate::config::{Limits, Listen};
use crate::handle::StartError;

/// How many connections the kernel keeps waiting.
const BACKLOG: i32 = 1024;
/// More headers than any client sends.
const MAX_HEADERS: usize = 100;
/// How much of an answer waits for a client that does not read.
const WRITE_BUFFER: usize = 64 * 1024;
/// How often a free port is tried that must be free in both families.
const TRIES: usize = 16;
/// How long to wait when the system has no more file descriptors.
const BREATHER: Duration = Duration::from_millis(100);

/// The addresses that are ours.
#[derive(Debug)]
pub(crate) struct Listeners {
    listeners: Vec<TcpListener>,
    /// The one that was asked for.
    pub(crate) address: SocketAddr,
}

/// Takes the port; for a loopback address in both families, so that nobody else can listen on `localhost`.
pub(crate) fn bind(listen: &Listen) -> Result<Listeners, StartError> {
    for _ in 1..TRIES {
        match bind_once(listen) {
            // Somebody has the free port in the other family: take another.
            Err(StartError::PortTaken { .. }) if listen.port == 0 => {}
            result => return result,
        }
    }
    bind_once(listen)
}

fn bind_once(listen: &Listen) -> Result<Listeners, StartError> {
    let wanted = SocketAddr::new(listen.host, listen.port);
    let first = open(wanted).map_err(|source| refusal(wanted, source))?;
    let address = first.local_addr().map_err(|source| refusal(wanted, source))?;
    let mut listeners = vec![first];
    if let Some(sibling) = sibling(address) {
        match open(sibling) {
            Ok(listener) => listeners.push(listener),
            Err(source) if source.kind() == io::ErrorKind::AddrInUse => return Err(refusal(sibling, source)),
            // A machine without the other family has nobody listening there either.
            Err(_) => {}
        }
    }
    Ok(Listeners { listeners, address })
}

fn refusal(address: SocketAddr, source: io::Error) -> StartError {
    if source.kind() == io::ErrorKind::AddrInUse {
        StartError::PortTaken { address }
    } else {
        StartError::Bind { address, source }
    }
}

fn sibling(address: SocketAddr) -> Option<SocketAddr> {
    let other = match address.ip() {
        IpAddr::V4(Ipv4Addr::LOCALHOST) => IpAddr::V6(Ipv6Addr::LOCALHOST),
        IpAddr::V6(Ipv6Addr::LOCALHOST) => IpAddr::V4(Ipv4Addr::LOCALHOST),
        _ => return None,
    };
    Some(SocketAddr::new(other, address.port()))
}

fn open(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // On Unix this allows a quick restart; on Windows it would let others share the port.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    socket.set_nonblocking(true)?;
    TcpListener::from_std(socket.into())
}

/// The loops that accept. Dropping it ends them, and every connection, at once.
#[derive(Debug)]
pub(crate) struct Server {
    stop: watch::Sender<bool>,
    loops: Mutex<Loops>,
    drain: Duration,
}

/// The accept loops: they end when this goes.
#[derive(Debug, Default)]
struct Loops(Vec<JoinHandle<()>>);

impl Server {
    pub(crate) fn start(listeners: Listeners, router: &Router, limits: &Limits) -> Self {
        let (stop, stopped) = watch::channel(false);
        let places = Arc::new(Semaphore::new(limits.connections));
        let loops = listeners.listeners.into_iter().map(|listener| {
            let acceptor = Acceptor {
                listener,
                router: router.clone(),
                places: Arc::clone(&places),
                stopped: stopped.clone(),
                header_time: limits.header_time,
                write_idle: limits.write_idle,
            };
            tokio::spawn(acceptor.run())
        });
        Self { stop, loops: Mutex::new(Loops(loops.collect())), drain: limits.drain }
    }

    /// Takes no more connections, lets requests finish for a while, then ends. Who comes second does not wait.
    pub(crate) async fn shutdown(&self) {
        // No receiver is left when all loops have ended.
        let _ = self.stop.send(true);
        let mut loops = std::mem::take(&mut *self.loops.lock().unwrap_or_else(PoisonError::into_inner));
        let finished = async {
            for accepting in &mut loops.0 {
                let _ = accepting.await;
            }
        };
        if tokio::time::timeout(self.drain, finished).await.is_err() {
            tracing::warn!("requests were still in flight after {} s and have been cut off", self.drain.as_secs());
        }
    }
}

impl Drop for Loops {
    fn drop(&mut self) {
        for accepting in &self.0 {
            accepting.abort();
        }
    }
}

struct Acceptor {
    listener: TcpListener,
    router: Router,
    places: Arc<Semaphore>,
    stopped: watch::Receiver<bool>,
    header_time: Duration,
    write_idle: Duration,
}

impl Acceptor {
    async fn run(mut self) {
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                stream = accept(&self.listener) => {
                    // Beyond the limit, connections wait in the kernel's queue. The semaphore is never closed.
                    let Ok(place) = Arc::clone(&self.places).acquire_owned().await else { break };
                    let serving = self.serve(stream);
                    connections.spawn(async move {
                        serving.await;
                        drop(place);
                    });
                }
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
                _ = self.stopped.changed() => break,
            }
        }
        drop(self.listener);
        while connections.join_next().await.is_some() {}
    }

    /// One connection, to its end.
    fn serve(&self, stream: TcpStream) -> impl Future<Output = ()> + Send + 'static {
        let service = self.router.clone().map_request(|request: hyper::Request<Incoming>| request.map(Body::new));
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(self.header_time)
            .max_headers(MAX_HEADERS)
            // What a client has not read yet is held back at its source, not here.
            .max_buf_size(WRITE_BUFFER);
        let (write_idle, mut stopped) = (self.write_idle, self.stopped.clone());
        async move {
            // Without this the first streamed chunk waits for the client's delayed ACK: 43.9 ms measured.
            if stream.set_nodelay(true).is_err() {
                return;
            }
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(write_idle));
            let connection = http.serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
            let mut connection = std::pin::pin!(connection);
            let ended = tokio::select! {
                ended = connection.as_mut() => ended,
                _ = stopped.changed() => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(error) = ended {
                // A client that left, or one that speaks no HTTP: nothing to be done.
                tracing::debug!(%error, "a connection ended early");
            }
        }
    }
}

/// The next connection. Failures here are the system's (no file descriptors) or the client's: neither is ours to end on.
async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}
