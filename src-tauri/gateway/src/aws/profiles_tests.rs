use super::*;

const CONFIG: &str = "
[default]
region = eu-central-1
[profile sso]
sso_session = corp
sso_account_id = 111122223333
sso_role_name = Dev
region = us-west-2
[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = us-east-1
[profile legacy]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = Dev
[profile admin]
role_arn = arn:aws:iam::111122223333:role/Admin
source_profile = sso
mfa_serial = arn:aws:iam::111122223333:mfa/me
[profile self]
role_arn = arn:aws:iam::1:role/R
source_profile = self
aws_access_key_id = AKIA
aws_secret_access_key = hush-hush
[profile helper]
credential_process = /bin/helper --password hush-hush
[profile web]
role_arn = arn:aws:iam::1:role/W
web_identity_token_file = /t
[profile console]
login_session = arn:aws:iam::1:user/me
[profile ec2]
role_arn = arn:aws:iam::1:role/E
credential_source = Ec2InstanceMetadata
[profile broken line]
what is this hush-hush
[profile no-session]
sso_session = nowhere
sso_account_id = 1
sso_role_name = R
[profile no-source]
role_arn = arn:aws:iam::1:role/R
source_profile = nobody
[profile half]
aws_access_key_id = AKIA
[profile a]
role_arn = arn:aws:iam::1:role/A
source_profile = b
[profile b]
role_arn = arn:aws:iam::1:role/B
source_profile = a
[profile lonely]
role_arn = arn:aws:iam::1:role/A
[profile odd]
role_arn = arn:aws:iam::1:role/A
credential_source = Moon
";
const CREDENTIALS: &str = "[default]\naws_access_key_id = AKIA\naws_secret_access_key = hush-hush\n[keys]\naws_access_key_id = AKIA\naws_secret_access_key = hush-hush\n";

fn profile(name: &str) -> Profile {
    Profiles::read(CONFIG, CREDENTIALS).get(name).unwrap_or_else(|| panic!("no profile {name}"))
}

#[test]
fn every_kind_is_told() {
    use ProfileKind::{AssumeRole, Instance, Login, Process, Sso, Static, WebIdentity};
    let role =
        |arn: &str, source: ProfileKind, mfa| AssumeRole { role_arn: arn.to_owned(), source: Box::new(source), mfa };
    for (name, kind) in [
        ("default", Static),
        ("keys", Static),
        ("sso", Sso { session: Some("corp".into()) }),
        ("legacy", Sso { session: None }),
        ("admin", role("arn:aws:iam::111122223333:role/Admin", Sso { session: Some("corp".into()) }, true)),
        ("self", role("arn:aws:iam::1:role/R", Static, false)),
        ("helper", Process),
        ("web", WebIdentity),
        ("console", Login),
        ("ec2", role("arn:aws:iam::1:role/E", Instance, false)),
    ] {
        assert_eq!(profile(name).kind, Some(kind), "{name}");
        assert_eq!(profile(name).broken, None, "{name}");
    }
    assert_eq!(profile("default").region.as_deref(), Some("eu-central-1"));
    assert_eq!(profile("admin").region, None);
}

#[test]
fn broken_ones_say_why_and_hide_nobody() {
    for (name, words) in [
        ("broken line", "line 37 of the config file: a line needs the form `name = value`"),
        ("no-session", "it names sso_session `nowhere`, which does not exist"),
        ("no-source", "profile `no-source` names source_profile `nobody`, which does not exist"),
        ("half", "aws_access_key_id stands without aws_secret_access_key"),
        ("a", "source_profile goes in a circle: a → b → a"),
        ("b", "source_profile goes in a circle: b → a → b"),
        ("lonely", "role_arn needs source_profile or credential_source beside it"),
        ("odd", "credential_source `Moon` is unknown: it takes Environment, Ec2InstanceMetadata or EcsContainer"),
    ] {
        let profile = profile(name);
        assert_eq!(profile.broken.map(|flaw| flaw.to_string()).as_deref(), Some(words), "{name}");
        assert_eq!(profile.kind, None);
    }
    let profiles = Profiles::read(CONFIG, CREDENTIALS);
    assert_eq!(profiles.all().count(), 18);
    assert_eq!(profiles.all().filter(|profile| profile.broken.is_none()).count(), 10);
}

#[test]
fn a_chain_begins_at_its_base() {
    let config = "[profile c]\nrole_arn=C\nsource_profile=b\n[profile b]\nrole_arn=B\nsource_profile=keys\n";
    let chain = Profiles::read(config, CREDENTIALS).chain("c").unwrap().unwrap();
    assert_eq!(chain.roles.iter().map(|role| role.arn.as_str()).collect::<Vec<_>>(), ["B", "C"]);
}

#[test]
fn a_profile_of_settings_alone_is_not_broken() {
    let profiles = Profiles::read("[profile x]\nregion = us-east-1\n", "");
    assert_eq!(profiles.get("x").unwrap().kind, Some(ProfileKind::Settings));
}

#[test]
fn nothing_that_prints_shows_a_secret() {
    let profiles = Profiles::read(CONFIG, CREDENTIALS);
    let chains: Vec<_> = profiles.names().map(|name| profiles.chain(name)).collect();
    assert!(!format!("{profiles:?} {chains:?} {:?}", profiles.all().collect::<Vec<_>>()).contains("hush-hush"));
}

/// As botocore reads them (`botocore.configloader.build_profile_map`): one of the two counts, whole.
#[test]
fn a_default_is_written_in_two_ways_and_one_of_them_counts() {
    for (config, region, output) in [
        ("[default]\nregion = a\noutput = json\n[profile default]\nregion = b\n", "b", None),
        ("[profile default]\nregion = b\n[default]\nregion = a\noutput = json\n", "a", Some("json")),
        ("[default]\nregion = a\n[default]\noutput = json\n", "a", Some("json")),
    ] {
        let profiles = Profiles::read(config, "[default]\naws_access_key_id = x\n");
        let default = profiles.profile("default").unwrap();
        assert_eq!((default.get("region"), default.get("output")), (Some(region), output), "{config}");
        assert_eq!(default.get("aws_access_key_id"), Some("x"), "the credentials file has one form");
    }
}
