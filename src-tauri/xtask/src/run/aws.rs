//! Whether AWS credentials are in sight. Only their presence is looked at: values are not read, and AWS is not asked.

use std::path::PathBuf;

/// Each of these announces credentials when it is set.
const VARIABLES: [&str; 6] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_BEARER_TOKEN_BEDROCK",
    "AWS_PROFILE",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// A section of ~/.aws is a way to credentials when it has one of these. A section with no more than a region is not.
const SETTINGS: [&str; 8] = [
    "aws_access_key_id",
    "credential_process",
    "credential_source",
    "login_session",
    "role_arn",
    "sso_account_id",
    "sso_session",
    "web_identity_token_file",
];

/// Where credentials come from, in words, or `None` where there are none.
pub(crate) fn find() -> Option<String> {
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    look(variable, std::env::home_dir(), |file| std::fs::read_to_string(file).ok())
}

fn look(
    variable: impl Fn(&str) -> Option<String>,
    home: Option<PathBuf>,
    read: impl Fn(&PathBuf) -> Option<String>,
) -> Option<String> {
    if let Some(name) = VARIABLES.into_iter().find(|name| variable(name).is_some()) {
        return Some(format!("{name} is set"));
    }
    let files = [("AWS_CONFIG_FILE", ".aws/config"), ("AWS_SHARED_CREDENTIALS_FILE", ".aws/credentials")];
    files.into_iter().find_map(|(name, default)| {
        let file = variable(name).map(PathBuf::from).or_else(|| Some(home.as_ref()?.join(default)))?;
        holds_a_profile(&read(&file)?).then(|| format!("a profile in {}", file.display()))
    })
}

/// `[sso-session …]` and `[services …]` sections are no profiles.
fn holds_a_profile(text: &str) -> bool {
    let mut in_profile = false;
    for line in text.lines().map(str::trim) {
        if let Some(section) = line.strip_prefix('[') {
            in_profile = !["sso-session ", "services "].iter().any(|other| section.starts_with(other));
        } else if in_profile && line.split_once('=').is_some_and(|(name, _)| SETTINGS.contains(&name.trim())) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)], files: &[(&str, &str)]) -> Option<String> {
        let of =
            |list: &[(&str, &str)], name: &str| list.iter().find(|(key, _)| *key == name).map(|it| it.1.to_owned());
        look(|name| of(variables, name), Some("/home/me".into()), |file| of(files, file.to_str().unwrap()))
    }

    #[test]
    fn variables_announce_credentials() {
        for name in VARIABLES {
            assert_eq!(found(&[(name, "x")], &[]), Some(format!("{name} is set")));
        }
        assert_eq!(found(&[("AWS_REGION", "x")], &[]), None);
    }

    #[test]
    fn profiles_announce_credentials() {
        let config = "/home/me/.aws/config";
        for (text, is_profile) in [
            ("[default]\naws_access_key_id = x\n", true),
            ("[profile work]\n  sso_session=corp\n", true),
            ("[default]\nregion = eu-west-1\n", false),
            ("[sso-session corp]\nsso_account_id = 1\n", false),
            ("# aws_access_key_id = x\n", false),
            ("", false),
        ] {
            assert_eq!(found(&[], &[(config, text)]).is_some(), is_profile, "{text}");
        }
    }

    #[test]
    fn files_can_be_elsewhere() {
        let keys = "[default]\naws_access_key_id = x\n";
        assert!(found(&[("AWS_SHARED_CREDENTIALS_FILE", "/etc/keys")], &[("/etc/keys", keys)]).is_some());
        assert!(
            found(&[("AWS_SHARED_CREDENTIALS_FILE", "/etc/keys")], &[("/home/me/.aws/credentials", keys)]).is_none()
        );
    }
}
