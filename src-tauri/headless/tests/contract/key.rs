//! Where the key comes from, and where it must not go.

use crate::program::{KEY, Running, command, file, finish};

#[test]
fn a_key_that_is_made_is_shown_once_and_works() {
    let running = Running::start(command(&["--demo", "--port", "0"]));
    let refused = running.status("outcrop_guessed");
    let id = running.line["listening"].as_str().unwrap().to_owned();
    let finished = running.stop();
    let keys: Vec<&str> = finished.stderr.lines().filter(|line| line.starts_with("outcrop_")).collect();
    assert_eq!((keys.len(), refused), (1, 401), "{id}: {}", finished.stderr);
    assert_eq!(finished.stderr.matches(keys[0]).count(), 1);
    assert!(finished.stderr.contains("OUTCROP_API_KEY"), "it says how to give one: {}", finished.stderr);
}

#[test]
fn a_key_from_the_environment_is_never_written() {
    let running = Running::demo(&["--log", "json"]);
    assert_eq!((running.status(KEY), running.status("another")), (200, 401));
    let finished = running.stop();
    assert!(!finished.stderr.contains(KEY), "{}", finished.stderr);
    assert!(!finished.stderr.contains("outcrop_"), "none was made: {}", finished.stderr);
}

#[test]
fn a_key_file_beats_the_environment() {
    let path = file("good.key", "key-from-a-file\r\n");
    let running = Running::demo(&["--api-key-file", &path]);
    assert_eq!((running.status("key-from-a-file"), running.status(KEY)), (200, 401));
    assert!(!running.stop().stderr.contains("key-from-a-file"));
}

#[test]
fn an_empty_variable_counts_as_none() {
    let mut command = command(&["--demo", "--port", "0"]);
    command.env("OUTCROP_API_KEY", "");
    assert!(Running::start(command).stop().stderr.contains("\noutcrop_"));
}

#[test]
fn keys_that_are_none_end_in_2_and_are_not_quoted() {
    let missing = finish(&["--demo", "--port", "0", "--api-key-file", "/nowhere/at/all"]);
    assert_eq!(missing.code, Some(2), "{}", missing.stderr);
    assert!(missing.stderr.contains("/nowhere/at/all"));

    for (name, content) in [("empty.key", "\n"), ("two-words.key", "hush hush")] {
        let finished = finish(&["--demo", "--port", "0", "--api-key-file", &file(name, content)]);
        assert_eq!(finished.code, Some(2), "{name}: {}", finished.stderr);
        assert!(finished.stderr.contains(name) && !finished.stderr.contains("hush"), "{}", finished.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_warned_about() {
    use std::os::unix::fs::PermissionsExt;
    let path = file("open.key", KEY);
    for (mode, warned) in [(0o644, true), (0o600, false)] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let stderr = Running::demo(&["--api-key-file", &path]).stop().stderr;
        assert_eq!(stderr.contains("chmod 600"), warned, "{mode:o}: {stderr}");
    }
}
