//! The way to Bedrock, walked step by step: what is well, what is wrong, and what to do about it.

use crate::aws::{Around, Environment, Flaw, Identity, MAX_SKEW, Region, RegionFrom, Source, Trouble, What};
use crate::bedrock::Clients;
use crate::config::{Choice, Config, ShowReasoning};
use crate::doors::Door;
use crate::doors::chat::Chat;
use crate::error::{Error, Result};
use crate::ir::Denial;
use crate::sentence::List;

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
    /// What, with the remedy.
    pub what: Found,
}

sentences! {
    /// What was found of a part.
    pub enum Found: "finding" {
        /// A file is there, and not ours to read.
        Unreadable {
            /// The file.
            file: String,
            /// The system's words.
            error: String,
        } = "{file} cannot be read: {error}. Give yourself the right to.",
        /// A file is wrong outside of any profile.
        Flawed {
            /// What is wrong.
            flaw: Flaw,
        } = "{flaw}. AWS's own tools read nothing of such a file.",
        /// A profile is broken.
        Broken {
            /// Its name.
            profile: String,
            /// What is wrong.
            flaw: Flaw,
        } = "profile `{profile}` is broken: {flaw}. Mend it, or take it out.",
        /// The files were read.
        Profiles {
            /// How many profiles there are.
            number: usize,
            /// One file.
            config: String,
            /// The other.
            credentials: String,
        } = "{number} profiles in {config} and {credentials}",
        /// More than one source would give credentials.
        Wins {
            /// The winner.
            source: Source,
            /// The others.
            others: List<Source>,
        } = "{source} wins over {others}",
        /// There are credentials.
        Credentials {
            /// Where from.
            source: Source,
            /// Where they go.
            region: String,
            /// Who said so.
            from: RegionFrom,
        } = "credentials from {source}; region {region} ({from})",
        /// None are needed.
        NoCredentials {
            /// Where calls go.
            region: String,
            /// Who said so.
            from: RegionFrom,
        } = "credentials from nothing; region {region} ({from})",
        /// There are none, or AWS refuses them.
        Trouble {
            /// Why, and what to do.
            what: Box<What>,
        } = "{what}",
        /// AWS knows us.
        Account {
            /// The account's number.
            account: String,
            /// The identity.
            arn: String,
        } = "account {account}, {arn}",
        /// Not looked at, for want of credentials.
        Nobody = "not looked at: without credentials there is nobody to ask",
        /// Not looked at, since these credentials are none of STS's.
        NoCaller = "not looked at: STS knows nothing of these credentials",
        /// Not looked at, since AWS sent no date.
        NoTime = "not looked at: AWS has not said what time it is",
        /// The clock is ahead.
        ClockFast {
            /// By how much.
            minutes: i64,
        } = "this machine's clock is {minutes} min fast. Outcrop signs by AWS's time, but most tools do not, and AWS refuses more than 5 min. Set it, or switch time synchronisation on.",
        /// The clock is behind.
        ClockSlow {
            /// By how much.
            minutes: i64,
        } = "this machine's clock is {minutes} min slow. Outcrop signs by AWS's time, but most tools do not, and AWS refuses more than 5 min. Set it, or switch time synchronisation on.",
        /// The clock is right.
        Clock {
            /// By how much it is off.
            seconds: i64,
        } = "{seconds} s from AWS's",
        /// The control plane answers.
        Listed = "the models can be listed",
        /// A model answers.
        Answers {
            /// Which.
            model: String,
        } = "{model} answers",
        /// AWS does not let us.
        Denied {
            /// What, and what to do.
            denial: Denial,
        } = "{denial}",
        /// AWS does not let us use a model.
        DeniedModel {
            /// Which.
            model: String,
            /// What, and what to do.
            denial: Denial,
        } = "Model '{model}': {denial}",
        /// A call came to nothing otherwise.
        Failed {
            /// What clients are told.
            words: String,
        } = "{words}",
    }
}

impl From<Trouble> for Found {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble { what: trouble.what }
    }
}

