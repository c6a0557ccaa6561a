//! The way to Bedrock, walked step by step: what is well, what is wrong, and what to do about it.

use crate::aws::{Around, Environment, Identity, MAX_SKEW, Trouble};
use crate::bedrock::Clients;
use crate::config::{Choice, Config, ShowReasoning};
use crate::doors::Door;
use crate::doors::chat::Chat;
use crate::error::{Error, Result};

/// As small as a call can be.
const CALL: &[u8] =
    br#"{"model":"gpt-4o","max_tokens":16,"messages":[{"role":"user","content":"Answer with one word: hello"}]}"#;

/// A part of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// `~/.aws`.
    Files,
    /// Which credentials win, and whether they can be had.
    Identity,
    /// Who AWS says that we are.
    Account,
    /// This machine's clock.
    Clock,
    /// Bedrock's control plane: the list of models.
    Models,
    /// One small answer.
    Call,
}

impl Part {
    /// In one word.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Identity => "identity",
            Self::Account => "account",
            Self::Clock => "clock",
            Self::Models => "models",
            Self::Call => "call",
        }
    }
}

/// How it is with a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Well.
    Well,
    /// It works, but somebody should know.
    Odd,
    /// It does not work.
    Wrong,
    /// Not looked at, since something before it is wrong or it has no meaning here.
    Skipped,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Of what.
    pub part: Part,
    /// How it is.
    pub verdict: Verdict,
    /// In words, with the remedy.
    pub words: String,
}

/// Walks the way that this configuration leads, telling each finding at once. It makes one small call, which AWS bills.
/// Whether nothing is wrong.
pub async fn examine(config: &Config, environment: Environment, tell: impl FnMut(Finding)) -> bool {
    let mut report = Report { tell, wrong: false };
    report.files(&environment, config.aws.profile.as_deref());
    let clients = Clients::new(config, Around::new(environment)).await;
    let identity = clients.identity().await;
    report.identity(&identity, clients.credentials().await);
    if report.wrong {
        for part in [Part::Account, Part::Clock, Part::Models, Part::Call] {
            report.skip(part, "without credentials there is nobody to ask");
        }
        return false;
    }
    report.account(&identity);
    report.clock(identity.ahead);
    report.models(&clients).await;
    report.call(&clients, config).await;
    !report.wrong
}

struct Report<T> {
    tell: T,
    wrong: bool,
}

impl<T: FnMut(Finding)> Report<T> {
    fn say(&mut self, part: Part, verdict: Verdict, words: impl Into<String>) {
        self.wrong |= verdict == Verdict::Wrong;
        (self.tell)(Finding { part, verdict, words: words.into() });
    }

    fn skip(&mut self, part: Part, why: &str) {
        self.say(part, Verdict::Skipped, format!("not looked at: {why}"));
    }

    fn files(&mut self, environment: &Environment, chosen: Option<&str>) {
        for file in environment.files() {
            if let Some(reason) = file.unreadable {
                let words = format!("{} cannot be read: {reason}. Give yourself the right to.", file.path.display());
                self.say(Part::Files, Verdict::Wrong, words);
            }
        }
        let profiles = environment.profiles();
        for flaw in profiles.complaints() {
            self.say(Part::Files, Verdict::Odd, format!("{flaw}. AWS's own tools read nothing of such a file."));
        }
        let mut number = 0;
        for profile in profiles.all() {
            number += 1;
            let Some(flaw) = profile.broken else { continue };
            let verdict = if chosen == Some(&profile.name) { Verdict::Wrong } else { Verdict::Odd };
            self.say(
                Part::Files,
                verdict,
                format!("profile `{}` is broken: {flaw}. Mend it, or take it out.", profile.name),
            );
        }
        let [config, credentials] = [environment.config_file(), environment.credentials_file()];
        let words = format!("{number} profiles in {} and {}", config.display(), credentials.display());
        self.say(Part::Files, Verdict::Well, words);
    }

    fn identity(&mut self, identity: &Identity, credentials: Option<std::result::Result<(), Trouble>>) {
        let source = identity.source.as_ref().map_or_else(|| "nothing".to_owned(), ToString::to_string);
        if !identity.overridden.is_empty() {
            let others: Vec<String> = identity.overridden.iter().map(ToString::to_string).collect();
            let words = format!("{source} wins over {}", others.join(", "));
            self.say(Part::Identity, Verdict::Odd, words);
        }
        match credentials {
            Some(Err(trouble)) => self.say(Part::Identity, Verdict::Wrong, trouble.message()),
            Some(Ok(())) | None => {
                let region = &identity.region;
                let words = format!("credentials from {source}; region {} ({})", region.name, region.from);
                self.say(Part::Identity, Verdict::Well, words);
            }
        }
    }

    fn account(&mut self, identity: &Identity) {
        match &identity.caller {
            Some(Ok(caller)) => {
                self.say(Part::Account, Verdict::Well, format!("account {}, {}", caller.account, caller.arn));
            }
            // Whoever may call Bedrock need not be able to reach STS.
            Some(Err(trouble)) if trouble.code() == "aws_unreachable" => {
                self.say(Part::Account, Verdict::Odd, trouble.message());
            }
            Some(Err(trouble)) => self.say(Part::Account, Verdict::Wrong, trouble.message()),
            None => self.skip(Part::Account, "STS knows nothing of these credentials"),
        }
    }

    fn clock(&mut self, ahead: Option<i64>) {
        match ahead {
            None => self.skip(Part::Clock, "AWS has not said what time it is"),
            Some(ahead) if ahead.abs() > MAX_SKEW => {
                let way = if ahead > 0 { "fast" } else { "slow" };
                let words = format!(
                    "this machine's clock is {} min {way}. Outcrop signs by AWS's time, but most tools do not, and AWS refuses more than 5 min. Set it, or switch time synchronisation on.",
                    ahead.abs() / 60
                );
                self.say(Part::Clock, Verdict::Odd, words);
            }
            Some(ahead) => self.say(Part::Clock, Verdict::Well, format!("{} s from AWS's", ahead.abs())),
        }
    }

    async fn models(&mut self, clients: &Clients) {
        let listed = match clients.at(&Choice::default(), None).await {
            Ok(bedrock) => bedrock.models().await.map(|_| ()),
            Err(error) => Err(error),
        };
        match listed {
            Ok(()) => self.say(Part::Models, Verdict::Well, "the models can be listed"),
            // Calls work without the list, where only bedrock:InvokeModel is allowed.
            Err(error) => self.say(Part::Models, Verdict::Odd, error.message().to_owned()),
        }
    }

    async fn call(&mut self, clients: &Clients, config: &Config) {
        match call(clients, config).await {
            Ok(model) => self.say(Part::Call, Verdict::Well, format!("{model} answers")),
            Err(error) => self.say(Part::Call, Verdict::Wrong, error.message().to_owned()),
        }
    }
}

/// The model that answered.
async fn call(clients: &Clients, config: &Config) -> Result<String> {
    let bedrock = clients.at(&Choice::default(), None).await?;
    let door = Chat { reasoning: ShowReasoning::Hidden };
    let mut turn = door.parse(CALL).map_err(|error| Error::new(error.kind(), error.message().to_owned()))?.turn;
    let asked = turn.model.clone();
    let model = bedrock.resolve(&asked, &config.models).await;
    turn.model.clone_from(&model);
    bedrock.converse(bedrock.prepare(turn, &asked, &config.behaviour).await?).await?;
    Ok(model)
}
