//! Why there are no credentials, and what to do about it.

use super::flaw::Flaw;
use crate::error::{Error, Kind};
use crate::sentence::List;

/// What sort of trouble it is: the tray's icon and the client's `code` follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cause {
    /// The sign-in of IAM Identity Center or `aws login` has expired, or there never was one.
    SignIn,
    /// A code of a second factor is needed and nobody gave one, or it was wrong.
    Mfa,
    /// Nothing names any credentials.
    Missing,
    /// What names them is wrong.
    Broken,
    /// AWS refuses them.
    Refused,
    /// The `credential_process` failed or took too long.
    Helper,
    /// A service that hands credentials out cannot be reached.
    Unreachable,
}

sentences! {
    /// What is wrong with credentials, and what to do.
    pub enum What: "trouble" {
        /// Nothing names any.
        Nothing = "No AWS credentials were found. Choose a profile, run `aws configure sso` or `aws login`, set AWS_PROFILE or AWS_ACCESS_KEY_ID, or try Outcrop with --demo.",
        /// A profile holds settings alone.
        SettingsOnly {
            /// Its name.
            profile: String,
        } = "AWS profile `{profile}` holds settings, but no credentials. Run `aws configure sso --profile {profile}`, or choose another profile.",
        /// A variable of the two stands alone.
        VariablesIncomplete = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both set in Outcrop's environment.",
        /// The container hands none out.
        Container = "The container's credentials cannot be had: check its task role and AWS_CONTAINER_CREDENTIALS_*.",
        /// The variable for the instance's metadata holds no address.
        MetadataAddress = "AWS_EC2_METADATA_SERVICE_ENDPOINT is no address.",
        /// No profile is called that.
        UnknownProfile {
            /// The name.
            profile: String,
            /// Those that there are.
            there: List<String>,
        } = "There is no AWS profile `{profile}`. The files of ~/.aws have: {there}.",
        /// There are none at all.
        NoProfiles {
            /// The name.
            profile: String,
        } = "There is no AWS profile `{profile}`. The files of ~/.aws have: no profile at all.",
        /// A profile is broken.
        BrokenProfile {
            /// Its name.
            profile: String,
            /// What is wrong with it.
            flaw: Flaw,
        } = "AWS profile `{profile}` cannot be used: {flaw}. Mend it, or choose another profile.",
        /// The same, of one that is to sign in.
        BrokenSignIn {
            /// Its name.
            profile: String,
            /// What is wrong with it.
            flaw: Flaw,
        } = "AWS profile `{profile}` cannot be used: {flaw}.",
        /// A profile that does not sign in is to.
        NoSignIn {
            /// Its name.
            profile: String,
        } = "Profile `{profile}` does not sign in to IAM Identity Center.",
        /// Nobody has signed in.
        NotSignedIn {
            /// The profile.
            profile: String,
        } = "AWS profile `{profile}` is not signed in. Sign in from Outcrop's menu, or run `aws sso login --profile {profile}`.",
        /// A sign-in has come to its end.
        SignInExpired {
            /// The profile.
            profile: String,
        } = "AWS profile `{profile}` has to sign in again: its sign-in has expired. Sign in from Outcrop's menu, or run `aws sso login --profile {profile}`.",
        /// AWS has ended it.
        SignInRefused {
            /// The profile.
            profile: String,
        } = "AWS profile `{profile}` has to sign in again: AWS no longer takes its sign-in. Sign in from Outcrop's menu, or run `aws sso login --profile {profile}`.",
        /// The session of `aws login` has ended.
        LoginEnded {
            /// The profile.
            profile: String,
        } = "AWS profile `{profile}` has to sign in again. Run `aws login --profile {profile}`.",
        /// A sign-in could not be renewed.
        NotRenewed {
            /// AWS's code.
            code: String,
        } = "The sign-in was not renewed: {code}.",
        /// Somebody is at it already.
        UnderWay {
            /// The profile.
            profile: String,
        } = "A sign-in for profile `{profile}` is under way already: finish it in the browser.",
        /// A sign-in came to nothing.
        SignInFailed {
            /// The profile.
            profile: String,
            /// How it ended.
            end: SignInEnd,
        } = "The sign-in of AWS profile `{profile}` {end}. Begin it again when you are ready.",
        /// What came of it cannot be kept.
        SignInNotKept {
            /// The system's words.
            error: String,
        } = "The sign-in succeeded, but cannot be kept in ~/.aws/sso/cache: {error}.",
        /// The system gives no random numbers.
        NoRandomness {
            /// Its words.
            error: String,
        } = "No randomness: {error}.",
        /// A code of a second factor was asked for in vain.
        NoCode {
            /// The profile.
            profile: String,
        } = "AWS profile `{profile}` needs a code from its second factor, and nobody gave one. Enter it where Outcrop asks for it, then try again.",
        /// The code was wrong.
        WrongCode {
            /// The profile.
            profile: String,
        } = "The code for profile `{profile}` was wrong or has been used: try again with the next one.",
        /// The helper gives none.
        Helper {
            /// The profile.
            profile: String,
            /// What became of it.
            end: HelperEnd,
        } = "The credential_process of profile `{profile}` {end}. Run its command in a terminal to see what it says.",
        /// The token file is gone, or not ours to read.
        TokenFile {
            /// The system's words.
            error: String,
        } = "The web identity token file cannot be read: {error}.",
        /// STS does not take the token.
        TokenRefused {
            /// The role that was wanted for it.
            role: String,
            /// STS's code.
            code: String,
            /// STS's words.
            words: String,
        } = "STS does not exchange the web identity token for {role}: {code}. {words}",
        /// STS says yes and gives nothing.
        NothingForRole {
            /// The role.
            role: String,
        } = "STS gave no credentials for {role}.",
        /// A role cannot be taken on.
        RoleRefused {
            /// The profile that names it.
            profile: String,
            /// The role.
            role: String,
            /// STS's code.
            code: String,
            /// STS's words.
            words: String,
            /// What may help.
            remedy: Remedy,
        } = "Profile `{profile}` cannot take on {role}: {code}. {words} {remedy}",
        /// IAM Identity Center says yes and gives nothing.
        NothingForSignIn = "IAM Identity Center answered without credentials.",
        /// Who signed in may not be this role there.
        NotAssigned {
            /// The profile.
            profile: String,
            /// The role.
            role: String,
            /// The account.
            account: String,
        } = "Profile `{profile}` may not use role {role} in account {account}: check sso_role_name and sso_account_id, and your assignments in IAM Identity Center.",
        /// IAM Identity Center refuses for another reason.
        RefusedBySignIn {
            /// The profile.
            profile: String,
            /// Its code.
            code: String,
            /// Its words.
            words: String,
        } = "IAM Identity Center gives profile `{profile}` no credentials: {code}. {words}",
        /// STS does not tell who has them.
        Refused {
            /// Its code.
            code: String,
            /// Its words.
            words: String,
            /// What may help.
            remedy: Remedy,
        } = "AWS refuses the credentials: {code}. {words} {remedy}",
        /// They have expired, though nobody knew.
        ProfileExpired {
            /// The profile.
            profile: String,
        } = "AWS says that the credentials of profile `{profile}` have expired. Renew them, with `aws sso login --profile {profile}` if it signs in; the next request asks for them anew.",
        /// The same of those of no profile.
        Expired = "AWS says that the credentials have expired. Renew them, start Outcrop anew if they are environment variables, or choose a profile.",
        /// AWS has forgotten the keys.
        UnknownProfileKeys {
            /// The profile.
            profile: String,
        } = "AWS does not know the keys of profile `{profile}`: they were deleted or replaced. Put the new ones in their place.",
        /// The same of those of no profile.
        UnknownKeys = "AWS does not know the keys at hand: they were deleted or replaced. Put the new ones in their place.",
        /// The Bedrock API key has come to its end.
        ApiKeyExpired = "The Bedrock API key has expired. Make a new one in the Bedrock console, under API keys, and give it to Outcrop; or choose a profile.",
        /// AWS does not know it.
        ApiKeyUnknown = "The Bedrock API key is not one that AWS knows. Make a new one in the Bedrock console, under API keys, and give it to Outcrop; or choose a profile.",
        /// A service does not answer.
        Unreachable {
            /// Which.
            service: &'static str,
        } = "{service} cannot be reached: check the network, proxies and the region.",
        /// A defect of ours.
        Defect = "Outcrop failed while it looked for credentials; please report it.",
    }
}