impl From<Error> for Found {
    fn from(error: Error) -> Self {
        match (error.cause::<Trouble>(), error.cause::<Denial>().cloned(), error.model().map(str::to_owned)) {
            (Some(trouble), ..) => trouble.clone().into(),
            (None, Some(denial), Some(model)) => Self::DeniedModel { model, denial },
            (None, Some(denial), None) => Self::Denied { denial },
            (None, None, _) => Self::Failed { words: error.message().to_owned() },
        }
    }
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
            report.say(part, Verdict::Skipped, Found::Nobody);
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
    fn say(&mut self, part: Part, verdict: Verdict, what: impl Into<Found>) {
        self.wrong |= verdict == Verdict::Wrong;
        (self.tell)(Finding { part, verdict, what: what.into() });
    }

    fn files(&mut self, environment: &Environment, chosen: Option<&str>) {
        for file in environment.files() {
            if let Some(error) = file.unreadable {
                let file = file.path.display().to_string();
                self.say(Part::Files, Verdict::Wrong, Found::Unreadable { file, error });
            }
        }
        let profiles = environment.profiles();
        for flaw in profiles.complaints() {
            self.say(Part::Files, Verdict::Odd, Found::Flawed { flaw: flaw.clone() });
        }
        let mut number = 0;
        for profile in profiles.all() {
            number += 1;
            let Some(flaw) = profile.broken else { continue };
            let verdict = if chosen == Some(&profile.name) { Verdict::Wrong } else { Verdict::Odd };
            self.say(Part::Files, verdict, Found::Broken { profile: profile.name, flaw });
        }
        let files = [environment.config_file(), environment.credentials_file()];
        let [config, credentials] = files.map(|file| file.display().to_string());
        self.say(Part::Files, Verdict::Well, Found::Profiles { number, config, credentials });
    }

    fn identity(&mut self, identity: &Identity, credentials: Option<std::result::Result<(), Trouble>>) {
        if let (Some(source), [_, ..]) = (&identity.source, identity.overridden.as_slice()) {
            let (source, others) = (source.clone(), List(identity.overridden.clone()));
            self.say(Part::Identity, Verdict::Odd, Found::Wins { source, others });
        }
        match credentials {
            Some(Err(trouble)) => self.say(Part::Identity, Verdict::Wrong, trouble),
            Some(Ok(())) | None => {
                let Region { name: region, from } = identity.region.clone();
                let found = match identity.source.clone() {
                    Some(source) => Found::Credentials { source, region, from },
                    None => Found::NoCredentials { region, from },
                };
                self.say(Part::Identity, Verdict::Well, found);
            }
        }
    }

    fn account(&mut self, identity: &Identity) {
        match &identity.caller {
            Some(Ok(caller)) => {
                let (account, arn) = (caller.account.clone(), caller.arn.clone());
                self.say(Part::Account, Verdict::Well, Found::Account { account, arn });
            }
            // Whoever may call Bedrock need not be able to reach STS.
            Some(Err(trouble)) if trouble.code() == "aws_unreachable" => {
                self.say(Part::Account, Verdict::Odd, trouble.clone());
            }
            Some(Err(trouble)) => self.say(Part::Account, Verdict::Wrong, trouble.clone()),
            None => self.say(Part::Account, Verdict::Skipped, Found::NoCaller),
        }
    }

    fn clock(&mut self, ahead: Option<i64>) {
        match ahead {
            None => self.say(Part::Clock, Verdict::Skipped, Found::NoTime),
            Some(ahead) if ahead.abs() > MAX_SKEW => {
                let minutes = ahead.abs() / 60;
                let found = if ahead > 0 { Found::ClockFast { minutes } } else { Found::ClockSlow { minutes } };
                self.say(Part::Clock, Verdict::Odd, found);
            }
            Some(ahead) => self.say(Part::Clock, Verdict::Well, Found::Clock { seconds: ahead.abs() }),
        }
    }

    async fn models(&mut self, clients: &Clients) {
        let listed = match clients.at(&Choice::default(), None).await {
            Ok(bedrock) => bedrock.models().await.map(|_| ()),
            Err(error) => Err(error),
        };
        match listed {
            Ok(()) => self.say(Part::Models, Verdict::Well, Found::Listed),
            // Calls work without the list, where only bedrock:InvokeModel is allowed.
            Err(error) => self.say(Part::Models, Verdict::Odd, error),
        }
    }

    async fn call(&mut self, clients: &Clients, config: &Config) {
        match call(clients, config).await {
            Ok(model) => self.say(Part::Call, Verdict::Well, Found::Answers { model }),
            Err(error) => self.say(Part::Call, Verdict::Wrong, error),
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
