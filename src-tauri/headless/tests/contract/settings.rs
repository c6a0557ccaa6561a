//! The settings file, from outside.

use crate::program::{KEY, Running, file, finish};

#[test]
fn the_file_is_honoured_and_unknown_keys_are_named() {
    let path = file("good.toml", "port = 1\nfavourite_colour = 'green'\n[models]\naliases = { quick = 'x' }\n");
    // The flag beats the file, or port 1 would have to be had.
    let running = Running::demo(&["--config", &path]);
    assert_eq!(running.status(KEY), 200);
    let stderr = running.stop().stderr;
    assert!(stderr.contains("favourite_colour"), "{stderr}");
    assert!(!stderr.contains("aliases"), "{stderr}");
}

#[test]
fn a_bad_file_ends_in_2_with_the_line_named() {
    for (name, content, place) in [
        ("syntax.toml", "port = 8642\nregion = \n", "syntax.toml:2"),
        ("type.toml", "\nport = 'many'\n", "type.toml:2"),
        ("secret.toml", "# keys\n\napi_key = 'hush'\n", "secret.toml:3"),
    ] {
        let finished = finish(&["--demo", "--config", &file(name, content)]);
        assert_eq!(finished.code, Some(2), "{name}: {}", finished.stderr);
        assert!(finished.stderr.contains(place), "{name}: {}", finished.stderr);
        assert!(!finished.stderr.contains("hush"), "{}", finished.stderr);
    }
    assert_eq!(finish(&["--demo", "--config", "/nowhere/at/all"]).code, Some(2));
}

#[test]
fn what_only_the_gateway_can_tell_ends_in_2_as_well() {
    let finished = finish(&["--demo", "--port", "0", "--config", &file("origin.toml", "origins = ['*']")]);
    assert_eq!(finished.code, Some(2), "{}", finished.stderr);
    assert!(finished.stderr.contains("origins"), "{}", finished.stderr);
}
