//! What the window may call. A command sends one event and returns; answers come over the channel.

use tauri::State;
use tauri::ipc::Channel;

use crate::controller::{Event, Outbox};
use crate::desktop::{WindowLine, window_line};
use crate::view::{Message, Request};

/// Hears the present state at once, and everything after it. A page that is loaded again takes the line over.
#[tauri::command]
pub(crate) fn subscribe(channel: Channel<Message>, line: State<'_, WindowLine>, events: State<'_, Outbox>) {
    *window_line(&line) = Some(channel);
    send(&events, Event::WindowReady);
}

/// Asks for something, under a number that the answer will bear.
#[tauri::command]
pub(crate) fn request(ask: u32, request: Request, events: State<'_, Outbox>) {
    send(&events, Event::Asked(ask, request));
}

/// The controller goes last: when it is gone, so is the app, and there is nobody left to tell.
fn send(events: &Outbox, event: Event) {
    let _ = events.send(event);
}
