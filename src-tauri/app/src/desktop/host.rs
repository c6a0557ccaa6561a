//! Whether anybody on this desktop shows tray icons: a status-notifier watcher with a host.
//! [freedesktop.org: StatusNotifierItem]

use std::sync::{Mutex, PoisonError};
use std::thread;

use zbus::blocking::fdo::DBusProxy;
use zbus::blocking::{Connection, MessageIterator, Proxy};
use zbus::{MatchRule, message};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";

/// Tells now, and each time that it changes.
pub(crate) fn watch(tell: impl Fn(bool) + Send + Sync + 'static) {
    thread::spawn(move || {
        // Without a session bus there is no tray, and there will be none.
        if let Err(error) = follow(&tell) {
            tracing::info!(%error, "nobody can be asked for a tray");
            tell(false);
        }
    });
}

/// Both a watcher that comes or goes and a host that registers with it change the answer.
fn follow(tell: &(impl Fn(bool) + Sync)) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let told = Mutex::new(None);
    let look = || {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let now = is_shown(&bus);
        if *told != Some(now) {
            *told = Some(now);
            tell(now);
        }
    };
    // Listening begins before asking: nothing that changes in between is missed.
    let owners = DBusProxy::new(&bus)?.receive_name_owner_changed_with_args(&[(0, WATCHER)])?;
    let rule = MatchRule::builder().msg_type(message::Type::Signal).interface(WATCHER)?.path(PATH)?.build();
    let hosts = MessageIterator::for_match_rule(rule, &bus, None)?;
    look();
    thread::scope(|scope| {
        scope.spawn(|| hosts.for_each(|_| look()));
        owners.for_each(|_| look());
    });
    Ok(())
}

fn is_shown(bus: &Connection) -> bool {
    let ask = || -> zbus::Result<bool> {
        if !DBusProxy::new(bus)?.name_has_owner(WATCHER.try_into()?)? {
            return Ok(false);
        }
        Proxy::new(bus, WATCHER, PATH, WATCHER)?.get_property("IsStatusNotifierHostRegistered")
    };
    ask().unwrap_or(false)
}
