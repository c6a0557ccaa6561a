//! The tray: what it shows as a value ([`menu`]), drawn from the state ([`draw`]), what changed between two values
//! ([`diff`]), and the drawing ([`native`]).

mod choices;
mod diff;
mod draw;
mod menu;
mod native;
mod native_menu;
#[cfg(test)]
mod tests;

pub(crate) use menu::Tray;
pub(crate) use native::NativeTray;
#[cfg(test)]
pub(crate) use tests::{drawn, standing, state};
