//! The controller with a desktop that remembers and an engine that does as it is told.

use std::collections::VecDeque;
use std::future::{Future, pending, ready};
use std::sync::{Arc, Mutex};

use tokio::task::yield_now;

use super::*;
use crate::desktop::NotCopied;
use crate::engine::Plan;
use crate::presence::Presence;
use crate::secrets::Keeping;
use crate::state::{Mode, Offer};
use crate::tray::drawn;

/// All that was done to the desktop, in words.
#[derive(Default)]
struct Recorder {
    log: Vec<String>,
    no_clipboard: bool,
}

impl Recorder {
    fn note(&mut self, what: impl Into<String>) {
        self.log.push(what.into());
    }
}

impl Desktop for Recorder {
    fn draw_tray(&mut self, tray: &Tray) {
        self.note(format!("tray: {:?}: {}", tray.icon, drawn(&tray.menu)[0]));
    }
    fn copy(&mut self, text: &str) -> Result<(), NotCopied> {
        if self.no_clipboard {
            return Err(NotCopied("no clipboard".into()));
        }
        self.note(format!("copy: {text}"));
        Ok(())
    }
    fn open_window(&mut self) {
        self.note("open");
    }
    fn tell_window(&mut self, message: Message) {
        let message = serde_json::to_value(&message).expect("messages are plain data");
        let told = match message["kind"].as_str() {
            Some("overview") => &message["overview"]["condition"],
            _ => &message,
        };
        self.note(format!("window: {told}"));
    }
    fn announce(&mut self, url: &str) {
        self.note(format!("announce: {url}"));
    }
    fn quit(&mut self) {
        self.note("quit");
    }
}

/// Starts as scripted, on the default port once the script is over; remembers what it was asked for.
#[derive(Clone, Default)]
struct Scripted {
    failures: Arc<Mutex<VecDeque<Failure>>>,
    plans: Arc<Mutex<Vec<(Mode, u16)>>>,
    never_stops: bool,
}

impl Engine for Scripted {
    fn start(&self, plan: Plan) -> impl Future<Output = Result<Listening, Failure>> + Send + 'static {
        self.plans.lock().expect("tests do not panic here").push((plan.mode, plan.port));
        let failure = self.failures.lock().expect("tests do not panic here").pop_front();
        let listening = Listening { url: "http://127.0.0.1:8642".to_owned(), region: "us-east-1".to_owned() };
        ready(failure.map_or(Ok(listening), Err))
    }

    fn stop(&self) -> impl Future<Output = ()> + Send + 'static {
        let never = self.never_stops;
        async move {
            if never {
                pending::<()>().await;
            }
        }
    }
}

struct Bench {
    controller: Controller<Recorder, Scripted>,
    inbox: Inbox,
}

impl Bench {
    fn new(presence: Presence, engine: Scripted) -> Self {
        let (outbox, inbox) = mpsc::unbounded_channel();
        let gateway = Gateway::Starting;
        let state = State { mode: Mode::Aws, presence, profile: None, region: None, gateway, key: None };
        let mut controller = Controller::new(Recorder::default(), engine, outbox, state, 8642);
        controller.show();
        Self { controller, inbox }
    }

    /// A bench whose gateway listens.
    async fn listening(presence: Presence) -> Self {
        let mut bench = Self::new(presence, Scripted::default());
        bench.hear(key()).await;
        bench.log();
        bench
    }

    /// Handles an event and all that follows from it.
    async fn hear(&mut self, event: Event) {
        self.controller.handle(event);
        loop {
            // Spawned work is ready at once or never; on this one thread it runs while we yield.
            yield_now().await;
            match self.inbox.try_recv() {
                Ok(event) => self.controller.handle(event),
                Err(_) => return,
            }
        }
    }

    /// What was done since the last look.
    fn log(&mut self) -> Vec<String> {
        std::mem::take(&mut self.controller.desktop.log)
    }

    fn plans(&self) -> Vec<(Mode, u16)> {
        self.controller.engine.plans.lock().expect("tests do not panic here").clone()
    }
}

fn key() -> Event {
    let key = ApiKey::new("secret").expect("it fits in a header");
    Event::Key(Ok(Kept { key, keeping: Keeping::Keychain }))
}

fn failing<const N: usize>(failures: [Failure; N]) -> Scripted {
    Scripted { failures: Arc::new(Mutex::new(failures.into())), ..Scripted::default() }
}

#[tokio::test]
async fn the_gateway_starts_with_the_key() {
    let mut bench = Bench::new(Presence::Found, Scripted::default());
    assert_eq!(bench.log(), ["tray: Idle: Starting…"]);
    bench.hear(key()).await;
    // The second draw lets the key be copied.
    assert_eq!(bench.log(), ["tray: Idle: Starting…", "announce: http://127.0.0.1:8642", "tray: Running: Running"]);
    assert_eq!(bench.plans(), [(Mode::Aws, 8642)]);
}

#[tokio::test]
async fn a_key_that_cannot_be_had_is_told() {
    let mut bench = Bench::new(Presence::Found, Scripted::default());
    bench.hear(Event::Key(Err("api_key: no spaces".into()))).await;
    assert_eq!(bench.log()[1..], ["tray: Attention: Not running"]);
    assert_eq!(bench.plans(), []);
    assert_eq!(bench.controller.state.offers(), [], "trying again would not help");
}

#[tokio::test]
async fn copying() {
    let mut bench = Bench::listening(Presence::Found).await;
    bench.hear(Event::Chosen(Action::CopyBaseUrl)).await;
    bench.hear(Event::Chosen(Action::CopyApiKey)).await;
    assert_eq!(bench.log(), ["copy: http://127.0.0.1:8642/v1", "copy: secret"]);
}