sentences! {
    /// How a sign-in ended that came to nothing.
    pub enum SignInEnd: "signInEnd" {
        /// The person said no.
        Declined = "was refused in the browser",
        /// The page said no.
        DeclinedBecause {
            /// The page's reason.
            reason: String,
        } = "was refused in the browser: {reason}",
        /// Nobody did anything.
        NotInTime = "was not finished in time",
        /// AWS said no.
        Refused {
            /// Its words.
            words: String,
        } = "was refused: {words}",
        /// AWS did not register us.
        NoClientId = "got no client id",
        /// Nor gave us the secret.
        NoClientSecret = "got no client secret",
        /// AWS gave no token.
        NoToken = "got no token",
    }
}

sentences! {
    /// What became of a helper that gave no credentials.
    pub enum HelperEnd: "helperEnd" {
        /// It cannot be started, or its output be read.
        CannotRun {
            /// The system's words.
            error: String,
        } = "cannot be run: {error}",
        /// It takes too long.
        NoAnswer {
            /// How long was waited.
            seconds: u64,
        } = "did not answer within {seconds} s",
        /// It says that it failed.
        Failed {
            /// How it ended.
            status: String,
        } = "failed ({status})",
        /// What it printed cannot be read.
        NoJson = "printed something that is not the JSON which AWS prescribes",
        /// It is of another version.
        Version {
            /// Which.
            version: u32,
        } = "printed version {version} of its form, and only 1 is known",
        /// The date is none.
        BadExpiration = "printed a bad Expiration",
    }
}

