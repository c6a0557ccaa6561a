//! `cargo xtask bench`: what the gateway adds to a request, what it keeps, and how soon the tray is there.
//!
//! By hand and on a quiet machine: on a busy one the figures are about the others. The generator, the gateway and the
//! simulator share the machine's cores, so requests per second are those of all three together; what the gateway adds
//! is the difference to the same load on the simulator alone.

mod load;
mod server;

use std::process::ExitCode;

use anyhow::{Result, bail, ensure};

use self::load::{Load, Measured, Wire};
use self::server::Server;
use crate::cargo::cargo;
use crate::context::Context;
use crate::platform::Need;
use crate::step::{Log, Outcome, Step};
use crate::{command, desktop, setup};

/// Connections that are busy all the time.
const CONNECTIONS: [u32; 3] = [1, 16, 64];

/// After so many requests the memory is looked at.
const MANY: u64 = 10_000;

/// The task.
pub(crate) fn task(context: &Context, args: Vec<String>) -> Result<ExitCode> {
    if let Some(arg) = args.first() {
        bail!("`bench` takes no arguments, and `{arg}` is one");
    }
    if !cfg!(target_os = "linux") {
        bail!("the figures are of Linux: memory is read from /proc, and the load is wrk's");
    }
    let mut steps = setup::steps(context, Need::Bench);
    steps.push(Step::needed("release build", "the message above is the compiler's", || {
        let packages = ["-p", "outcrop", "-p", "outcropd", "-p", "bedrock-simulator"];
        command::run(cargo(context, &["build", "--release", "--locked"]).args(packages))?;
        Ok(Outcome::Done)
    }));
    steps.push(Step::needed("requests", "the message above is from wrk or from outcropd", || {
        requests(context).map(|()| Outcome::Done)
    }));
    let advice = "it takes more than a second: see what is done before the tray is drawn";
    steps.push(Step::needed("from the start to the tray", advice, || {
        command::run(desktop::driver(context, "start.py").arg(context.release("outcrop")))?;
        Ok(Outcome::Done)
    }));
    Log::default().run(steps)?;
    Ok(ExitCode::SUCCESS)
}

fn requests(context: &Context) -> Result<()> {
    let simulator = Server::simulator(context)?;
    let gateway = Server::gateway(context, &simulator)?;
    let fresh = gateway.memory()?;
    println!("  {:<24}{:>11}{:>23}{:>23}", "", "requests/s", "p50 (added)", "p99 (added)");
    let mut sent = 0;
    for wire in [Wire::Plain, Wire::Streamed] {
        for connections in CONNECTIONS {
            let direct = Load::on_simulator(&simulator, wire, connections).run(context)?;
            let through = Load::on_gateway(&gateway, wire, connections).run(context)?;
            print(wire, connections, &direct, &through);
            ensure!(direct.errors == 0 && through.errors == 0, "some requests failed");
            sent += through.requests;
        }
    }
    while sent < MANY {
        sent += Load::on_gateway(&gateway, Wire::Plain, 16).run(context)?.requests;
    }
    println!("  outcropd: {fresh:.1} MB at the start, {:.1} MB after {sent} requests (PSS)", gateway.memory()?);
    Ok(())
}

fn print(wire: Wire, connections: u32, direct: &Measured, through: &Measured) {
    let title = format!("{}, {connections} at a time", wire.name());
    let time = |with: u64, without: u64| {
        let milliseconds = |microseconds: u64| Measured::seconds(microseconds) * 1e3;
        format!("{:.2} ({:+.2}) ms", milliseconds(with), milliseconds(with) - milliseconds(without))
    };
    let (p50, p99) = (time(through.p50, direct.p50), time(through.p99, direct.p99));
    println!("  {title:<24}{:>11.0}{p50:>23}{p99:>23}", through.per_second());
}
