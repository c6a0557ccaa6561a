//! The tray: what it shows as a value ([`menu`]), what changed between two values ([`diff`]), and the drawing ([`native`]).

mod diff;
mod menu;
mod native;

#[cfg(test)]
pub(crate) use menu::tests::drawn;
pub(crate) use menu::Tray;
pub(crate) use native::NativeTray;
