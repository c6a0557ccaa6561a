//! The handle that starts a simulator, feeds it scripts and reads back what it was asked.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::options::Options;
use crate::record::Recorded;
use crate::script::Script;
use crate::server;
use crate::state::State;

/// A running simulator. Dropping it closes its port and every connection.
#[derive(Debug)]
pub struct Simulator {
    address: SocketAddr,
    state: Arc<State>,
    server: JoinHandle<()>,
}

impl Simulator {
    /// Binds the port and starts to serve, on the tokio runtime that calls it.
    ///
    /// # Errors
    ///
    /// The address cannot be bound.
    pub async fn start(options: Options) -> std::io::Result<Self> {
        let listener = TcpListener::bind((options.host, options.port)).await?;
        let address = listener.local_addr()?;
        let state = Arc::new(State::new(options)?);
        let server = tokio::spawn(server::run(listener, Arc::clone(&state)));
        Ok(Self { address, state, server })
    }

    /// The base URL for both planes, as `http://127.0.0.1:PORT`: give it to the SDK as its endpoint.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lines up a script for the next request that it fits. Scripts are taken first in, first out, and before a
    /// request's own directive.
    pub fn enqueue(&self, script: Script) {
        self.state.scripts.push(script);
    }

    /// The requests that were answered so far, oldest first, refused ones included.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.state.records.all()
    }

    /// Sets the clock of this AWS so many seconds ahead of the machine's, or behind it. Signatures are checked by it.
    pub fn set_clock(&self, ahead: i64) {
        self.state.ahead.store(ahead, Ordering::Relaxed);
    }

    /// Forgets the requests, the scripts that wait, and how often a directive with `times` has fired.
    pub fn clear(&self) {
        self.state.clear();
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        // The connections live in a set that the accept loop owns: they end with it.
        self.server.abort();
    }
}
