//! The contract of `outcropd` that others build on: its arguments, its one line of JSON, its exit codes.

mod key;
mod program;
mod settings;
mod signals;
mod start;
