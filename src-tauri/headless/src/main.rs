//! `outcropd`: Outcrop without a desktop.
//!
//! Arguments, environment and a settings file go in; a [`Config`](outcrop_gateway::config::Config) comes out and the
//! gateway runs until a signal says otherwise. Stdout carries one line of JSON and nothing else, so that a program can
//! read it; everything meant for people goes to stderr.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line program's output is its interface")]

mod args;
mod demo;
mod doctor;
mod failure;
mod key;
mod log;
mod login;
mod requests;
mod serve;
mod settings;
mod signals;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    match run(Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("outcropd: {failure}");
            failure.exit_code()
        }
    }
}

/// Each request takes two file descriptors, one towards each side; many systems start programs with 256 or 1,024.
const OPEN_FILES: u64 = 4096;

fn run(args: Args) -> Result<(), Failure> {
    log::start(args.log);
    if let Err(error) = rlimit::increase_nofile_limit(OPEN_FILES) {
        tracing::warn!(%error, "the limit on open files stays as it is");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    let result = match args.command {
        Some(Command::Doctor) => runtime.block_on(doctor::run(&args)),
        Some(Command::Login) => runtime.block_on(login::run(&args)),
        None => runtime.block_on(serve::serve(args)),
    };
    // A second signal means "now": do not wait for what is still running.
    runtime.shutdown_background();
    result
}
