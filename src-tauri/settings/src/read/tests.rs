use outcrop_gateway::config::{Choice, Limits, ModelNames, ShowReasoning};
use outcrop_gateway::ir::Effort;

use super::*;
use crate::settings::{Language, Theme};

fn complaint(text: &str) -> Flaw {
    parse(text).expect_err(text)
}

#[test]
fn an_empty_file_changes_nothing() {
    let Read { settings, unknown } = parse("").unwrap();
    assert_eq!(settings.model_names(), ModelNames::default());
    assert_eq!(settings.limits(), Limits::default());
    assert!(unknown.is_empty());
}

#[test]
fn every_setting_arrives() {
    let Read { settings, unknown } = parse(
        r#"
        host = "::1"
        port = 0
        region = "eu-central-1"
        origins = ["https://app.example"]

        [models]
        default_chat = "chat-id"
        default_embedding = "embedding-id"
        favourites = ["a:0", "d"]
        aliases = { fast = "a:0", "my key" = "b/c", there = { model = "d", profile = "work", region = "eu-west-1" } }

        [behaviour]
        reasoning_effort = "xhigh"
        show_reasoning = "tags"
        interleaved_thinking = true
        prompt_caching = true
        strict = true

        [behaviour.efforts]
        "arn:aws:bedrock:us-east-1:1:imported-model/key" = "none"

        [log]
        capture = true

        [window]
        language = "zh-TW"
        theme = "dark"
        welcomed = true

        [limits]
        body_mib = 1
        connections = 2
        in_flight = 3
        first_event_seconds = 4
        idle_seconds = 5
        unary_seconds = 6
        "#,
    )
    .unwrap();
    assert_eq!(unknown, Vec::<String>::new());
    assert_eq!(settings.host, Some("::1".parse().unwrap()));
    assert_eq!((settings.port, settings.region.as_deref()), (Some(0), Some("eu-central-1")));
    assert_eq!(settings.origins, ["https://app.example"]);
    let models = settings.model_names();
    assert_eq!(models.default_chat.as_deref(), Some("chat-id"));
    assert_eq!(models.default_embedding.as_deref(), Some("embedding-id"));
    assert_eq!(models.aliases["my key"], "b/c");
    assert_eq!(models.aliases["there"], "d");
    let place = Choice { profile: Some("work".to_owned()), region: Some("eu-west-1".to_owned()) };
    assert_eq!(models.places, [("there".to_owned(), place)].into());
    let behaviour = settings.behaviour();
    assert_eq!((behaviour.effort, behaviour.reasoning), (Some(Effort::XHigh), ShowReasoning::Tags));
    assert!(behaviour.auto_cache && behaviour.strict && settings.interleaved);
    assert_eq!(settings.efforts, [("arn:aws:bedrock:us-east-1:1:imported-model/key".to_owned(), Effort::None)].into());
    assert_eq!(settings.favourites, ["a:0", "d"]);
    assert!(settings.capture && settings.welcomed);
    assert_eq!((settings.language, settings.theme), (Language::TraditionalChinese, Theme::Dark));
    let limits = settings.limits();
    assert_eq!((limits.body, limits.connections, limits.in_flight), (1024 * 1024, 2, 3));
    let seconds = [limits.first_event, limits.idle, limits.unary].map(|time| time.as_secs());
    assert_eq!(seconds, [4, 5, 6]);
}

#[test]
fn unknown_keys_are_named_with_their_path() {
    let Read { unknown, .. } = parse("colour = 1\n[models]\nfavourite = 'x'\n").unwrap();
    assert_eq!(unknown, ["colour", "models.favourite"]);
}

#[test]
fn complaints_name_the_line() {
    for (text, line) in [
        ("port = 1\nport = ", 2),
        ("\n\nport = 70000\n", 3),
        ("[limits]\nin_flight = 0\n", 2),
        ("host = 'nowhere'\n", 1),
        ("[models]\naliases = 3\n", 2),
    ] {
        assert_eq!(complaint(text).line, Some(line), "{text:?}: {}", complaint(text).what);
    }
}

#[test]
fn secrets_are_refused_with_advice_and_never_quoted() {
    for (text, line, advice) in [
        ("api_key = 'hush'", 1, "OUTCROP_API_KEY"),
        ("port = 1\nApi-Key = 'hush'", 2, "OUTCROP_API_KEY"),
        ("[aws]\nsecret_access_key = 'hush'", 1, "AWS environment"),
        ("[models]\nsecret_access_key = 'hush'", 2, "AWS environment"),
        ("profile = 'hush'", 1, "--profile"),
        ("[limits]\npassword = 'hush'", 2, "OUTCROP_API_KEY"),
    ] {
        let Flaw { line: found, what } = complaint(text);
        let message = what.to_string();
        assert_eq!(found, Some(line), "{text:?}: {message}");
        assert!(message.contains(advice), "{text:?}: {message}");
        assert!(!message.contains("hush"), "{message}");
    }
}

#[test]
fn a_secret_on_a_line_that_is_no_toml_is_not_quoted_either() {
    assert!(!complaint("api_key = hush-hush").what.to_string().contains("hush"));
}

#[test]
fn what_only_the_gateway_can_tell_to_be_wrong_has_its_line_too() {
    for (text, line, field) in [
        ("port = 1\norigins = [\n  'https://a.example',\n  '*',\n]", 4, "origins"),
        ("\nregion = 'Frankfurt'", 2, "region"),
        ("[models.aliases]\nfast = 'a'\neu = { model = 'b', region = 'Ireland' }", 3, "region"),
        ("[models]\naliases.eu.model = 'b'\naliases.eu.region = 'Ireland'", 3, "region"),
    ] {
        let Flaw { line: found, what } = complaint(text);
        let message = what.to_string();
        assert_eq!(found, Some(line), "{text:?}: {message}");
        assert!(message.starts_with(field), "{text:?}: {message}");
    }
}

/// What the gateway says of the same value.
fn refused(change: impl FnOnce(&mut Config)) -> String {
    let mut config = Config::new(ApiKey::new("none").unwrap());
    change(&mut config);
    config.check().unwrap_err().to_string()
}

#[test]
fn what_does_not_fit_is_said_as_the_gateway_says_it() {
    let said = refused(|config| config.origins = vec!["x".into()]);
    assert_eq!(complaint("origins = ['x']").what.to_string(), said);
    let said = refused(|config| config.aws.region = Some("x".into()));
    assert_eq!(Some(complaint("region = 'x'").what.to_string().as_str()), said.strip_prefix("aws."));
}
