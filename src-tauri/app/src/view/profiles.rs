//! The profiles of `~/.aws`, as the window is told them.

use outcrop_gateway::aws::{self, Around, Environment};

use super::state::millis;
use super::{Effort, Profile, ProfileKind, Profiles};
use crate::state::root;
use crate::text::Text;

impl Profiles {
    /// The window's view of the profiles. The sign-ins are looked up in AWS's own cache.
    pub(crate) fn of(profiles: &aws::Profiles, environment: &Environment, text: Text) -> Self {
        let around = Around::new(environment.clone());
        let files = [environment.config_file(), environment.credentials_file()];
        Self {
            profiles: profiles.all().map(|profile| view(profile, &around, text)).collect(),
            flaws: profiles.complaints().iter().map(|flaw| text.say(flaw)).collect(),
            files: files.map(|path| path.display().to_string()).to_vec(),
        }
    }
}

fn view(profile: aws::Profile, around: &Around, text: Text) -> Profile {
    let kind = profile.kind.as_ref();
    let role = match kind {
        Some(aws::ProfileKind::AssumeRole { role_arn, .. }) => Some(role_arn.clone()),
        _ => None,
    };
    let signs_in = kind.is_some_and(|kind| matches!(root(kind), aws::ProfileKind::Sso { .. }));
    Profile {
        credentials: kind.map(|kind| root(kind).into()),
        mfa: kind.is_some_and(crate::controller::mfa),
        signed_in_until: signs_in
            .then(|| aws::signed_in(around, &profile.name))
            .flatten()
            .map(|sign_in| millis(sign_in.until)),
        broken: profile.broken.as_ref().map(|flaw| text.say(flaw)),
        name: profile.name,
        region: profile.region,
        role,
    }
}

impl From<&aws::ProfileKind> for ProfileKind {
    fn from(kind: &aws::ProfileKind) -> Self {
        match kind {
            aws::ProfileKind::Static => Self::Static,
            aws::ProfileKind::Sso { .. } => Self::Sso,
            aws::ProfileKind::AssumeRole { source, .. } => Self::from(&**source),
            aws::ProfileKind::Process => Self::Process,
            aws::ProfileKind::WebIdentity => Self::WebIdentity,
            aws::ProfileKind::Login => Self::Login,
            aws::ProfileKind::Environment => Self::Environment,
            aws::ProfileKind::Instance => Self::Instance,
            aws::ProfileKind::Container => Self::Container,
            aws::ProfileKind::Settings => Self::Settings,
        }
    }
}

impl From<outcrop_gateway::ir::Effort> for Effort {
    fn from(effort: outcrop_gateway::ir::Effort) -> Self {
        use outcrop_gateway::ir::Effort as Of;
        match effort {
            Of::None => Self::None,
            Of::Minimal => Self::Minimal,
            Of::Low => Self::Low,
            Of::Medium => Self::Medium,
            Of::High => Self::High,
            Of::XHigh => Self::XHigh,
            Of::Max => Self::Max,
        }
    }
}