#[tokio::test]
async fn the_window_hears_what_came_of_copying() {
    let mut bench = Bench::listening(Presence::Found).await;
    bench.hear(Event::Asked(1, Request::CopyBaseUrl)).await;
    assert_eq!(
        bench.log(),
        ["copy: http://127.0.0.1:8642/v1", r#"window: {"kind":"answered","ask":1,"answer":{"kind":"done"}}"#]
    );
    bench.controller.desktop.no_clipboard = true;
    bench.hear(Event::Asked(2, Request::CopyApiKey)).await;
    assert_eq!(
        bench.log(),
        [r#"window: {"kind":"answered","ask":2,"answer":{"kind":"refused","reason":"no clipboard"}}"#]
    );
}

#[tokio::test]
async fn the_window_hears_the_state_once_and_then_each_change_once() {
    let mut bench = Bench::new(Presence::Missing, Scripted::default());
    bench.log();
    bench.hear(Event::WindowReady).await;
    bench.hear(Event::LaunchedAgain).await;
    assert_eq!(bench.log(), [r#"window: {"kind":"starting"}"#, "open"]);
    bench.hear(key()).await;
    let told: Vec<String> = bench.log().into_iter().filter(|line| line.starts_with("window")).collect();
    // The key is a change too: the state is told whole.
    assert_eq!(told, [r#"window: {"kind":"starting"}"#, r#"window: {"kind":"noCredentials"}"#]);
    bench.hear(Event::WindowReady).await;
    assert_eq!(bench.log(), [r#"window: {"kind":"noCredentials"}"#], "a page loaded again asks again");
    bench.hear(Event::WindowClosed).await;
    bench.hear(Event::Chosen(Action::Take(Offer::TryDemo))).await;
    assert!(bench.log().iter().all(|line| !line.starts_with("window")), "nobody is told after the window closed");
}

#[tokio::test]
async fn the_demo_is_tried_and_left() {
    let mut bench = Bench::listening(Presence::Missing).await;
    bench.hear(Event::Chosen(Action::Take(Offer::TryDemo))).await;
    let restarted = |end: &str| {
        ["tray: Idle: Stopping…", "tray: Idle: Starting…", "announce: http://127.0.0.1:8642", end].map(str::to_owned)
    };
    assert_eq!(bench.log(), restarted("tray: Demo: Demo, no AWS"));
    bench.hear(Event::Chosen(Action::Take(Offer::LeaveDemo))).await;
    assert_eq!(bench.log(), restarted("tray: Attention: No AWS credentials found"));
    assert_eq!(bench.plans(), [(Mode::Aws, 8642), (Mode::Demo, 8642), (Mode::Aws, 8642)]);
}

#[tokio::test]
async fn a_taken_port_can_be_tried_again_or_left() {
    let taken = Failure::PortTaken { port: 8642 };
    let mut bench = Bench::new(Presence::Found, failing([taken.clone(), taken]));
    bench.hear(key()).await;
    assert_eq!(bench.log()[2..], ["tray: Attention: Port 8642 is taken"]);
    bench.hear(Event::Chosen(Action::Take(Offer::StartAgain))).await;
    assert_eq!(bench.log(), ["tray: Idle: Starting…", "tray: Attention: Port 8642 is taken"]);
    bench.hear(Event::Chosen(Action::Take(Offer::UseFreePort))).await;
    assert_eq!(bench.plans(), [(Mode::Aws, 8642), (Mode::Aws, 8642), (Mode::Aws, 0)]);
    assert_eq!(bench.log().last().map(String::as_str), Some("tray: Running: Running"));
}

#[tokio::test]
async fn quitting_stops_the_gateway_first() {
    let mut bench = Bench::listening(Presence::Found).await;
    bench.hear(Event::Chosen(Action::Quit)).await;
    assert_eq!(bench.log(), ["tray: Idle: Stopping…"]);
    assert!(bench.controller.finished);
}

#[tokio::test]
async fn quitting_twice_does_not_wait() {
    let engine = Scripted { never_stops: true, ..Scripted::default() };
    let mut bench = Bench::new(Presence::Found, engine);
    bench.hear(key()).await;
    bench.hear(Event::AskedToStop).await;
    assert!(!bench.controller.finished);
    bench.hear(Event::AskedToStop).await;
    assert!(bench.controller.finished);
}

#[tokio::test]
async fn quitting_during_a_switch_does_not_start_again() {
    let mut bench = Bench::listening(Presence::Found).await;
    bench.controller.handle(Event::Chosen(Action::Take(Offer::TryDemo)));
    bench.hear(Event::Chosen(Action::Quit)).await;
    assert!(bench.controller.finished);
    assert_eq!(bench.plans(), [(Mode::Aws, 8642)]);
}

#[tokio::test]
async fn what_is_not_offered_does_nothing() {
    let mut bench = Bench::listening(Presence::Found).await;
    for action in [Action::Take(Offer::LeaveDemo), Action::Take(Offer::StartAgain)] {
        bench.hear(Event::Chosen(action)).await;
    }
    assert_eq!(bench.log(), [""; 0]);
    assert_eq!(bench.plans().len(), 1);
}

#[tokio::test]
async fn running_ends_with_quitting() {
    let (outbox, inbox) = mpsc::unbounded_channel();
    let bench = Bench::listening(Presence::Found).await;
    outbox.send(Event::Started(Err(Failure::Other { reason: "why".into() }))).expect("the inbox is open");
    outbox.send(Event::AskedToStop).expect("the inbox is open");
    bench.controller.run(inbox).await;
}