sentences! {
    /// What may help against a refusal of AWS's.
    pub enum Remedy: "remedy" {
        /// The role, or who is to take it on, lacks a right.
        Trust = "Its source may not call sts:AssumeRole on it, or the role does not trust the source.",
        /// Who is to take it on has expired.
        SourceExpired = "The credentials of its source have expired: renew them.",
        /// Who is to take it on is not known.
        SourceKeys = "The keys of its source are wrong or were deleted.",
        /// Anything else about a role.
        RoleSettings = "Check role_arn, external_id and duration_seconds.",
        /// They have expired.
        Renew = "They have expired: sign in again, or renew them.",
        /// The key is not known.
        AccessKey = "The access key is unknown: it was deleted, or it is another partition's.",
        /// The signature does not fit.
        SecretKey = "Check the secret key and this machine's clock.",
        /// Anything else.
        Profile = "Check the profile and its keys.",
    }
}

/// Why there are no credentials. It holds no secrets, nor AWS's raw answers, which may.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct Trouble {
    /// What is wrong and what to do.
    pub what: Box<What>,
    /// The sign-in that would end it, as [`SignIns`](super::SignIns) knows it.
    pub sign_in: Option<String>,
}

impl Trouble {
    /// A trouble that no sign-in ends.
    #[must_use]
    pub fn new(what: What) -> Self {
        Self { what: Box::new(what), sign_in: None }
    }

    /// A sign-in under this key ends it.
    #[must_use]
    pub fn ended_by(mut self, key: &str) -> Self {
        self.sign_in = Some(key.to_owned());
        self
    }

    /// What sort of trouble it is.
    #[must_use]
    pub fn cause(&self) -> Cause {
        self.what.cause()
    }

    /// What is wrong and what to do, in English.
    #[must_use]
    pub fn message(&self) -> String {
        self.what.to_string()
    }

    /// For the program that reads the client's error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.cause() {
            Cause::SignIn => "aws_sso_expired",
            Cause::Mfa => "aws_mfa_required",
            Cause::Missing | Cause::Refused | Cause::Helper => "aws_credentials",
            Cause::Broken => "aws_profile_broken",
            Cause::Unreachable => "aws_unreachable",
        }
    }
}

impl What {
    fn cause(&self) -> Cause {
        match self {
            Self::Nothing | Self::SettingsOnly { .. } | Self::VariablesIncomplete | Self::Container => Cause::Missing,
            Self::MetadataAddress
            | Self::UnknownProfile { .. }
            | Self::NoProfiles { .. }
            | Self::BrokenProfile { .. }
            | Self::BrokenSignIn { .. }
            | Self::NoSignIn { .. }
            | Self::SignInNotKept { .. }
            | Self::TokenFile { .. } => Cause::Broken,
            Self::NotSignedIn { .. }
            | Self::SignInExpired { .. }
            | Self::SignInRefused { .. }
            | Self::LoginEnded { .. }
            | Self::NotRenewed { .. }
            | Self::UnderWay { .. }
            | Self::SignInFailed { .. }
            | Self::NoRandomness { .. } => Cause::SignIn,
            Self::NoCode { .. } | Self::WrongCode { .. } => Cause::Mfa,
            Self::Helper { .. } => Cause::Helper,
            Self::TokenRefused { .. }
            | Self::NothingForRole { .. }
            | Self::RoleRefused { .. }
            | Self::NothingForSignIn
            | Self::NotAssigned { .. }
            | Self::RefusedBySignIn { .. }
            | Self::Refused { .. }
            | Self::ProfileExpired { .. }
            | Self::Expired
            | Self::UnknownProfileKeys { .. }
            | Self::UnknownKeys
            | Self::ApiKeyExpired
            | Self::ApiKeyUnknown
            | Self::Defect => Cause::Refused,
            Self::Unreachable { .. } => Cause::Unreachable,
        }
    }
}

/// Trying again is pointless until somebody has done something.
impl From<&Trouble> for Error {
    fn from(trouble: &Trouble) -> Self {
        Self::new(Kind::Credentials, trouble.message()).code(trouble.code()).final_().because(trouble.clone())
    }
}
