//! What the window asks for, and what it is told. Each ask leaves with its [`Reply`] to whoever does the work.

use super::reply::Ask;
use super::{Controller, Reply};
use crate::desktop::Desktop;
use crate::engine::Engine;
use crate::refusal::Refusal;
use crate::view::{Answer, Link, Message, Overview, Profiles, Request, Secret};

impl<D: Desktop, E: Engine> Controller<D, E> {
    pub(super) fn asked(&mut self, reply: Reply, request: Request) {
        match request {
            Request::CopyBaseUrl => reply.tell(self.copy_base_url()),
            Request::CopyApiKey => reply.tell(self.copy_api_key()),
            Request::CopyText { text } => reply.tell(self.copy_text(&text)),
            Request::Take { offer } => {
                self.take(offer.into());
                reply.give(Answer::Done);
            }
            Request::Start => {
                self.start_again();
                reply.give(Answer::Done);
            }
            Request::Stop => {
                self.stop_for_now();
                reply.give(Answer::Done);
            }
            Request::Quit => {
                reply.give(Answer::Done);
                self.quit();
            }
            Request::ChooseWho { who } => self.choose_who(who.into(), Some(reply)),
            Request::ChooseRegion { region } => self.choose_region(region, Some(reply)),
            Request::SignIn { profile } => {
                self.sign_in(profile);
                reply.give(Answer::Done);
            }
            Request::CancelSignIn => {
                self.cancel_sign_in();
                reply.give(Answer::Done);
            }
            Request::AnswerMfa { code } => reply.tell(self.answer_mfa(code.map(|Secret(code)| code))),
            Request::AskWho => {
                self.ask_who();
                reply.give(Answer::Done);
            }
            Request::RevealKey => self.reveal_key(reply),
            Request::RotateKey => self.rotate_key(reply),
            Request::KeepBedrockKey { key } => self.keep_bedrock_key(&key.0, reply),
            Request::ForgetBedrockKey => self.change_bedrock_key(None, reply),
            Request::LaunchAtLogin { on } => reply.tell(self.launch_at_login(on)),
            Request::OpenLink { link } => reply.tell(self.open_page(link)),
            Request::Change { change } => self.change(change, reply),
            Request::ExportSettings => self.export_settings(reply),
            Request::ImportSettings { text } => self.import_settings(text, reply),
            Request::RefreshModels => reply.tell(self.list_models(true)),
            Request::CheckAccess { models } => reply.tell(self.check_access(models)),
            Request::Capture { on } => {
                self.set_capture(on);
                reply.give(Answer::Done);
            }
            Request::ClearLog => {
                self.desk.feed.clear();
                reply.give(Answer::Done);
            }
            Request::ShowDetail { id } => self.show_detail(id, reply),
            Request::Replay { id, model, profile, region } => reply.tell(self.replay(id, model, profile, region)),
            Request::CopyCurl { id } => reply.tell(self.copy_curl(id)),
            Request::ExportLog { export, ids } => self.export_log(export, &ids, reply),
            Request::Play { play, body } => reply.tell(self.play(play, body)),
            Request::StopPlaying { play } => {
                self.stop_playing(play);
                reply.give(Answer::Done);
            }
            Request::Examine => self.examine(reply),
            Request::ShowFile { path } => reply.tell(self.show_file(&path)),
        }
    }

    /// These pages and no others: the window cannot make the app open what a model wrote.
    fn open_page(&mut self, link: Link) -> Result<(), Refusal> {
        let url = match link {
            Link::SignIn => return self.open_sign_in_page(),
            Link::ModelAccess => {
                let region = self.state.effective_region().map_or("us-east-1", |region| region.name.as_str());
                format!("https://{region}.console.aws.amazon.com/bedrock/home?region={region}#/model-catalog")
            }
            Link::ApiDocs => {
                let base = self.state.base_url().ok_or(Refusal::Stopped)?;
                format!("{base}/openapi.json")
            }
        };
        self.desktop.open_link(&url).map_err(|error| Refusal::NoBrowser { error: error.to_string() })
    }

    pub(super) fn answered(&mut self, ask: Ask, answer: Result<Answer, Refusal>) {
        if ask.page == self.page {
            let answer = answer.unwrap_or_else(|refusal| Answer::Refused { reason: self.given.text.say(&refusal) });
            self.desktop.tell_window(Message::Answered { ask: ask.number, answer });
        }
    }

    pub(super) fn window_ready(&mut self) {
        self.window = true;
        self.page += 1;
        self.stop_all_playing();
        self.told = None;
        self.profiles_due = true;
        (self.desk.settings_due, self.desk.models_due) = (true, true);
        self.follow_log();
        self.tell_doctor();
    }

    /// Without a tray the window is the only way to the app: it comes up, and stays when it is closed.
    pub(super) fn tray_shown(&mut self, shown: bool) {
        let first = !std::mem::replace(&mut self.tray_known, true);
        self.state.tray = shown;
        self.desktop.keep_window(!shown);
        if shown {
            self.drawn = None;
        } else if first && !self.given.hidden {
            self.desktop.open_window(None);
        }
    }

    pub(super) fn tell_overview(&mut self) {
        let overview = Overview::of(&self.state, self.given.text);
        if self.told.as_ref() != Some(&overview) {
            self.desktop.tell_window(Message::Overview { overview: Box::new(overview.clone()) });
            self.told = Some(overview);
        }
    }

    /// Reads the sign-ins in AWS's own cache, so it is done only when something has changed.
    pub(super) fn tell_profiles(&mut self) {
        if std::mem::take(&mut self.profiles_due) {
            let profiles = Profiles::of(&self.state.profiles, &self.given.environment, self.given.text);
            self.desktop.tell_window(Message::Profiles { profiles });
        }
    }
}
