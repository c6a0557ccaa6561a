//! The tray: what it shows as a value ([`menu`]), what changed between two values ([`diff`]), and the drawing ([`native`]).

mod diff;
mod menu;
mod native;

pub(crate) use menu::Tray;
#[cfg(test)]
pub(crate) use menu::tests::drawn;
pub(crate) use native::NativeTray;
